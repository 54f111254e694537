"""Layer and loss classes do the work; the asked-for functions are thin wrappers around them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Callable

import numpy as np

Array = np.ndarray


class Layer(ABC):
    @abstractmethod
    def forward(self, x: Array) -> Array: ...

    @abstractmethod
    def backward(self, d: Array) -> Any: ...

    def __call__(self, x: Array) -> tuple[Array, Layer]:
        return self.forward(x), self


class Sigmoid(Layer):
    @staticmethod
    def log(z: Array) -> Array:
        return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))

    def forward(self, x: Array) -> Array:
        self.p, self.q = np.exp(self.log(x)), np.exp(self.log(-x))
        return self.p.copy()

    def backward(self, d: Array) -> Array:
        return d * self.p * self.q


class Tanh(Layer):
    def forward(self, x: Array) -> Array:
        self.out = np.tanh(x)
        return self.out

    def backward(self, d: Array) -> Array:
        return d * (1 + self.out) * (1 - self.out)


class LeakyReLU(Layer):
    def __init__(self, slope: float = 0.0) -> None:
        self.slope = slope

    def forward(self, x: Array) -> Array:
        self.gain = np.full(x.shape, self.slope)
        self.gain[x >= 0] = 1.0
        return self.gain * x

    def backward(self, d: Array) -> Array:
        return self.gain * d


class Dense(Layer):
    def __init__(self, w: Array, b: Array) -> None:
        self.w, self.b = w, b

    def forward(self, x: Array) -> Array:
        self.x = x
        return np.matmul(x, self.w) + self.b

    def backward(self, d: Array) -> tuple[Array, Array, Array]:
        return np.matmul(d, self.w.T), np.matmul(self.x.T, d), np.sum(d, axis=0)


class Network(Layer):
    def __init__(self, params: list[dict[str, Array]]) -> None:
        self.layers: list[Layer] = []
        for p in params:
            if self.layers:
                self.layers.append(LeakyReLU())
            self.layers.append(Dense(p["w"], p["b"]))

    def forward(self, x: Array) -> Array:
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, d: Array) -> list[dict[str, Array]]:
        grads: list[dict[str, Array]] = []
        for layer in reversed(self.layers):
            if isinstance(layer, Dense):
                d, dw, db = layer.backward(d)
                grads.append({"w": dw, "b": db})
            else:
                d = layer.backward(d)
        return grads[::-1]


class CrossEntropy:
    """Shared by both cross-entropies: log-probabilities in, loss and gradient out."""

    def __init__(self, log_p: Array, y: Array) -> None:
        self.n = y.shape[0]
        self.gradient = (np.exp(log_p) - y) / self.n

    def loss(self, *terms: Array) -> float:
        return float(-sum(t.sum() for t in terms) / self.n)


class LogSoftmax:
    def __init__(self, z: Array) -> None:
        shifted = z - z.max(axis=1, keepdims=True)
        self.value = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def sigmoid_forward(z: Array) -> tuple[Array, Any]:
    return Sigmoid()(z)


def sigmoid_backward(da: Array, cache: Any) -> Array:
    return cache.backward(da)


def tanh_forward(z: Array) -> tuple[Array, Any]:
    return Tanh()(z)


def tanh_backward(da: Array, cache: Any) -> Array:
    return cache.backward(da)


def relu_forward(z: Array) -> tuple[Array, Any]:
    return LeakyReLU()(z)


def relu_backward(da: Array, cache: Any) -> Array:
    return cache.backward(da)


def leaky_relu_forward(z: Array, negative_slope: float = 0.01) -> tuple[Array, Any]:
    return LeakyReLU(negative_slope)(z)


def leaky_relu_backward(da: Array, cache: Any) -> Array:
    return cache.backward(da)


def dense_forward(x: Array, w: Array, b: Array) -> tuple[Array, Any]:
    return Dense(w, b)(x)


def dense_backward(dz: Array, cache: Any) -> tuple[Array, Array, Array]:
    return cache.backward(dz)


def softmax(z: Array) -> Array:
    return np.exp(LogSoftmax(z).value)


def normalized_sigmoid(z: Array) -> Array:
    return np.exp(LogSoftmax(Sigmoid.log(z)).value)


def mse_loss(y_pred: Array, y_true: Array) -> tuple[float, Array]:
    d = y_pred - y_true
    return float(np.sum(d * d, axis=1).mean()), 2 * d / len(d)


def sigmoid_cross_entropy(z: Array, y: Array) -> tuple[float, Array]:
    ce = CrossEntropy(Sigmoid.log(z), y)
    return ce.loss(y * Sigmoid.log(z), (1 - y) * Sigmoid.log(-z)), ce.gradient


def softmax_cross_entropy(z: Array, y: Array) -> tuple[float, Array]:
    log_p = LogSoftmax(z).value
    ce = CrossEntropy(log_p, y)
    return ce.loss(y * log_p), ce.gradient


def mlp_forward(x: Array, params: list[dict[str, Array]]) -> tuple[Array, Any]:
    return Network(params)(x)


def mlp_backward(dlogits: Array, cache: Any) -> list[dict[str, Array]]:
    return cache.backward(dlogits)


class Probe:
    """Evaluates a function at a copy of x with one entry moved."""

    def __init__(self, f: Callable[[Array], float], x: Array) -> None:
        self.f, self.x = f, x

    def at(self, index: tuple[int, ...], step: float) -> float:
        moved = self.x.copy()
        moved[index] += step
        return float(self.f(moved))


def numerical_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    probe = Probe(f, x)
    grad = np.empty(x.shape)
    for index in np.ndindex(*x.shape):
        grad[index] = (probe.at(index, h) - probe.at(index, -h)) / (2 * h)
    return grad


def gradient_error(analytic: Array, numeric: Array) -> float:
    total = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return float(np.linalg.norm(analytic - numeric) / total) if total else 0.0
