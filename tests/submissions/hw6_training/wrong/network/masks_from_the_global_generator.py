"""Masks are drawn by np.random.rand: not reproducible from rng.
wrong: Network
"""

import numpy as np


def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g


class Var:
    def __init__(self, value, parents=()):
        self.value, self.parents = value, parents

    def __add__(self, other):
        return Var(self.value + other.value, [(self, lambda g: g), (other, lambda g: g)])

    def __sub__(self, other):
        return Var(self.value - other.value, [(self, lambda g: g), (other, lambda g: -g)])

    def __mul__(self, other):
        a, b = self.value, other.value
        return Var(a * b, [(self, lambda g: g * b), (other, lambda g: g * a)])

    def __matmul__(self, other):
        a, b = self.value, other.value
        return Var(a @ b, [(self, lambda g: g @ b.T), (other, lambda g: a.T @ g)])

    def mean(self):
        n = len(self.value)
        return Var(
            self.value.mean(axis=0, keepdims=True), [(self, lambda g: np.repeat(g, n, axis=0) / n)]
        )

    def inverse_root(self, eps):
        out = 1 / np.sqrt(self.value + eps)
        return Var(out, [(self, lambda g: -0.5 * g * out**3)])

    def relu(self):
        on = self.value > 0
        return Var(self.value * on, [(self, lambda g: g * on)])


def differentiate(output, upstream):
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

    visit(output)
    slopes = {id(node): np.zeros_like(node.value) for node in order}
    slopes[id(output)] = upstream.copy()
    for node in reversed(order):
        for parent, rule in node.parents:
            g = unbroadcast(rule(slopes[id(node)]), parent.value.shape)
            slopes[id(parent)] = slopes[id(parent)] + g
    return slopes


class Network:
    SCHEMES = ("xavier", "glorot", "he", "lecun")

    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init not in self.SCHEMES:
            raise ValueError(f"init should be in {self.SCHEMES}")
        self.rng, self.keep_prob = rng, keep_prob
        self.groups, self.running = [], []
        for i in range(len(layer_sizes) - 1):
            a, b = layer_sizes[i], layer_sizes[i + 1]
            var = 1 / a
            if init == "he":
                var = 2 / a
            elif init == "glorot":
                var = 2 / (a + b)
            group = [np.sqrt(var) * rng.standard_normal((a, b)), np.zeros(b)]
            if batchnorm and i < len(layer_sizes) - 2:
                group += [np.ones(b), np.zeros(b)]
            self.groups.append(group)
            self.running.append((np.zeros((1, b)), np.ones((1, b))))

    def forward(self, x, training):
        self.x = out = Var(x)
        self.leaves = [[Var(p) for p in group] for group in self.groups]
        for i, (w, b, *affine) in enumerate(self.leaves):
            out = out @ w + b
            if i == len(self.leaves) - 1:
                break
            if affine:
                out = self._normal(out, i, training) * affine[0] + affine[1]
            out = out.relu()
            if training and self.keep_prob < 1:
                kept = np.random.rand(*out.value.shape) <= self.keep_prob
                out = out * Var(np.where(kept, 1 / self.keep_prob, 0))
        self.out = out
        return out.value.copy()

    def _normal(self, z, i, training):
        mean, var = self.running[i]
        if not training:
            return (z - Var(mean)) * Var(var).inverse_root(1e-5)
        centred = z - z.mean()
        power = (centred * centred).mean()
        mu = z.value.mean(axis=0, keepdims=True)
        self.running[i] = (0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * power.value)
        return centred * power.inverse_root(1e-5)

    def backward(self, dlogits):
        slopes = differentiate(self.out, dlogits)
        self.found = [slopes[id(leaf)] for group in self.leaves for leaf in group]
        return slopes[id(self.x)]

    def parameters(self):
        return [array for group in self.groups for array in group]

    def gradients(self):
        return self.found
