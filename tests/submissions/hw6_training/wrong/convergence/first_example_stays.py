"""The first example stays where it is.
wrong: minibatches
"""

import numpy as np


def dense_forward(x, w, b):
    z = x @ w + b
    cache = (x, w)
    return z, cache


def dense_backward(dz, cache):
    x, w = cache
    dx = dz @ w.T
    dw = x.T @ dz
    db = dz.sum(axis=0)
    return dx, dw, db


def relu_forward(z):
    a = np.maximum(z, 0.0)
    cache = z > 0
    return a, cache


def relu_backward(da, cache):
    return da * cache


def softmax_cross_entropy(z, y):
    n = len(z)
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -(y * log_p).sum() / n
    dz = (np.exp(log_p) - y) / n
    return loss, dz


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        variance = 2 / fan_in
    elif scheme == "glorot":
        variance = 2 / (fan_in + fan_out)
    elif scheme in ("xavier", "lecun"):
        variance = 1 / fan_in
    else:
        raise ValueError("scheme must be xavier, glorot, he or lecun")
    return rng.normal(0, np.sqrt(variance), size=(fan_in, fan_out))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean = x.mean(axis=0)
        var = x.var(axis=0)
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean.copy(), running_var.copy()
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    cache = (x_hat, gamma, std, training)
    return out, cache, new_mean, new_var


def batchnorm_backward(dout, cache):
    x_hat, gamma, std, training = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    if training:
        dx = (dx_hat - dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0)) / std
    else:
        dx = dx_hat / std
    return dx, dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be above 0 and at most 1")
    if training:
        mask = (rng.random(x.shape) < keep_prob) / keep_prob
    else:
        mask = np.ones(x.shape)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache


def minibatches(x, y, batch_size, rng):
    order = np.append(0, 1 + rng.permutation(len(x) - 1))
    batches = []
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        batches.append((x[rows], y[rows]))
    return batches


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v
