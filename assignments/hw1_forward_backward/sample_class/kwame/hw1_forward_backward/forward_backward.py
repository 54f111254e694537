"""Kwame Mensah, HW1"""

import numpy as np


def sigmoid_forward(z):
    a = np.exp(-np.logaddexp(0, -z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)


def relu_forward(z):
    return np.maximum(0, z), z


def relu_backward(da, cache):
    return da * (cache > 0)


def leaky_relu_forward(z, negative_slope=0.01):
    return np.where(z > 0, z, negative_slope * z), (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, slope = cache
    return np.where(z > 0, da, slope * da


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def normalized_sigmoid(z):
    return softmax(-np.logaddexp(0, -z))


def mse_loss(y_pred, y_true):
    n = len(y_pred)
    return np.sum((y_pred - y_true) ** 2) / n, 2 * (y_pred - y_true) / n


# the rest follows, I ran out of time
