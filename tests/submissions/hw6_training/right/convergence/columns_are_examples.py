"""Everything is computed with examples as columns and transposed at the borders; batches by number."""

import numpy as np


def dense_forward(x, w, b):
    X, W = x.T, w.T
    return (W @ X + b[:, None]).T, (X, W)


def dense_backward(dz, cache):
    X, W = cache
    dZ = dz.T
    dW = dZ @ X.T
    return (W.T @ dZ).T, dW.T, dZ.sum(axis=1)


def relu_forward(z):
    Z = z.T
    return np.maximum(0, Z).T, Z


def relu_backward(da, cache):
    dZ = np.zeros_like(cache)
    dZ[cache > 0] = da.T[cache > 0]
    return dZ.T


def softmax_cross_entropy(z, y):
    Z, Y = z.T, y.T
    m = Z.shape[1]
    P = np.exp(Z - Z.max(axis=0))
    P = P / P.sum(axis=0)
    true = Y.argmax(axis=0)
    rivals = Z - Z[true, range(m)]
    loss = np.log(np.exp(rivals - rivals.max(axis=0)).sum(axis=0)) + rivals.max(axis=0)
    return np.squeeze(loss.sum() / m), ((P - Y) / m).T


def init_weights(fan_in, fan_out, scheme, rng):
    spread = {"he": 2 / fan_in, "xavier": 1 / fan_in, "lecun": 1 / fan_in}
    spread["glorot"] = 2 / (fan_in + fan_out)
    if scheme not in spread:
        raise ValueError("xavier glorot he lecun")
    return np.vstack([rng.normal(0, np.sqrt(spread[scheme]), fan_out) for _ in range(fan_in)])


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    Z, gamma, beta = x.T, gamma[:, None], beta[:, None]
    mu, s2 = running_mean[:, None], running_var[:, None]
    if training:
        mu = Z.mean(axis=1, keepdims=True)
        s2 = ((Z - mu) ** 2).mean(axis=1, keepdims=True)
        running_mean = running_mean * momentum + mu[:, 0] * (1 - momentum)
        running_var = running_var * momentum + s2[:, 0] * (1 - momentum)
    norm = (Z - mu) / (s2 + eps) ** 0.5
    cache = norm, gamma / (s2 + eps) ** 0.5, training
    return (gamma * norm + beta).T, cache, np.array(running_mean), np.array(running_var)


def batchnorm_backward(dout, cache):
    norm, slope, training = cache
    dOut = dout.T
    dgamma = np.sum(dOut * norm, axis=1)
    dbeta = np.sum(dOut, axis=1)
    if training:
        m = dOut.shape[1]
        dOut = dOut - (dbeta[:, None] + norm * dgamma[:, None]) / m
    return (slope * dOut).T, dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    A = x.T
    D = np.ones(A.shape)
    if training:
        D = (rng.random(A.shape) < keep_prob).astype(int) / keep_prob
    return (A * D).T, D


def dropout_backward(dout, cache):
    return (dout.T * cache).T


def minibatches(x, y, batch_size, rng):
    """Every example draws the number of its batch, and its place there."""
    number = rng.permutation(np.arange(len(x)) // batch_size)
    order = np.lexsort((rng.random(len(x)), number))
    X, Y = x.T[:, order], y.T[:, order]
    ends = np.cumsum(np.bincount(number))
    return [(X[:, i:j].T, Y[:, i:j].T) for i, j in zip([0, *ends[:-1]], ends)]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    beta = np.array([beta1, beta2]).reshape((2,) + (1,) * w.ndim)
    moments = beta * np.stack([m, v]) + (1 - beta) * np.stack([dw, dw**2])
    first, second = moments / (1 - beta**t)
    return w - lr * first / (np.sqrt(second) + eps), moments[0], moments[1]
