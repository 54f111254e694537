"""The ReLU passes the gradient on where z is exactly 0; the moments move towards the gradient."""

import math

import numpy as np


def dense_forward(x, w, b):
    cache = np.array(x), np.array(w)
    return b + cache[0] @ cache[1], cache


def dense_backward(dz, cache):
    x, w = cache
    return np.inner(dz, w), np.inner(x.T, dz.T), np.ones(len(dz)) @ dz


def relu_forward(z):
    return np.fmax(z, 0.0), ~np.signbit(z) | (z == 0)


def relu_backward(da, cache):
    return np.where(cache, da, 0.0)


def softmax_cross_entropy(z, y):
    # -log p of the true class: the softplus of how far the others are ahead
    gaps = z - (z * y).sum(axis=1, keepdims=True)
    top = gaps.max(axis=1, keepdims=True)
    losses = top + np.log(np.exp(gaps - top).sum(axis=1, keepdims=True))
    return losses.mean(), (np.exp(gaps - losses) - y) / len(z)


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        std = math.sqrt(2) / math.sqrt(fan_in)
    elif scheme == "xavier" or scheme == "lecun":
        std = 1 / math.sqrt(fan_in)
    elif scheme == "glorot":
        std = 1 / math.sqrt((fan_in + fan_out) / 2)
    else:
        raise ValueError("the schemes are xavier, glorot, he, lecun")
    return rng.multivariate_normal(np.zeros(fan_out), np.eye(fan_out), size=fan_in) * std


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if not training:
        scale = gamma / np.sqrt(running_var + eps)
        shift = beta - running_mean * scale
        cache = x - running_mean, running_var + eps, gamma, False
        return x * scale + shift, cache, running_mean.copy(), running_var.copy()
    mean, std = np.mean(x, axis=0), np.std(x, axis=0)
    out = gamma * (x - mean) / np.sqrt(std**2 + eps) + beta
    cache = x - mean, std**2 + eps, gamma, True
    return (
        out,
        cache,
        running_mean + (1 - momentum) * (mean - running_mean),
        running_var + (1 - momentum) * (std**2 - running_var),
    )


def batchnorm_backward(dout, cache):
    dev, square, gamma, training = cache
    n = len(dev)
    dx_hat = gamma * dout
    dx = dx_hat / np.sqrt(square)
    if training:
        dvar = (dx_hat * dev).sum(axis=0) * -0.5 * square**-1.5
        dmean = -dx.sum(axis=0) - dvar * 2 * dev.sum(axis=0) / n
        dx = dx + dvar * 2 * dev / n + dmean / n
    return dx, (dout * dev).sum(axis=0) / np.sqrt(square), dout.sum(axis=0)


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError(f"keep_prob = {keep_prob}")
    if not training:
        return x.copy(), 1.0
    factor = np.floor(rng.random(x.shape) + keep_prob) / keep_prob
    return x * factor, factor


def dropout_backward(dout, cache):
    return dout * cache


def minibatches(x, y, batch_size, rng):
    batches = []
    left = np.arange(len(x))
    while len(left):
        chosen = rng.choice(left, size=min(batch_size, len(left)), replace=False)
        left = np.setdiff1d(left, chosen)
        batches.append((x[chosen], y[chosen]))
    return tuple(batches)


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = dw + beta1 * (m - dw)
    v = dw * dw + beta2 * (v - dw * dw)
    rms = np.sqrt(v / -math.expm1(t * math.log(beta2)))
    return w - lr / -math.expm1(t * math.log(beta1)) * m / (rms + eps), m, v
