"""CS 4803 homework 1, Lakshmi Narayanan.

Activations, dense layer, losses, a small network and gradient checking.
"""

import numpy as np


def stable_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0 / (1.0 + e), e / (1.0 + e))


def sigmoid_forward(z):
    a = stable_sigmoid(z)
    return a, (a,)


def sigmoid_backward(da, cache):
    (a,) = cache
    return da * a * (1.0 - a)


def tanh_forward(z):
    a = np.tanh(z)
    return a, (a,)


def tanh_backward(da, cache):
    (a,) = cache
    return da * (1.0 - a * a)


def relu_forward(z):
    return np.maximum(z, 0.0), (z,)


def relu_backward(da, cache):
    (z,) = cache
    return np.where(z > 0, da, 0.0)


def leaky_relu_forward(z, negative_slope=0.01):
    return np.where(z > 0, z, negative_slope * z), (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, negative_slope = cache
    return np.where(z > 0, da, negative_slope * da)


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, np.sum(dz, axis=0)


def log_softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))


def softmax(z):
    return np.exp(log_softmax(z))


def normalized_sigmoid(z):
    log_sigmoid = -np.logaddexp(0.0, -z)
    return softmax(log_sigmoid)


def mse_loss(y_pred, y_true):
    m = y_pred.shape[0]
    diff = y_pred - y_true
    return np.sum(diff**2) / m, 2.0 * diff / m


def sigmoid_cross_entropy(z, y):
    m = z.shape[0]
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / m
    return loss, (stable_sigmoid(z) - y) / m


def softmax_cross_entropy(z, y):
    m = z.shape[0]
    log_p = log_softmax(z)
    return -np.sum(y * log_p) / m, (np.exp(log_p) - y) / m


def mlp_forward(x, params):
    caches = []
    a = x
    for i, layer in enumerate(params):
        z, dense_cache = dense_forward(a, layer["w"], layer["b"])
        is_last = i == len(params) - 1
        a, relu_cache = (z, None) if is_last else relu_forward(z)
        caches.append((dense_cache, relu_cache))
    return a, caches


def mlp_backward(dlogits, cache):
    grads = []
    grad = dlogits
    for dense_cache, relu_cache in reversed(cache):
        if relu_cache is not None:
            grad = relu_backward(grad, relu_cache)
        grad, dw, db = dense_backward(grad, dense_cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        value = x[i]
        x[i] = value + h
        f_plus = f(x)
        x[i] = value - h
        f_minus = f(x)
        x[i] = value
        grad[i] = (f_plus - f_minus) / (2 * h)
        # hmm, this takes forever on my laptop. Is that normal??
    return grad


def gradient_error(analytic, numeric):
    denominator = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    if denominator == 0:
        return 0.0
    return np.linalg.norm(analytic - numeric) / denominator
