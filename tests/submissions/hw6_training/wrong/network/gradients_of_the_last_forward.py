"""gradients() takes the layers' inputs from the last forward: a forward after backward spoils them.
wrong: Network
"""

from itertools import pairwise

import numpy as np

KNOWN = "xavier glorot he lecun".split()


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        if init not in KNOWN:
            raise ValueError("init must be among " + " ".join(KNOWN))
        pairs = list(pairwise(layer_sizes))
        noise = rng.standard_normal(sum(a * b for a, b in pairs))
        self.w, self.b, self.extra, self.stats = [], [], [], []
        for k, (a, b) in enumerate(pairs):
            now, noise = noise[: a * b], noise[a * b :]
            fan = {"glorot": a + b}.get(init, a)
            factor = 2 if init in ("he", "glorot") else 1
            self.w.append(now.reshape(a, b) * np.sqrt(factor / fan))
            self.b.append(np.zeros(b))
            normed = batchnorm and k < len(pairs) - 1
            self.extra.append((np.ones(b), np.zeros(b)) if normed else ())
            self.stats.append((np.zeros(b), np.ones(b)))
        self.rng = rng
        self.keep = keep_prob

    def forward(self, x, training):
        self.past = []
        last = len(self.w) - 1
        for k in range(last + 1):
            here = {"x": x}
            x = x @ self.w[k] + self.b[k]
            if k < last:
                if self.extra[k]:
                    x = self._normalize(k, x, training, here)
                here["slope"] = (x >= 0).astype(np.float64)
                if training and self.keep < 1:
                    lost = self.rng.random(x.shape) > self.keep
                    here["slope"] = np.where(lost, 0.0, here["slope"] / self.keep)
                x = x * here["slope"]
            self.past.append(here)
        return x

    def _normalize(self, k, z, training, here):
        mean, var = self.stats[k]
        if training:
            old = self.stats[k]
            mean, var = np.mean(z, axis=0), np.var(z, axis=0)
            self.stats[k] = tuple(0.9 * o + 0.1 * n for o, n in zip(old, (mean, var), strict=True))
        here["std"] = np.sqrt(var + 1e-5)
        here["hat"] = (z - mean) / here["std"]
        n = len(z)
        jacobian = np.broadcast_to(np.eye(n), (z.shape[1], n, n))
        if training:
            columns = here["hat"].T
            jacobian = jacobian - 1 / n - columns[:, :, None] * columns[:, None, :] / n
        here["jacobian"] = jacobian / here["std"][:, None, None]
        gamma, beta = self.extra[k]
        return gamma * here["hat"] + beta

    def backward(self, dlogits):
        d = dlogits.copy()
        factors = []
        for k in reversed(range(len(self.w))):
            here = self.past[k]
            upper = None
            if "slope" in here:
                d = d * here["slope"]
            if "hat" in here:
                upper = (here["hat"], d)
                d = np.einsum("hij,jh->ih", here["jacobian"], d * self.extra[k][0])
            factors.insert(0, (d, upper))
            d = d @ self.w[k].T
        self.factors = factors
        return d

    def parameters(self):
        return [p for k, w in enumerate(self.w) for p in (w, self.b[k], *self.extra[k])]

    def gradients(self):
        found = []
        for (d, upper), here in zip(self.factors, self.past, strict=True):
            found += [here["x"].T @ d, d.sum(0)]
            if upper is not None:
                found += [(upper[0] * upper[1]).sum(0), upper[1].sum(0)]
        return found
