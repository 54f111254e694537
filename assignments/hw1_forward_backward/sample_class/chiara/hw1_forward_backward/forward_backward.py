"""Chiara Moretti, HW 1.

I wrote everything as layer classes first (like in Keras) and the functions that
the homework asks for only call them. The cache is simply the layer object.
"""

import numpy as np


class Layer:
    def backward(self, grad):
        raise NotImplementedError


class Elementwise(Layer):
    """a = f(z); keeps f'(z) for backward."""

    def __call__(self, z):
        a, self.local = self.compute(z)
        return a

    def backward(self, grad):
        return grad * self.local


class Sigmoid(Elementwise):
    def compute(self, z):
        e = np.exp(-np.abs(z))
        a = np.where(z >= 0, 1.0, e) / (1.0 + e)
        return a, a * (1.0 - a)


class Tanh(Elementwise):
    def compute(self, z):
        a = np.tanh(z)
        return a, 1.0 - a**2


class LeakyReLU(Elementwise):
    def __init__(self, negative_slope=0.0):
        self.negative_slope = negative_slope

    def compute(self, z):
        local = np.where(z > 0, 1.0, self.negative_slope)
        return z * local, local


class Dense(Layer):
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def __call__(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, grad):
        self.dw = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.w.T


class Network:
    def __init__(self, params):
        self.layers = []
        for p in params:
            self.layers += [Dense(p["w"], p["b"]), LeakyReLU()]
        self.layers.pop()  # the output is linear

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return [{"w": d.dw, "b": d.db} for d in self.layers if isinstance(d, Dense)]


def run(layer, x):
    return layer(x), layer


def sigmoid_forward(z):
    return run(Sigmoid(), z)


def sigmoid_backward(da, cache):
    return cache.backward(da)


def tanh_forward(z):
    return run(Tanh(), z)


def tanh_backward(da, cache):
    return cache.backward(da)


def relu_forward(z):
    return run(LeakyReLU(), z)


def relu_backward(da, cache):
    return cache.backward(da)


def leaky_relu_forward(z, negative_slope=0.01):
    return run(LeakyReLU(negative_slope), z)


def leaky_relu_backward(da, cache):
    return cache.backward(da)


def dense_forward(x, w, b):
    return run(Dense(w, b), x)


def dense_backward(dz, cache):
    dx = cache.backward(dz)
    return dx, cache.dw, cache.db


def mlp_forward(x, params):
    return run(Network(params), x)


def mlp_backward(dlogits, cache):
    return cache.backward(dlogits)


def log_softmax(z):
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def softmax(z):
    return np.exp(log_softmax(z))


def normalized_sigmoid(z):
    log_sigmoid = np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))
    return np.exp(log_softmax(log_sigmoid))


def mse_loss(y_pred, y_true):
    diff = y_pred - y_true
    return np.mean(np.sum(diff**2, axis=1)), 2 * diff / diff.shape[0]


def sigmoid_cross_entropy(z, y):
    loss = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return np.mean(loss.sum(axis=1)), (Sigmoid()(z) - y) / z.shape[0]


def softmax_cross_entropy(z, y):
    log_p = log_softmax(z)
    return -np.mean(np.sum(y * log_p, axis=1)), (np.exp(log_p) - y) / z.shape[0]


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        saved = x[idx]
        x[idx] = saved + h
        plus = f(x)
        x[idx] = saved - h
        minus = f(x)
        x[idx] = saved
        grad[idx] = (plus - minus) / (2 * h)
        it.iternext()
    return grad


def gradient_error(analytic, numeric):
    denominator = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    if denominator == 0:
        return 0.0
    return float(np.linalg.norm(analytic - numeric) / denominator)
