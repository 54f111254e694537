"""Keeps exactly round(keep_prob · H) units of every example: not independent.
wrong: Network
"""

import numpy as np


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init in ("xavier", "lecun"):
            gain, fan = 1.0, lambda i, o: i
        elif init == "he":
            gain, fan = 2.0, lambda i, o: i
        elif init == "glorot":
            gain, fan = 2.0, lambda i, o: i + o
        else:
            raise ValueError(f"init {init!r} is none of 'xavier', 'glorot', 'he', 'lecun'")
        self.rng = rng
        self.keep_prob = keep_prob
        self.layers = []
        for i in range(1, len(layer_sizes)):
            n_in, n_out = layer_sizes[i - 1], layer_sizes[i]
            layer = {
                "w": rng.normal(size=(n_in, n_out)) * np.sqrt(gain / fan(n_in, n_out)),
                "b": np.zeros(n_out),
                "hidden": i < len(layer_sizes) - 1,
            }
            if batchnorm and layer["hidden"]:
                layer |= {"gamma": np.ones(n_out), "beta": np.zeros(n_out)}
                layer |= {"mu": np.zeros(n_out), "var": np.ones(n_out)}
            self.layers.append(layer)

    def _draw_masks(self, n):
        widths = [layer["b"].size for layer in self.layers if layer["hidden"]]
        masks = []
        for width in widths:
            ranks = self.rng.random((n, width)).argsort(axis=1).argsort(axis=1)
            masks.append((ranks < round(self.keep_prob * width)) / self.keep_prob)
        return masks

    def forward(self, x, training):
        masks = self._draw_masks(len(x)) if training and self.keep_prob < 1 else None
        self.steps = []
        a = x
        for i, layer in enumerate(self.layers):
            step = {"a": a, "training": training}
            z = np.einsum("nd,dk->nk", a, layer["w"]) + layer["b"]
            if layer["hidden"]:
                if "gamma" in layer:
                    z = self._normalize(layer, step, z, training)
                step["slope"] = np.where(z > 0, 1.0, 0.0)
                if masks is not None:
                    step["slope"] = step["slope"] * masks[i]
                z = np.einsum("nk,nk->nk", z, step["slope"])
            self.steps.append(step)
            a = z
        return a

    def _normalize(self, layer, step, z, training):
        if training:
            mu = np.einsum("nk->k", z) / len(z)
            var = np.einsum("nk,nk->k", z - mu, z - mu) / len(z)
            layer["mu"] = 0.9 * layer["mu"] + 0.1 * mu
            layer["var"] = 0.9 * layer["var"] + 0.1 * var
        else:
            mu, var = layer["mu"], layer["var"]
        step["inv"] = (var + 1e-5) ** -0.5
        step["hat"] = np.einsum("nk,k->nk", z - mu, step["inv"])
        return np.einsum("nk,k->nk", step["hat"], layer["gamma"]) + layer["beta"]

    def backward(self, dlogits):
        self.found = {}
        d = dlogits
        for i in reversed(range(len(self.layers))):
            layer, step = self.layers[i], self.steps[i]
            if layer["hidden"]:
                d = np.einsum("nk,nk->nk", d, step["slope"])
                if "gamma" in layer:
                    self.found[i, "gamma"] = np.einsum("nk,nk->k", d, step["hat"])
                    self.found[i, "beta"] = np.einsum("nk->k", d)
                    d = np.einsum("nk,k,k->nk", d, layer["gamma"], step["inv"])
                    if step["training"]:
                        d = d - np.einsum("mk->k", d) / len(d)
                        d = d - np.einsum("nk,mk,mk->nk", step["hat"], step["hat"], d) / len(d)
            self.found[i, "w"] = np.einsum("nd,nk->dk", step["a"], d)
            self.found[i, "b"] = np.einsum("nk->k", d)
            d = np.einsum("nk,dk->nd", d, layer["w"])
        return d

    def _names(self):
        for i, layer in enumerate(self.layers):
            for name in ("w", "b", "gamma", "beta"):
                if name in layer:
                    yield i, name

    def parameters(self):
        return [self.layers[i][name] for i, name in self._names()]

    def gradients(self):
        return [self.found[key] for key in self._names()]
