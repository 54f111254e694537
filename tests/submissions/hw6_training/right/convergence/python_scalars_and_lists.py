"""Lists as results of several arrays, loops over units (never examples), a mask of whole numbers."""

import functools
import operator

import numpy as np


def dense_forward(x, w, b):
    columns = [x @ column + bias for column, bias in zip(w.T, b)]
    return np.stack(columns, axis=1), [x, w]


def dense_backward(dz, cache):
    x, w = cache
    return [dz @ w.T, np.array([row @ dz for row in x.T]), np.array([d.sum() for d in dz.T])]


def relu_forward(z):
    return z - np.minimum(z, 0.0), [z]


def relu_backward(da, cache):
    (z,) = cache
    return np.select([z > 0], [da], default=0.0)


def softmax_cross_entropy(z, y):
    n, k = z.shape
    total = functools.reduce(np.logaddexp, z.T)
    loss = sum(((total - z[:, j]) * y[:, j]).sum() for j in range(k)) / n
    dz = np.stack([np.exp(z[:, j] - total) - y[:, j] for j in range(k)], axis=-1) / n
    return [loss, dz]


def init_weights(fan_in, fan_out, scheme, rng):
    names = ["xavier", "glorot", "he", "lecun"]
    if scheme not in names:
        raise ValueError(f"scheme not in {names}")
    variance = [1 / fan_in, 2 / (fan_in + fan_out), 2 / fan_in, 1 / fan_in][names.index(scheme)]
    columns = [rng.standard_normal(fan_in) for _ in range(fan_out)]
    return np.transpose(columns) * np.sqrt(variance)


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    out, cache, means, variances = np.empty(x.shape), [], [], []
    for d in range(x.shape[1]):
        column = x[:, d]
        mean, var = running_mean[d], running_var[d]
        if training:
            mean, var = column.mean(), column.var()
        std = (var + eps) ** 0.5
        x_hat = (column - mean) / std
        out[:, d] = gamma[d] * x_hat + beta[d]
        cache.append((x_hat, gamma[d], std, training))
        keep = momentum if training else 1.0
        means.append(keep * running_mean[d] + (1 - keep) * mean)
        variances.append(keep * running_var[d] + (1 - keep) * var)
    return [out, cache, np.array(means), np.array(variances)]


def batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = np.empty(dout.shape), np.empty(len(cache)), np.empty(len(cache))
    for d, (x_hat, gamma, std, training) in enumerate(cache):
        g = dout[:, d]
        dgamma[d], dbeta[d] = g @ x_hat, g.sum()
        if training:
            g = g - g.mean() - x_hat * (g @ x_hat / len(g))
        dx[:, d] = gamma / std * g
    return [dx, dgamma, dbeta]


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    mask = np.ones(x.shape, dtype=np.int8)
    if training:
        mask = (rng.random(x.size) < keep_prob).astype(np.int8).reshape(x.shape, order="F")
    return x * mask / (keep_prob if training else 1), [mask, keep_prob if training else 1]


def dropout_backward(dout, cache):
    return functools.reduce(operator.truediv, [dout * cache[0], cache[1]])


def minibatches(x, y, batch_size, rng):
    pairs = list(zip(x, y))
    order = rng.permutation(len(pairs)).tolist()
    batches = []
    for start in range(0, len(pairs), batch_size):
        chosen = [pairs[i] for i in order[start : start + batch_size]]
        xs, ys = zip(*chosen)
        batches.append([np.array(xs), np.array(ys)])
    return batches


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m - (1 - beta1) * (m - dw)
    v = v - (1 - beta2) * (v - dw**2)
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return [w - lr * m_hat / (v_hat**0.5 + eps), m, v]
