"""Batch norm after the second hidden layer keeps its first running values.
wrong: Network
"""

from itertools import pairwise

import numpy as np


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        *hidden, _ = range(len(layer_sizes) - 1)
        self._params, self._grads = [], {}
        self._tape = []
        blocks = []
        for i, (n_in, n_out) in enumerate(pairwise(layer_sizes)):
            match init:
                case "he":
                    variance = 2 / n_in
                case "xavier" | "lecun":
                    variance = 1 / n_in
                case "glorot":
                    variance = 1 / ((n_in + n_out) / 2)
                case _:
                    raise ValueError("init: one of he, xavier, glorot, lecun")
            blocks.append(self._dense(rng.normal(0, np.sqrt(variance), (n_in, n_out))))
            if i in hidden:
                if batchnorm:
                    blocks.append(self._batch_norm(n_out, i < 2))
                blocks.append(self._relu)
                if keep_prob != 1:
                    blocks.append(self._dropout(keep_prob, rng))
        self._blocks = blocks

    def _new(self, array):
        self._params.append(array)
        return array, len(self._params) - 1

    def _dense(self, weights):
        w, iw = self._new(weights)
        b, ib = self._new(np.zeros(weights.shape[1]))

        def block(x, training):
            def back(d):
                self._grads[iw] = x.T @ d
                self._grads[ib] = d.sum(0)
                return d @ w.T

            self._tape.append(back)
            return x @ w + b

        return block

    def _batch_norm(self, width, learns):
        gamma, ig = self._new(np.ones(width))
        beta, ib = self._new(np.zeros(width))
        mean, var = np.zeros(width), np.ones(width)

        def block(x, training):
            nonlocal mean, var
            mu, s2 = (x.mean(0), x.var(0)) if training else (mean, var)
            if training and learns:
                mean, var = 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * s2
            sigma = np.sqrt(s2 + 1e-5)
            hat = (x - mu) / sigma

            def back(d):
                self._grads[ig], self._grads[ib] = (d * hat).sum(0), d.sum(0)
                dx = d * gamma / sigma
                if training:
                    dsigma = -(dx * hat).sum(0)
                    dx = dx + dsigma * hat / len(d)
                    dx = dx - dx.mean(0)
                return dx

            self._tape.append(back)
            return hat * gamma + beta

        return block

    def _relu(self, x, training):
        self._tape.append(lambda d: d * (x > 0))
        return np.maximum(x, 0)

    def _dropout(self, keep_prob, rng):
        def block(x, training):
            if not training:
                return x
            dropped = rng.random(x.shape) >= keep_prob

            def back(d):
                d = d / keep_prob
                d[dropped] = 0
                return d

            self._tape.append(back)
            return back(x)

        return block

    def forward(self, x, training):
        self._tape = []
        for block in self._blocks:
            x = block(x, training)
        return x

    def backward(self, dlogits):
        for back in self._tape[::-1]:
            dlogits = back(dlogits)
        return dlogits

    def parameters(self):
        return list(self._params)

    def gradients(self):
        return [self._grads[i] for i in range(len(self._params))]
