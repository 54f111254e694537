"""Two paths: in eval mode batch norm is folded into the dense layer, anew at every forward."""

import numpy as np


def spread(init, fan_in, fan_out):
    variances = {"xavier": 1 / fan_in, "lecun": 1 / fan_in, "he": 2 / fan_in}
    variances["glorot"] = 2 / (fan_in + fan_out)
    if init not in variances:
        raise ValueError(f"{init} is no scheme; schemes are {list(variances)}")
    return variances[init] ** 0.5


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        self.depth = len(layer_sizes) - 1
        self.rng, self.bn, self.keep = rng, bool(batchnorm), keep_prob
        self.P = {}
        for k in range(self.depth):
            a, b = layer_sizes[k : k + 2]
            self.P["w", k] = rng.normal(0, spread(init, a, b), (a, b))
            self.P["b", k] = np.zeros((b,))
            if self.bn and k + 1 < self.depth:
                self.P["gamma", k] = np.ones((b,))
                self.P["beta", k] = np.zeros((b,))
        self.mean = [np.zeros(h) for h in layer_sizes[1:-1]]
        self.var = [np.ones(h) for h in layer_sizes[1:-1]]

    def forward(self, x, training):
        self.training = training
        self.acts, self.norms, self.masks = [x], [], []
        for k in range(self.depth - 1):
            x = self._train_layer(k, x) if training else self._eval_layer(k, x)
            self.acts.append(x)
        return x @ self.P["w", self.depth - 1] + self.P["b", self.depth - 1]

    def _train_layer(self, k, x):
        z = x @ self.P["w", k] + self.P["b", k]
        if self.bn:
            mean, var = z.mean(axis=0), z.var(axis=0)
            self.mean[k] = 0.9 * self.mean[k] + 0.1 * mean
            self.var[k] = 0.9 * self.var[k] + 0.1 * var
            std = np.sqrt(var + 1e-5)
            hat = (z - mean) / std
            self.norms.append((hat, std))
            z = hat * self.P["gamma", k] + self.P["beta", k]
        mask = np.ones(z.shape)
        if self.keep < 1:
            mask[self.rng.random(z.shape) >= self.keep] = 0
            mask /= self.keep
        self.masks.append(mask * (z > 0))
        return z * self.masks[-1]

    def _fold(self, k):
        if not self.bn:
            return self.P["w", k], self.P["b", k]
        gain = self.P["gamma", k] / np.sqrt(self.var[k] + 1e-5)
        return self.P["w", k] * gain, (self.P["b", k] - self.mean[k]) * gain + self.P["beta", k]

    def _eval_layer(self, k, x):
        w, b = self._fold(k)
        z = x @ w + b
        self.masks.append((z > 0).astype(float))
        return z * self.masks[-1]

    def backward(self, dlogits):
        self.G = {}
        d = dlogits
        for k in reversed(range(self.depth)):
            w = self.P["w", k]
            if k < self.depth - 1:
                d = d * self.masks[k]
                if self.bn and self.training:
                    hat, std = self.norms[k]
                    self.G["gamma", k], self.G["beta", k] = (d * hat).sum(0), d.sum(0)
                    n = len(d)
                    inner = n * d - self.G["beta", k] - hat * self.G["gamma", k]
                    d = self.P["gamma", k] / (n * std) * inner
                elif self.bn:
                    std = np.sqrt(self.var[k] + 1e-5)
                    gain = self.P["gamma", k] / std
                    hat = (self.acts[k] @ w + self.P["b", k] - self.mean[k]) / std
                    self.G["gamma", k], self.G["beta", k] = (d * hat).sum(0), d.sum(0)
                    d = d * gain
            self.G["w", k] = self.acts[k].T @ d
            self.G["b", k] = d.sum(0)
            d = d @ w.T
        return d

    def parameters(self):
        return [*self.P.values()]

    def gradients(self):
        return [self.G[key] for key in self.P]
