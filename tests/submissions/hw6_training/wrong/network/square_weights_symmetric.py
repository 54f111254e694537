"""Square weights are symmetric: w + w.T is used.
wrong: Network
"""

import itertools

import numpy as np

STD = {
    "xavier": lambda i, o: (1 / i) ** 0.5,
    "glorot": lambda i, o: (2 / (i + o)) ** 0.5,
    "he": lambda i, o: (2 / i) ** 0.5,
    "lecun": lambda i, o: (1 / i) ** 0.5,
}


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init not in STD:
            raise ValueError(f"init must be one of xavier, glorot, he, lecun, not {init!r}")
        self.rng, self.bn, self.keep = rng, batchnorm, keep_prob
        self.layers = []
        for k, (i, o) in enumerate(itertools.pairwise(layer_sizes)):
            layer = {
                "w": rng.normal(0, STD[init](i, o), (i, o)),
                "b": np.zeros(o),
                "hidden": k < len(layer_sizes) - 2,
            }
            if batchnorm and layer["hidden"]:
                layer.update(gamma=np.ones(o), beta=np.zeros(o), mean=np.zeros(o), var=np.ones(o))
            self.layers.append(layer)
        self.grads = []
        for layer in self.layers:
            if layer["w"].shape[0] == layer["w"].shape[1]:
                layer["w"] = (layer["w"] + layer["w"].T) / 2**0.5

    def forward(self, x, training):
        self.training = training
        a = x
        for layer in self.layers:
            layer["a"] = a
            z = a @ layer["w"] + layer["b"]
            if not layer["hidden"]:
                return z
            if self.bn:
                if training:
                    mean, var = z.mean(axis=0), z.var(axis=0)
                    layer["mean"] = 0.9 * layer["mean"] + 0.1 * mean
                    layer["var"] = 0.9 * layer["var"] + 0.1 * var
                else:
                    mean, var = layer["mean"], layer["var"]
                layer["s"] = np.sqrt(var + 1e-5)
                layer["xhat"] = (z - mean) / layer["s"]
                z = layer["gamma"] * layer["xhat"] + layer["beta"]
            layer["z"] = z
            a = np.maximum(z, 0)
            layer["mask"] = None
            if training and self.keep < 1:
                layer["mask"] = (self.rng.random(a.shape) < self.keep) / self.keep
                a = a * layer["mask"]
        return None

    def backward(self, dlogits):
        grads = []
        d = dlogits
        for layer in reversed(self.layers):
            own = []
            if layer["hidden"]:
                if layer["mask"] is not None:
                    d = d * layer["mask"]
                d = d * (layer["z"] > 0)
                if self.bn:
                    own = [(d * layer["xhat"]).sum(axis=0), d.sum(axis=0)]
                    d = d * layer["gamma"]
                    if self.training:
                        d = d - d.mean(axis=0) - layer["xhat"] * (d * layer["xhat"]).mean(axis=0)
                    d = d / layer["s"]
            grads = [layer["a"].T @ d, d.sum(axis=0), *own, *grads]
            d = d @ layer["w"].T
        self.grads = grads
        return d

    def parameters(self):
        return [
            layer[k] for layer in self.layers for k in ("w", "b", "gamma", "beta") if k in layer
        ]

    def gradients(self):
        return self.grads
