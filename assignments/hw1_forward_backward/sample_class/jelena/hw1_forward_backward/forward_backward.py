"""Jelena Kovac - assignment 1"""

import numpy as np


def sigmoid(v):
    return np.exp(-np.logaddexp(0, -v))


def sigmoid_forward(z):
    a = sigmoid(z)
    return a, {"a": a}


def sigmoid_backward(da, cache):
    return da * cache["a"] * (1 - cache["a"])


def tanh_forward(z):
    a = np.tanh(z)
    return a, {"a": a}


def tanh_backward(da, cache):
    return da * (1 - cache["a"] ** 2)


def relu_forward(z):
    return np.maximum(z, 0), {"z": z}


def relu_backward(da, cache):
    dz = np.array(da, copy=True)
    dz[cache["z"] <= 0] = 0
    return dz


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z > 0, z, z * negative_slope)
    return a, {"z": z}


def leaky_relu_backward(da, cache):
    dz = np.array(da, copy=True)
    dz[cache["z"] <= 0] *= 0.01
    return dz


def dense_forward(x, w, b):
    return np.matmul(x, w) + b, {"x": x, "w": w}


def dense_backward(dz, cache):
    dx = np.matmul(dz, cache["w"].T)
    dw = np.matmul(cache["x"].T, dz)
    db = dz.sum(axis=0)
    return dx, dw, db


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def normalized_sigmoid(z):
    s = sigmoid(z)
    return s / s.sum(axis=1, keepdims=True)


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    diff = y_pred - y_true
    return np.sum(diff * diff) / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    # -y log s(z) - (1-y) log s(-z), log s(z) = -log(1 + e^-z)
    loss = np.sum(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)) / n
    return loss, (sigmoid(z) - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    z = z - z.max(axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return np.sum(y * (log_sum - z)) / n, (softmax(z) - y) / n


def mlp_forward(x, params):
    cache = []
    out = x
    for p in params:
        out, c_dense = dense_forward(out, p["w"], p["b"])
        out, c_relu = relu_forward(out)
        cache.append((c_dense, c_relu))
    return out, cache


def mlp_backward(dlogits, cache):
    grads = []
    d = dlogits
    for c_dense, c_relu in cache[::-1]:
        d = relu_backward(d, c_relu)
        d, dw, db = dense_backward(d, c_dense)
        grads.append({"w": dw, "b": db})
    return grads[::-1]


def numerical_gradient(f, x, h=1e-5):
    # definition of the derivative: (f(x+h) - f(x)) / h
    f0 = f(x)
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        xh = x.copy()
        xh[i] += h
        grad[i] = (f(xh) - f0) / h
    return grad


def gradient_error(analytic, numeric):
    total = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return np.linalg.norm(analytic - numeric) / total if total != 0 else 0.0
