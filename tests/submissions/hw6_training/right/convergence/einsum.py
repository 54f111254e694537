"""Sums as einsum, batch norm by the Jacobian of a column; rng.permuted shuffles the row numbers."""

from collections import namedtuple

import numpy as np

Dense = namedtuple("Dense", "x w")
Norm = namedtuple("Norm", "jacobian x_hat")


def dense_forward(x, w, b):
    return np.einsum("nd,dk->nk", x, w) + b, Dense(x, w)


def dense_backward(dz, cache):
    return (
        np.einsum("nk,dk->nd", dz, cache.w),
        np.einsum("nd,nk->dk", cache.x, dz),
        np.einsum("nk->k", dz),
    )


def relu_forward(z):
    step = np.heaviside(z, 0.0)
    return np.einsum("nk,nk->nk", z, step), step


def relu_backward(da, cache):
    return np.einsum("nk,nk->nk", da, cache)


def softmax_cross_entropy(z, y):
    n = len(z)
    e = np.exp(z - z.max(axis=1)[:, np.newaxis])
    p = np.einsum("nk,n->nk", e, 1 / np.einsum("nk->n", e))
    top = np.einsum("nk,nk->n", z - z.max(axis=1, keepdims=True), y)
    loss = np.einsum("n->", np.log(np.einsum("nk->n", e)) - top) / n
    return float(loss), (p - y) / n


def init_weights(fan_in, fan_out, scheme, rng):
    match scheme:
        case "he":
            variance = 2 / fan_in
        case "xavier" | "lecun":
            variance = 1 / fan_in
        case "glorot":
            variance = 2 / (fan_in + fan_out)
        case _:
            raise ValueError("expected xavier, glorot, he or lecun")
    return np.einsum("ki->ik", rng.standard_normal((fan_out, fan_in))) * np.sqrt(variance)


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = len(x)
    if training:
        mean = np.einsum("nd->d", x) / n
        var = np.einsum("nd,nd->d", x - mean, x - mean) / n
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = 1.0 * mean, 1.0 * var
    scale = (var + eps) ** -0.5
    x_hat = np.einsum("nd,d->nd", x - mean, scale)

    def jacobian(upstream):
        """(I - 11'/n - hh'/n) upstream, without building the matrix."""
        if training:
            ones = np.einsum("nd->d", upstream)
            along = np.einsum("nd,nd->d", x_hat, upstream)
            upstream = upstream - ones / n - np.einsum("nd,d->nd", x_hat, along) / n
        return np.einsum("nd,d,d->nd", upstream, gamma, scale)

    return np.einsum("nd,d->nd", x_hat, gamma) + beta, Norm(jacobian, x_hat), new_mean, new_var


def batchnorm_backward(dout, cache):
    return (
        cache.jacobian(dout),
        np.einsum("nd,nd->d", dout, cache.x_hat),
        np.einsum("nd->d", dout),
    )


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    factor = np.ones(x.shape)
    if training:
        factor = np.less(rng.uniform(size=x.shape[::-1]).T, keep_prob) / keep_prob
    return np.einsum("nd,nd->nd", x, factor), factor


def dropout_backward(dout, cache):
    return np.einsum("nd,nd->nd", dout, cache)


def minibatches(x, y, batch_size, rng):
    numbers = rng.permuted(np.arange(len(x)))
    return [
        (x.take(numbers[k : k + batch_size], axis=0), y.take(numbers[k : k + batch_size], axis=0))
        for k in range(0, len(x), batch_size)
    ]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = np.einsum("s,s...->...", np.array([beta1, 1 - beta1]), np.stack([m, dw]))
    v_new = np.einsum("s,s...->...", np.array([beta2, 1 - beta2]), np.stack([v, dw * dw]))
    rms = np.sqrt(v_new / (1 - beta2**t)) + eps
    return w - lr / (1 - beta1**t) * m_new / rms, m_new, v_new
