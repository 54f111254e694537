"""Functions call each other: the network uses the own layers, the losses the own softmax."""

import numpy as np


def sigmoid_forward(z):
    a = 0.5 * (1 + tanh_forward(0.5 * z)[0])
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)


def relu_forward(z):
    return leaky_relu_forward(z, negative_slope=0.0)


def relu_backward(da, cache):
    return leaky_relu_backward(da, cache)


def leaky_relu_forward(z, negative_slope=0.01):
    factor = np.where(z > 0, 1.0, negative_slope)
    return z * factor, factor


def leaky_relu_backward(da, cache):
    return da * cache


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dz, cache):
    x, w, b = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0).reshape(b.shape)


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def log_sigmoid(z):
    return -np.logaddexp(0, -z)


def normalized_sigmoid(z):
    return softmax(log_sigmoid(z))


def mse_loss(y_pred, y_true):
    n = len(y_pred)
    diff = y_pred - y_true
    return np.sum(diff * diff) / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = len(z)
    loss = -np.sum(y * log_sigmoid(z) + (1 - y) * log_sigmoid(-z)) / n
    return loss, (sigmoid_forward(z)[0] - y) / n


def softmax_cross_entropy(z, y):
    n = len(z)
    log_sum = np.logaddexp.reduce(z, axis=1, keepdims=True)
    return np.sum(y * (log_sum - z)) / n, (softmax(z) - y) / n


def mlp_forward(x, params):
    caches = []
    a = x
    for i, p in enumerate(params):
        a, cache = dense_forward(a, p["w"], p["b"])
        caches.append(cache)
        if i + 1 < len(params):
            a, cache = relu_forward(a)
            caches.append(cache)
    return a, caches


def mlp_backward(dlogits, cache):
    caches = list(cache)
    grads = []
    d, dw, db = dense_backward(dlogits, caches.pop())
    grads.append({"w": dw, "b": db})
    while caches:
        d = relu_backward(d, caches.pop())
        d, dw, db = dense_backward(d, caches.pop())
        grads.append({"w": dw, "b": db})
    return grads[::-1]


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    if np.array_equal(analytic, numeric):
        return 0.0
    return np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric))
