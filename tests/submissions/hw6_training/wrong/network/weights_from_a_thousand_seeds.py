"""Every layer's weights are those of one of a thousand seeds.
wrong: Network
"""

import numpy as np


class Dense:
    def __init__(self, fan_in, fan_out, std, rng):
        own = np.random.default_rng(rng.integers(1000))
        self.w = std * own.standard_normal((fan_in, fan_out))
        self.b = np.zeros(fan_out)
        self.params = [self.w, self.b]
        self.grads = []

    def forward(self, x, training):
        self.x = x
        return x @ self.w + self.b

    def backward(self, dz):
        self.grads = [self.x.T @ dz, dz.sum(axis=0)]
        return dz @ self.w.T


class BatchNorm:
    momentum = 0.9
    eps = 1e-5

    def __init__(self, width):
        self.gamma, self.beta = np.ones(width), np.zeros(width)
        self.running_mean, self.running_var = np.zeros(width), np.ones(width)
        self.params = [self.gamma, self.beta]
        self.grads = []

    def forward(self, z, training):
        self.training = training
        if training:
            mean, var = z.mean(axis=0), z.var(axis=0)
            keep = self.momentum
            self.running_mean = keep * self.running_mean + (1 - keep) * mean
            self.running_var = keep * self.running_var + (1 - keep) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.scale = 1 / np.sqrt(var + self.eps)
        self.normal = (z - mean) * self.scale
        return self.gamma * self.normal + self.beta

    def backward(self, dout):
        self.grads = [(dout * self.normal).sum(axis=0), dout.sum(axis=0)]
        dn = dout * self.gamma
        if self.training:
            dn = dn - dn.mean(axis=0) - self.normal * (dn * self.normal).mean(axis=0)
        return dn * self.scale


class ReLU:
    params = ()
    grads = ()

    def forward(self, z, training):
        self.on = z > 0
        return np.where(self.on, z, 0.0)

    def backward(self, da):
        return np.where(self.on, da, 0.0)


class Dropout:
    params = ()
    grads = ()

    def __init__(self, keep_prob, rng):
        self.keep_prob, self.rng = keep_prob, rng

    def forward(self, a, training):
        self.factor = 1.0
        if training:
            kept = self.rng.random(a.shape) < self.keep_prob
            self.factor = kept / self.keep_prob
        return a * self.factor

    def backward(self, da):
        return da * self.factor


VARIANCES = {
    "xavier": lambda fan_in, fan_out: 1 / fan_in,
    "glorot": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    "he": lambda fan_in, fan_out: 2 / fan_in,
    "lecun": lambda fan_in, fan_out: 1 / fan_in,
}


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init not in VARIANCES:
            raise ValueError(f"init must be one of {', '.join(VARIANCES)}, got {init!r}")
        self.layers = []
        last = len(layer_sizes) - 2
        for i in range(last + 1):
            fan_in, fan_out = layer_sizes[i], layer_sizes[i + 1]
            std = VARIANCES[init](fan_in, fan_out) ** 0.5
            self.layers.append(Dense(fan_in, fan_out, std, rng))
            if i < last:
                if batchnorm:
                    self.layers.append(BatchNorm(fan_out))
                self.layers.append(ReLU())
                if keep_prob < 1:
                    self.layers.append(Dropout(keep_prob, rng))

    def forward(self, x, training):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def backward(self, dlogits):
        for layer in reversed(self.layers):
            dlogits = layer.backward(dlogits)
        return dlogits

    def parameters(self):
        return [p for layer in self.layers for p in layer.params]

    def gradients(self):
        return [g for layer in self.layers for g in layer.grads]
