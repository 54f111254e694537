"""A small tape differentiates all layers, batch norm of elementary operations among them."""

import numpy as np


def fit_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return gradient


class Node:
    def __init__(self, value, *sources):
        self.value, self.sources = value, sources

    def __add__(self, other):
        return Node(self.value + other.value, (self, lambda g: g), (other, lambda g: g))

    def __sub__(self, other):
        return Node(self.value - other.value, (self, lambda g: g), (other, lambda g: -g))

    def __mul__(self, other):
        a, b = self.value, other.value
        return Node(a * b, (self, lambda g: g * b), (other, lambda g: g * a))

    def __matmul__(self, other):
        a, b = self.value, other.value
        return Node(a @ b, (self, lambda g: g @ b.T), (other, lambda g: a.T @ g))

    def mean(self):
        n = self.value.shape[0]
        spread = np.ones((n, 1)) / n
        return Node(self.value.mean(axis=0, keepdims=True), (self, lambda g: spread * g))

    def power(self, exponent):
        x = self.value
        return Node(x**exponent, (self, lambda g: g * exponent * x ** (exponent - 1)))


def differentiate(end, upstream, *leaves):
    order = []

    def visit(node):
        if node not in order:
            for source, _ in node.sources:
                visit(source)
            order.append(node)

    visit(end)
    adjoint = {node: np.zeros(np.shape(node.value)) for node in order}
    adjoint[end] = adjoint[end] + upstream
    for node in reversed(order):
        for source, pull in node.sources:
            part = fit_shape(pull(adjoint[node]), np.shape(source.value))
            adjoint[source] = adjoint[source] + part
    return tuple(adjoint[leaf].copy() for leaf in leaves)


def dense_forward(x, w, b):
    x, w, b = Node(x), Node(w), Node(b)
    z = x @ w + b
    return z.value, (z, x, w, b)


def dense_backward(dz, cache):
    return differentiate(cache[0], dz, *cache[1:])


def relu_forward(z):
    z = Node(z)
    a = z * Node(np.where(z.value > 0, 1.0, 0.0))
    return a.value, (a, z)


def relu_backward(da, cache):
    return differentiate(cache[0], da, cache[1])[0]


def softmax_cross_entropy(z, y):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    log_total = np.log(p.sum(axis=1))
    p /= p.sum(axis=1, keepdims=True)
    of_the_true = (z * y).sum(axis=1) - z.max(axis=1)
    return np.sum(log_total - of_the_true) / len(z), p / len(z) - y / len(z)


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in ("xavier", "glorot", "he", "lecun"):
        raise ValueError(f"{scheme} is none of xavier, glorot, he, lecun")
    variance = {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}.get(scheme, 1 / fan_in)
    # A random sign and the root of a gamma variate make a normal one.
    square = rng.gamma(0.5, 2 * variance, size=(fan_in, fan_out))
    return np.sqrt(square) * rng.choice([-1.0, 1.0], size=(fan_in, fan_out))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    x, gamma, beta = Node(x), Node(gamma), Node(beta)
    mean, var = Node(running_mean), Node(running_var)
    new_mean, new_var = running_mean.copy(), running_var.copy()
    if training:
        mean = x.mean()
        deviation = x - mean
        var = (deviation * deviation).mean()
        new_mean = momentum * running_mean + (1 - momentum) * mean.value[0]
        new_var = momentum * running_var + (1 - momentum) * var.value[0]
    x_hat = (x - mean) * (var + Node(np.array(eps))).power(-0.5)
    out = gamma * x_hat + beta
    return out.value, (out, x, gamma, beta), new_mean, new_var


def batchnorm_backward(dout, cache):
    return differentiate(cache[0], dout, *cache[1:])


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob out of range")
    x = Node(x)
    mask = rng.geometric(keep_prob, size=x.value.shape) == 1 if training else True
    out = x * Node(mask / np.full(x.value.shape, keep_prob if training else 1.0))
    return out.value, (out, x)


def dropout_backward(dout, cache):
    return differentiate(cache[0], dout, cache[1])[0]


def minibatches(x, y, batch_size, rng):
    return list(cut(x, y, batch_size, rng.permutation(len(x))))


def cut(x, y, batch_size, order):
    while len(order):
        yield x[order[:batch_size]], y[order[:batch_size]]
        order = order[batch_size:]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) * (np.sqrt(v / (1 - beta2**t)) + eps) ** -1, m, v
