"""A unit that is dropped is dropped for the whole batch.
wrong: Network
"""

import math
from itertools import pairwise

import numpy as np


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        divisors = {
            "xavier": lambda i, o: i,
            "glorot": lambda i, o: (i + o) / 2,
            "he": lambda i, o: i / 2,
            "lecun": lambda i, o: i,
        }
        if init not in divisors:
            raise ValueError("unknown init, choose xavier, glorot, he or lecun")
        self.rng, self.norm, self.keep = rng, batchnorm, keep_prob
        self.n_layers = len(layer_sizes) - 1
        shapes = []
        for i, (rows, cols) in enumerate(pairwise(layer_sizes)):
            shapes += [(rows, cols), (cols,)]
            if batchnorm and i + 1 < self.n_layers:
                shapes += [(cols,), (cols,)]
        sizes = [math.prod(shape) for shape in shapes]
        self.theta, self.dtheta = np.zeros(sum(sizes)), np.zeros(sum(sizes))
        self.views, self.dviews = [], []
        start = 0
        for shape, size in zip(shapes, sizes, strict=True):
            self.views.append(self.theta[start : start + size].reshape(shape))
            self.dviews.append(self.dtheta[start : start + size].reshape(shape))
            start += size
        step = 4 if batchnorm else 2
        self.at = [i * step for i in range(self.n_layers)]
        for i, k in enumerate(self.at):
            w = self.views[k]
            w[...] = rng.normal(0.0, math.sqrt(1 / divisors[init](*w.shape)), w.shape)
            if batchnorm and i + 1 < self.n_layers:
                self.views[k + 2].fill(1.0)
        hidden = list(layer_sizes[1:-1])
        self.running = [np.stack([np.zeros(h), np.ones(h)]) for h in hidden]

    def forward(self, x, training):
        self.memory = []
        self.was_training = training
        a = x
        for i, k in enumerate(self.at):
            z = np.dot(a, self.views[k])
            z += self.views[k + 1]
            if i == self.n_layers - 1:
                self.memory.append((a,))
                break
            normal = root = None
            if self.norm:
                now = self.running[i]
                if training:
                    now = np.stack([z.mean(0), np.square(z - z.mean(0)).mean(0)])
                    self.running[i] *= 0.9
                    self.running[i] += 0.1 * now
                root = np.sqrt(now[1] + 1e-5)
                normal = (z - now[0]) / root
                z = normal * self.views[k + 2] + self.views[k + 3]
            gate = np.heaviside(z, 0.0)
            if training and self.keep < 1:
                gate *= self.rng.binomial(1, self.keep, size=(1, z.shape[1]))
                gate /= self.keep
            self.memory.append((a, gate, normal, root))
            a = z * gate
        return z

    def backward(self, dlogits):
        d = dlogits
        for i in range(self.n_layers - 1, -1, -1):
            k = self.at[i]
            a = self.memory[i][0]
            if i < self.n_layers - 1:
                _, gate, normal, root = self.memory[i]
                d = d * gate
                if self.norm:
                    np.einsum("nh,nh->h", d, normal, out=self.dviews[k + 2])
                    np.sum(d, axis=0, out=self.dviews[k + 3])
                    if self.was_training:
                        n = len(d)
                        d = d - self.dviews[k + 3] / n - normal * (self.dviews[k + 2] / n)
                    d = d * (self.views[k + 2] / root)
            np.dot(a.T, d, out=self.dviews[k])
            np.sum(d, axis=0, out=self.dviews[k + 1])
            d = np.dot(d, self.views[k].T)
        return d

    def parameters(self):
        return self.views

    def gradients(self):
        return self.dviews
