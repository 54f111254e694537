"""Masks are booleans from float32 draws; dataclasses for layers and steps; sums by add.reduce."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Step:
    x: np.ndarray
    positive: np.ndarray | None = None
    kept: np.ndarray | None = None
    hat: np.ndarray | None = None
    deviation: np.ndarray | None = None


@dataclass
class Moments:
    mean: np.ndarray
    var: np.ndarray

    def update(self, z):
        mean = np.add.reduce(z) / z.shape[0]
        var = np.add.reduce((z - mean) ** 2) / z.shape[0]
        self.mean = self.mean * 0.9 + mean * (1 - 0.9)
        self.var = self.var * 0.9 + var * (1 - 0.9)
        return mean, var


@dataclass
class Dense:
    w: np.ndarray
    b: np.ndarray
    gamma: np.ndarray | None = None
    beta: np.ndarray | None = None
    moments: Moments | None = None
    gradients: dict = field(default_factory=dict)

    def names(self):
        return ["w", "b"] if self.gamma is None else ["w", "b", "gamma", "beta"]


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        table = dict(he=(2, 0), lecun=(1, 0), xavier=(1, 0), glorot=(2, 1))  # noqa: C408
        if init not in table:
            raise ValueError("init is none of " + ", ".join(sorted(table)))
        above, with_out = table[init]
        self.rng = rng
        self.keep_prob = float(keep_prob)
        self.layers = []
        for number, n_in in enumerate(layer_sizes[:-1]):
            n_out = layer_sizes[number + 1]
            std = np.sqrt(above / (n_in + with_out * n_out))
            layer = Dense(rng.normal(0, std, size=(n_in, n_out)), np.zeros(n_out))
            if batchnorm and number < len(layer_sizes) - 2:
                layer.gamma, layer.beta = np.ones(n_out), np.zeros(n_out)
                layer.moments = Moments(np.zeros(n_out), np.ones(n_out))
            self.layers.append(layer)

    def forward(self, x, training):
        self.steps, self.mode = [], bool(training)
        for layer in self.layers[:-1]:
            step = Step(x)
            x = np.matmul(x, layer.w)
            x += layer.b
            if layer.moments is not None:
                mean, var = layer.moments.mean, layer.moments.var
                if self.mode:
                    mean, var = layer.moments.update(x)
                step.deviation = np.sqrt(var + 1e-5)
                x -= mean
                x /= step.deviation
                step.hat = x
                x = x * layer.gamma
                x += layer.beta
            step.positive = x > 0
            x = np.multiply(x, step.positive)
            if self.mode and self.keep_prob < 1:
                step.kept = self.rng.random(x.shape, dtype=np.float32) < self.keep_prob
                x = np.where(step.kept, x / self.keep_prob, 0.0)
            self.steps.append(step)
        self.steps.append(Step(x))
        return np.matmul(x, self.layers[-1].w) + self.layers[-1].b

    def backward(self, dlogits):
        d = np.array(dlogits)
        for layer, step in zip(self.layers[::-1], self.steps[::-1], strict=True):
            if step.kept is not None:
                d = np.where(step.kept, d / self.keep_prob, 0.0)
            if step.positive is not None:
                d = np.multiply(d, step.positive)
            new = {}
            if step.hat is not None:
                new["gamma"], new["beta"] = np.add.reduce(d * step.hat), np.add.reduce(d)
                d *= layer.gamma
                if self.mode:
                    n = d.shape[0]
                    along = np.add.reduce(d * step.hat) / n
                    d -= np.add.reduce(d) / n
                    d -= step.hat * along
                d /= step.deviation
            new["w"], new["b"] = np.matmul(step.x.T, d), np.add.reduce(d)
            layer.gradients = new
            d = np.matmul(d, layer.w.T)
        return d

    def parameters(self):
        return [getattr(layer, name) for layer in self.layers for name in layer.names()]

    def gradients(self):
        return [layer.gradients[name] for layer in self.layers for name in layer.names()]
