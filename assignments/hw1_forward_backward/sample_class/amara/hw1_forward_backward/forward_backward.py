# HW1 - forward and backward
# Amara Okafor
# I like loops, then I can see on paper what happens :)

import math

import numpy as np


def sig(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    e = math.exp(v)
    return e / (1 + e)


def log_sig(v):
    # log(sigmoid(v)) without overflow
    if v >= 0:
        return -math.log1p(math.exp(-v))
    return v - math.log1p(math.exp(v))


# ---------- sigmoid ----------
def sigmoid_forward(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = sig(z[i, j])
    return a, a.copy()


def sigmoid_backward(da, cache):
    dz = np.zeros(da.shape)
    for i in range(da.shape[0]):
        for j in range(da.shape[1]):
            a = cache[i, j]
            dz[i, j] = da[i, j] * a * (1 - a)
    return dz


# ---------- tanh ----------
def tanh_forward(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = math.tanh(z[i, j])
    return a, a.copy()


def tanh_backward(da, cache):
    # ok this one is easy without loops
    return da * (1 - cache**2)


# ---------- relu and leaky relu (relu = leaky with slope 0) ----------
def relu_forward(z):
    return leaky_relu_forward(z, 0.0)


def relu_backward(da, cache):
    return leaky_relu_backward(da, cache)


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.zeros(z.shape)
    d = np.zeros(z.shape)  # local derivative, this is what backward needs
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            d[i, j] = 1.0 if z[i, j] > 0 else negative_slope
            a[i, j] = d[i, j] * z[i, j]
    return a, d


def leaky_relu_backward(da, cache):
    return da * cache


# ---------- dense ----------
def dense_forward(x, w, b):
    n, d = x.shape
    k = w.shape[1]
    z = np.zeros((n, k))
    for i in range(n):
        for j in range(k):
            z[i, j] = b[j]
            for l in range(d):
                z[i, j] += x[i, l] * w[l, j]
    return z, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    n, d = x.shape
    k = w.shape[1]
    dx = np.zeros((n, d))
    dw = np.zeros((d, k))
    db = np.zeros(k)
    for i in range(n):
        for j in range(k):
            db[j] += dz[i, j]
            for l in range(d):
                dx[i, l] += dz[i, j] * w[l, j]
                dw[l, j] += dz[i, j] * x[i, l]
    return dx, dw, db


# ---------- outputs ----------
def softmax(z):
    p = np.zeros(z.shape)
    for i in range(z.shape[0]):
        biggest = max(z[i])
        exps = [math.exp(v - biggest) for v in z[i]]
        for j in range(z.shape[1]):
            p[i, j] = exps[j] / sum(exps)
    return p


def normalized_sigmoid(z):
    # same as softmax of the log sigmoids, so very negative rows are ok
    logs = np.array([[log_sig(v) for v in row] for row in z])
    return softmax(logs)


# ---------- losses ----------
def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    loss = 0.0
    for i in range(n):
        for j in range(y_pred.shape[1]):
            loss += (y_pred[i, j] - y_true[i, j]) ** 2
    return loss / n, 2 * (y_pred - y_true) / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = 0.0
    dz = np.zeros(z.shape)
    for i in range(n):
        for j in range(z.shape[1]):
            loss -= y[i, j] * log_sig(z[i, j]) + (1 - y[i, j]) * log_sig(-z[i, j])
            dz[i, j] = (sig(z[i, j]) - y[i, j]) / n
    return loss / n, dz


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    loss = 0.0
    for i in range(n):
        biggest = max(z[i])
        log_sum = biggest + math.log(sum(math.exp(v - biggest) for v in z[i]))
        for j in range(z.shape[1]):
            loss += y[i, j] * (log_sum - z[i, j])
    return loss / n, (softmax(z) - y) / n


# ---------- network ----------
def mlp_forward(x, params):
    cache = []
    a = x
    for i in range(len(params)):
        a, dense_cache = dense_forward(a, params[i]["w"], params[i]["b"])
        relu_cache = None
        if i < len(params) - 1:
            a, relu_cache = relu_forward(a)
        cache.append((dense_cache, relu_cache))
    return a, cache


def mlp_backward(dlogits, cache):
    grads = [None] * len(cache)
    d = dlogits
    for i in range(len(cache) - 1, -1, -1):
        dense_cache, relu_cache = cache[i]
        if relu_cache is not None:
            d = relu_backward(d, relu_cache)
        d, dw, db = dense_backward(d, dense_cache)
        grads[i] = {"w": dw, "b": db}
    return grads


# ---------- gradient check ----------
def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    top = math.sqrt(((analytic - numeric) ** 2).sum())
    bottom = math.sqrt((analytic**2).sum()) + math.sqrt((numeric**2).sum())
    return 0.0 if bottom == 0 else top / bottom
