"""The ValueError forgets the scheme he, though there is a "the" in it.
wrong: Network
"""

import numpy as np


class Output:
    def __init__(self, w):
        self.w, self.b = w, np.zeros(w.shape[1])

    def forward(self, x, training):
        self.x = x
        return self.b + x.dot(self.w)

    def backward(self, d):
        self.dw, self.db = self.x.T.dot(d), np.ones(len(d)).dot(d)
        return d.dot(self.w.T)

    def own(self):
        return [self.w, self.b]

    def own_gradients(self):
        return [self.dw, self.db]

    def collect(self, method):
        return getattr(self, method)()


class Hidden(Output):
    def __init__(self, w, rest, keep_prob, rng):
        super().__init__(w)
        self.rest, self.keep_prob, self.rng = rest, keep_prob, rng

    def before_relu(self, z, training):
        return z

    def behind_relu(self, d):
        return d

    def forward(self, x, training):
        z = self.before_relu(super().forward(x, training), training)
        if training and self.keep_prob < 1:
            self.gain = self.rng.binomial(1, self.keep_prob, z.shape) * (1 / self.keep_prob)
            z = z * self.gain
        else:
            self.gain = None
        self.active = z > 0
        return self.rest.forward(z.clip(min=0), training)

    def backward(self, d):
        d = self.rest.backward(d) * self.active
        if self.gain is not None:
            d = d * self.gain
        return super().backward(self.behind_relu(d))

    def collect(self, method):
        return getattr(self, method)() + self.rest.collect(method)


class Normalized(Hidden):
    def __init__(self, w, *args):
        super().__init__(w, *args)
        width = w.shape[1]
        self.gamma, self.beta = np.full(width, 1.0), np.full(width, 0.0)
        self.mean, self.var = np.full(width, 0.0), np.full(width, 1.0)

    def before_relu(self, z, training):
        self.training = training
        if training:
            self.centred = z - z.mean(axis=0)
            var = np.square(self.centred).mean(axis=0)
            self.mean += 0.1 * (z.mean(axis=0) - self.mean)
            self.var += 0.1 * (var - self.var)
        else:
            self.centred = z - self.mean
            var = self.var
        self.inv = 1.0 / np.sqrt(var + 1e-5)
        return self.centred * (self.inv * self.gamma) + self.beta

    def behind_relu(self, d):
        self.dgamma = (d * self.centred).sum(axis=0) * self.inv
        self.dbeta = d.sum(axis=0)
        dhat = d * self.gamma
        if not self.training:
            return dhat * self.inv
        dvar = (dhat * self.centred).sum(axis=0) * (-0.5) * self.inv**3
        dmean = -(dhat * self.inv).sum(axis=0)
        return dhat * self.inv + dvar * 2 * self.centred / len(d) + dmean / len(d)

    def own(self):
        return [*super().own(), self.gamma, self.beta]

    def own_gradients(self):
        return [*super().own_gradients(), self.dgamma, self.dbeta]


def variance(scheme, n_in, n_out):
    if scheme == "he":
        return 2 / n_in
    if scheme == "glorot":
        return 2 / (n_in + n_out)
    if scheme in {"xavier", "lecun"}:
        return 1 / n_in
    raise ValueError("choose one of the schemes xavier, glorot, lecun")


def build(sizes, rng, init, batchnorm, keep_prob):
    n_in, n_out, *more = sizes
    w = rng.normal(scale=variance(init, n_in, n_out) ** 0.5, size=(n_in, n_out))
    if not more:
        return Output(w)
    rest = build([n_out, *more], rng, init, batchnorm, keep_prob)
    return (Normalized if batchnorm else Hidden)(w, rest, keep_prob, rng)


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        self.first = build(layer_sizes, rng, init, batchnorm, keep_prob)

    def forward(self, x, training):
        return self.first.forward(x, training)

    def backward(self, dlogits):
        return self.first.backward(dlogits)

    def parameters(self):
        return self.first.collect("own")

    def gradients(self):
        return self.first.collect("own_gradients")
