"""Loops only: NumPy just makes the arrays, every number is computed by Python and math."""

import math

import numpy as np


def _map(function, *arrays):
    out = np.zeros(arrays[0].shape)
    for i in np.ndindex(*out.shape):
        out[i] = function(*[float(a[i]) for a in arrays])
    return out


def _matmul(a, b):
    out = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
    return out


def _column_sums(a):
    out = np.zeros(a.shape[1])
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            out[j] += a[i, j]
    return out


def _sigmoid(v):
    if v >= 0:
        return 1.0 / (1.0 + math.exp(-v))
    return math.exp(v) / (1.0 + math.exp(v))


def _softplus(v):
    return max(v, 0.0) + math.log1p(math.exp(-abs(v)))


def _normalise_row(row):
    """Exponentials of a list of logarithms, divided by their sum; also the log of that sum."""
    top = max(row)
    total = 0.0
    for v in row:
        total += math.exp(v - top)
    return [math.exp(v - top) / total for v in row], top + math.log(total)


def sigmoid_forward(z):
    a = _map(_sigmoid, z)
    return a, [a]


def sigmoid_backward(da, cache):
    return _map(lambda d, a: d * a * (1.0 - a), da, cache[0])


def tanh_forward(z):
    a = _map(math.tanh, z)
    return a, [a]


def tanh_backward(da, cache):
    return _map(lambda d, a: d * (1.0 - a * a), da, cache[0])


def relu_forward(z):
    return _map(lambda v: v if v > 0 else 0.0, z), [z]


def relu_backward(da, cache):
    return _map(lambda d, v: d if v > 0 else 0.0, da, cache[0])


def leaky_relu_forward(z, negative_slope=0.01):
    return _map(lambda v: v if v > 0 else negative_slope * v, z), [z, negative_slope]


def leaky_relu_backward(da, cache):
    z, slope = cache
    return _map(lambda d, v: d if v > 0 else slope * d, da, z)


def dense_forward(x, w, b):
    z = _matmul(x, w)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            z[i, j] += b[j]
    return z, [x, w]


def dense_backward(dz, cache):
    x, w = cache
    return _matmul(dz, w.T), _matmul(x.T, dz), _column_sums(dz)


def softmax(z):
    p = np.zeros(z.shape)
    for i in range(z.shape[0]):
        values, _ = _normalise_row([float(v) for v in z[i]])
        for j in range(z.shape[1]):
            p[i, j] = values[j]
    return p


def normalized_sigmoid(z):
    p = np.zeros(z.shape)
    for i in range(z.shape[0]):
        values, _ = _normalise_row([-_softplus(-float(v)) for v in z[i]])
        for j in range(z.shape[1]):
            p[i, j] = values[j]
    return p


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    loss = 0.0
    for i in np.ndindex(*y_pred.shape):
        loss += (float(y_pred[i]) - float(y_true[i])) ** 2
    return loss / n, _map(lambda p, t: 2.0 * (p - t) / n, y_pred, y_true)


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = 0.0
    for i in np.ndindex(*z.shape):
        v, t = float(z[i]), float(y[i])
        loss += _softplus(v) - v * t
    return loss / n, _map(lambda v, t: (_sigmoid(v) - t) / n, z, y)


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    loss = 0.0
    for i in range(n):
        _, log_total = _normalise_row([float(v) for v in z[i]])
        for j in range(z.shape[1]):
            loss += float(y[i, j]) * (log_total - float(z[i, j]))
    return loss / n, _map(lambda p, t: (p - t) / n, softmax(z), y)


def mlp_forward(x, params):
    cache = []
    a = x
    for i in range(len(params)):
        z, dense_cache = dense_forward(a, params[i]["w"], params[i]["b"])
        if i == len(params) - 1:
            cache.append((dense_cache, None))
            return z, cache
        a, relu_cache = relu_forward(z)
        cache.append((dense_cache, relu_cache))


def mlp_backward(dlogits, cache):
    grads = []
    d = dlogits
    for dense_cache, relu_cache in reversed(cache):
        if relu_cache is not None:
            d = relu_backward(d, relu_cache)
        d, dw, db = dense_backward(d, dense_cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        value = float(x[i])
        x[i] = value + h
        plus = float(f(x))
        x[i] = value - h
        minus = float(f(x))
        x[i] = value
        grad[i] = (plus - minus) / (2.0 * h)
    return grad


def gradient_error(analytic, numeric):
    difference = size_a = size_n = 0.0
    for i in np.ndindex(*analytic.shape):
        a, n = float(analytic[i]), float(numeric[i])
        difference += (a - n) ** 2
        size_a += a**2
        size_n += n**2
    if size_a + size_n == 0.0:
        return 0.0
    return math.sqrt(difference) / (math.sqrt(size_a) + math.sqrt(size_n))
