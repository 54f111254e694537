# Ebru Yildiz, homework 1
import numpy as np


def sigmoid_forward(z):
    # two cases so that exp never overflows
    a = np.zeros_like(z)
    pos = z >= 0
    neg = ~pos
    a[pos] = 1 / (1 + np.exp(-z[pos]))
    a[neg] = np.exp(z[neg]) / (1 + np.exp(z[neg]))
    return a, z


def sigmoid_backward(da, cache):
    z = cache
    # s' = s (1 - s), see slide 14
    return da * z * (1 - z)


def tanh_forward(z):
    a = np.tanh(z)
    return a, z


def tanh_backward(da, cache):
    z = cache
    # tanh' = 1 - tanh^2
    return da * (1 - z**2)


def relu_forward(z):
    return np.maximum(0, z), z


def relu_backward(da, cache):
    z = cache
    return da * (z > 0)


def leaky_relu_forward(z, negative_slope=0.01):
    return np.where(z > 0, z, negative_slope * z), (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, negative_slope = cache
    return np.where(z > 0, da, negative_slope * da)


def dense_forward(x, w, b):
    z = np.dot(x, w) + b
    return z, (x, w, b)


def dense_backward(dz, cache):
    x, w, b = cache
    dx = np.dot(dz, w.T)
    dw = np.dot(x.T, dz)
    db = np.sum(dz, axis=0)
    return dx, dw, db


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def normalized_sigmoid(z):
    # work with logs, otherwise 0/0 for very negative z
    log_s = -np.logaddexp(0, -z)
    return softmax(log_s)


def mse_loss(y_pred, y_true):
    N = y_pred.shape[0]
    loss = np.sum((y_pred - y_true) ** 2) / N
    grad = 2 * (y_pred - y_true) / N
    return loss, grad


def sigmoid_cross_entropy(z, y):
    N = z.shape[0]
    # max(z,0) - z*y + log(1+exp(-|z|)), from the tensorflow docs
    loss = np.sum(np.maximum(z, 0) - z * y + np.log(1 + np.exp(-np.abs(z)))) / N
    p, _ = sigmoid_forward(z)
    return loss, (p - y) / N


def softmax_cross_entropy(z, y):
    N = z.shape[0]
    m = np.max(z, axis=1, keepdims=True)
    log_p = z - m - np.log(np.sum(np.exp(z - m), axis=1, keepdims=True))
    loss = -np.sum(y * log_p) / N
    return loss, (softmax(z) - y) / N


def mlp_forward(x, params):
    cache = []
    L = len(params)
    for l in range(L):
        x, c1 = dense_forward(x, params[l]["w"], params[l]["b"])
        c2 = None
        if l != L - 1:
            x, c2 = relu_forward(x)
        cache.append((c1, c2))
    return x, cache


def mlp_backward(dlogits, cache):
    grads = []
    d = dlogits
    for c1, c2 in reversed(cache):
        if c2 is not None:
            d = relu_backward(d, c2)
        d, dw, db = dense_backward(d, c1)
        grads.append({"w": dw, "b": db})
    return grads[::-1]


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        fxph = f(x)
        x[ix] = oldval - h
        fxmh = f(x)
        x[ix] = oldval
        grad[ix] = (fxph - fxmh) / (2 * h)
        it.iternext()
    return grad


def gradient_error(analytic, numeric):
    numerator = np.linalg.norm(analytic - numeric)
    denominator = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return numerator / denominator
