"""Averages the standard deviation along the way and squares it when it is needed.
wrong: Network
"""

from itertools import pairwise
from statistics import NormalDist

import numpy as np


def with_ones(a):
    return np.column_stack([a, np.ones(len(a))])


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        schemes = ["xavier", "glorot", "he", "lecun"]
        try:
            number = schemes.index(init)
        except ValueError:
            raise ValueError(f"unknown init {init!r}, known are {schemes}") from None
        self.rng, self.p = rng, keep_prob
        quantile = np.vectorize(NormalDist().inv_cdf, otypes=[float])
        self.matrices, self.norms, self.running = [], [], []
        for m, k in pairwise(layer_sizes):
            variance = (1 / m, 2 / (m + k), 2 / m, 1 / m)[number]
            z = quantile(np.clip(rng.random((m, k)), 1e-16, None))
            self.matrices.append(np.vstack([z * variance**0.5, np.zeros(k)]))
            self.norms.append(np.array([np.ones(k), np.zeros(k)]) if batchnorm else None)
            self.running.append(np.array([np.zeros(k), np.ones(k)]))
        self.norms[-1] = None
        self.rows = []
        for matrix, norm in zip(self.matrices, self.norms, strict=True):
            self.rows += [matrix[:-1], matrix[-1]]
            if norm is not None:
                self.rows += list(norm)

    def forward(self, x, training):
        self.training = training
        self.inputs, self.hats, self.roots, self.slopes = [], [], [], []
        last = len(self.matrices) - 1
        for i, (matrix, norm) in enumerate(zip(self.matrices, self.norms, strict=True)):
            x = with_ones(x)
            self.inputs.append(x)
            x = x @ matrix
            if i == last:
                break
            if norm is not None:
                stats = self.running[i]
                if training:
                    stats = np.array([np.mean(x, axis=0), np.var(x, axis=0)])
                    roots = [self.running[i] ** [[1], [0.5]], stats ** [[1], [0.5]]]
                    mixed = np.average(roots, axis=0, weights=[0.9, 0.1])
                    self.running[i] = mixed ** [[1], [2]]
                self.roots.append(np.sqrt(stats[1] + 1e-5))
                self.hats.append((x - stats[0]) / self.roots[-1])
                x = norm[0] * self.hats[-1] + norm[1]
            slope = np.sign(np.clip(x, 0, None))
            if training and self.p < 1:
                slope = slope * self.rng.choice(
                    [1 / self.p, 0.0], size=x.shape, p=[self.p, 1 - self.p]
                )
            self.slopes.append(slope)
            x = x * slope
        return x

    def backward(self, dlogits):
        found = []
        d = dlogits
        for i in reversed(range(len(self.matrices))):
            extra = []
            if i < len(self.slopes):
                d = d * self.slopes[i]
                if self.norms[i] is not None:
                    hat = self.hats[i]
                    extra = [np.diag(hat.T @ d).copy(), d.sum(0)]
                    d = d * self.norms[i][0]
                    if self.training:
                        basis = np.stack([np.ones_like(hat), hat])
                        parts = np.mean(basis * d, axis=1, keepdims=True)
                        d = d - np.sum(basis * parts, axis=0)
                    d = d / self.roots[i]
            both = self.inputs[i].T @ d
            found = [both[:-1], both[-1], *extra, *found]
            d = d @ self.matrices[i][:-1].T
        self.found = found
        return d

    def parameters(self):
        return tuple(self.rows)

    def gradients(self):
        return tuple(self.found)
