"""parameters() gives the weights themselves, but copies of the biases.
wrong: Network
"""

import math
from itertools import pairwise

import numpy as np


class Layer:
    pass


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init not in ("xavier", "glorot", "he", "lecun"):
            raise ValueError("init must be 'xavier', 'glorot', 'he' or 'lecun'")
        self.rng, self.batchnorm, self.keep_prob = rng, batchnorm, keep_prob
        self.layers = []
        for n_in, n_out in pairwise(layer_sizes):
            layer = Layer()
            variance = {"he": 2 / n_in, "glorot": 2 / (n_in + n_out)}.get(init, 1 / n_in)
            layer.w = np.empty((n_in, n_out))
            for row in layer.w:
                row[:] = [rng.normal(0, math.sqrt(variance)) for _ in range(n_out)]
            layer.b = np.zeros(n_out)
            layer.gamma, layer.beta = np.ones(n_out), np.zeros(n_out)
            layer.mean, layer.var = np.zeros(n_out), np.ones(n_out)
            self.layers.append(layer)

    def _columns(self, layer, z, training):
        n, width = z.shape
        layer.hat, layer.std = np.zeros_like(z), np.zeros(width)
        out = np.zeros_like(z)
        for j in range(width):
            mean, var = layer.mean[j], layer.var[j]
            if training:
                mean = math.fsum(z[:, j]) / n
                var = math.fsum((value - mean) ** 2 for value in z[:, j]) / n
                layer.mean[j] = 0.9 * layer.mean[j] + 0.1 * mean
                layer.var[j] = 0.9 * layer.var[j] + 0.1 * var
            layer.std[j] = math.sqrt(var + 1e-5)
            for i in range(n):
                layer.hat[i, j] = (z[i, j] - mean) / layer.std[j]
                out[i, j] = layer.gamma[j] * layer.hat[i, j] + layer.beta[j]
        return out

    def forward(self, x, training):
        self.training = training
        a = x
        for layer in self.layers:
            layer.a = a
            z = np.array([layer.b + sum(map(np.multiply, e, layer.w)) for e in a])
            if layer is self.layers[-1]:
                break
            if self.batchnorm:
                z = self._columns(layer, z, training)
            layer.out = np.zeros_like(z)
            layer.scale = np.ones_like(z)
            for i in range(len(z)):
                if training and self.keep_prob < 1:
                    draws = self.rng.random(z.shape[1])
                    layer.scale[i] = [
                        1 / self.keep_prob if u < self.keep_prob else 0 for u in draws
                    ]
                for j in range(z.shape[1]):
                    layer.out[i, j] = max(z[i, j], 0.0) * layer.scale[i, j]
            a = layer.out
        return z

    def backward(self, dlogits):
        d = dlogits
        for layer in self.layers[::-1]:
            if layer is not self.layers[-1]:
                d = np.array(d)
                for i, j in np.ndindex(d.shape):
                    d[i, j] *= layer.scale[i, j] if layer.out[i, j] > 0 else 0.0
                if self.batchnorm:
                    d = self._back_columns(layer, d)
            layer.dw, layer.db = np.zeros_like(layer.w), np.zeros_like(layer.b)
            dx = []
            for example, slope in zip(layer.a, d, strict=True):
                layer.dw += np.outer(example, slope)
                layer.db += slope
                dx.append(layer.w @ slope)
            d = np.array(dx)
        return d

    def _back_columns(self, layer, d):
        n, width = d.shape
        layer.dgamma, layer.dbeta = np.zeros(width), np.zeros(width)
        dz = np.zeros_like(d)
        for j in range(width):
            layer.dgamma[j] = float(np.dot(d[:, j], layer.hat[:, j]))
            layer.dbeta[j] = math.fsum(d[:, j])
            for i in range(n):
                slope = d[i, j]
                if self.training:
                    slope -= (layer.dbeta[j] + layer.hat[i, j] * layer.dgamma[j]) / n
                dz[i, j] = slope * layer.gamma[j] / layer.std[j]
        return dz

    def parameters(self):
        found = []
        for layer in self.layers:
            found += [layer.w, layer.b + 0.0]
            if self.batchnorm and layer is not self.layers[-1]:
                found += [layer.gamma, layer.beta]
        return found

    def gradients(self):
        found = []
        for layer in self.layers:
            found += [layer.dw, layer.db]
            if self.batchnorm and layer is not self.layers[-1]:
                found += [layer.dgamma, layer.dbeta]
        return found
