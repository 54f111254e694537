"""A notebook saved as a script: an unused plotting import, asserts and prints in a main block."""

import math
import time

import matplotlib.pyplot as plt  # noqa: F401
import numpy as np

# In [1]: activations


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    cache = {"a": a}
    return a, cache


def sigmoid_backward(da, cache):
    a = cache["a"]
    dz = da * a * (1 - a)
    assert dz.shape == da.shape
    return dz


def tanh_forward(z):
    a = np.tanh(z)
    cache = {"a": a}
    return a, cache


def tanh_backward(da, cache):
    a = cache["a"]
    dz = da * (1 - np.power(a, 2))
    assert dz.shape == da.shape
    return dz


def relu_forward(z):
    a = np.maximum(z, 0)
    cache = {"z": z}
    return a, cache


def relu_backward(da, cache):
    dz = np.array(da, copy=True)
    dz[cache["z"] <= 0] = 0
    return dz


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z >= 0, z, z * negative_slope)
    cache = {"z": z, "slope": negative_slope}
    return a, cache


def leaky_relu_backward(da, cache):
    dz = np.array(da, copy=True)
    dz[cache["z"] < 0] *= cache["slope"]
    return dz


# In [2]: layers


def dense_forward(x, w, b):
    z = np.dot(x, w) + b
    assert z.shape == (x.shape[0], w.shape[1])
    cache = {"x": x, "w": w}
    return z, cache


def dense_backward(dz, cache):
    dx = np.dot(dz, cache["w"].T)
    dw = np.dot(cache["x"].T, dz)
    db = np.sum(dz, axis=0)
    return dx, dw, db


def softmax(z):
    shifted = z - np.max(z, axis=1, keepdims=True)
    return np.exp(shifted) / np.sum(np.exp(shifted), axis=1, keepdims=True)


def normalized_sigmoid(z):
    # log(sigmoid) without overflow, then the largest of each row taken out
    logs = np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))
    ratio = np.exp(logs - np.max(logs, axis=1, keepdims=True))
    return ratio / np.sum(ratio, axis=1, keepdims=True)


# In [3]: losses


def mse_loss(y_pred, y_true):
    m = y_pred.shape[0]
    loss = np.sum((y_pred - y_true) ** 2) / m
    grad = 2 / m * (y_pred - y_true)
    return loss, grad


def sigmoid_cross_entropy(z, y):
    m = z.shape[0]
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / m
    a, _ = sigmoid_forward(z)
    return float(loss), (a - y) / m


def softmax_cross_entropy(z, y):
    m = z.shape[0]
    shifted = z - np.max(z, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    loss = -np.sum(log_p * y) / m
    return float(loss), (softmax(z) - y) / m


# In [4]: the network


def mlp_forward(x, params):
    cache = {"L": len(params), "a0": x}
    for layer in range(1, len(params) + 1):
        w, b = params[layer - 1]["w"], params[layer - 1]["b"]
        z = np.dot(cache["a" + str(layer - 1)], w) + b
        cache["w" + str(layer)] = w
        cache["z" + str(layer)] = z
        cache["a" + str(layer)] = z if layer == len(params) else np.maximum(z, 0)
    return cache["a" + str(len(params))], cache


def mlp_backward(dlogits, cache):
    grads = []
    dz = dlogits
    for layer in range(cache["L"], 0, -1):
        a_prev = cache["a" + str(layer - 1)]
        grads.append({"w": np.dot(a_prev.T, dz), "b": np.sum(dz, axis=0)})
        if layer > 1:
            dz = np.dot(dz, cache["w" + str(layer)].T) * (cache["z" + str(layer - 1)] > 0)
    return list(reversed(grads))


# In [5]: gradient checking


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    it = np.nditer(x, flags=["multi_index", "zerosize_ok"])
    while not it.finished:
        ix = it.multi_index
        x_plus = x.copy()
        x_plus[ix] += h
        x_minus = x.copy()
        x_minus[ix] -= h
        grad[ix] = (f(x_plus) - f(x_minus)) / (2 * h)
        it.iternext()
    return grad


def gradient_error(analytic, numeric):
    top = math.sqrt(np.sum((analytic - numeric) ** 2))
    bottom = math.sqrt(np.sum(analytic**2)) + math.sqrt(np.sum(numeric**2))
    if bottom == 0:
        return 0.0
    return top / bottom


if __name__ == "__main__":
    start = time.time()
    np.random.seed(0)
    print("sigmoid(1.01977) =", sigmoid_forward(np.array([[1.01977]]))[0])
    print("softmax =", softmax(np.array([[2.0, 5.0, -1.0, 3.0]])))
    x, labels = np.random.randn(5, 4), np.eye(3)[[0, 2, 1, 1, 0]]
    params = [
        {"w": np.random.randn(4, 6), "b": np.random.randn(6)},
        {"w": np.random.randn(6, 3), "b": np.random.randn(3)},
    ]

    def loss_of_w(w):
        changed = [{"w": w, "b": params[0]["b"]}, params[1]]
        return softmax_cross_entropy(mlp_forward(x, changed)[0], labels)[0]

    logits, cache = mlp_forward(x, params)
    grads = mlp_backward(softmax_cross_entropy(logits, labels)[1], cache)
    error = gradient_error(grads[0]["w"], numerical_gradient(loss_of_w, params[0]["w"]))
    print("gradient error:", error)
    assert error < 1e-7
    print("done in %.3f s" % (time.time() - start))
