"""A class for every layer, whose object is the cache; weights from inverse normal distribution."""

from statistics import NormalDist

import numpy as np


class Dense:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.tensordot(x, self.w, axes=1) + self.b

    def backward(self, dz):
        dx = np.tensordot(dz, self.w, axes=(1, 1))
        dw = np.tensordot(self.x, dz, axes=(0, 0))
        return dx, dw, np.add.reduce(dz)


class ReLU:
    def forward(self, z):
        self.active = z > 0
        return np.where(self.active, z, 0.0)

    def backward(self, da):
        return np.where(self.active, da, np.zeros_like(da))


class BatchNorm:
    def __init__(self, gamma, beta, running, training, momentum, eps):
        self.gamma, self.beta, self.running = gamma, beta, running
        self.training, self.momentum, self.eps = training, momentum, eps

    def forward(self, x):
        if self.training:
            self.mean, self.var = x.mean(axis=0), x.var(axis=0)
            pairs = zip(self.running, (self.mean, self.var))
            k = self.momentum
            self.running = tuple(k * old + (1 - k) * new for old, new in pairs)
        else:
            self.running = self.mean, self.var = [r.copy() for r in self.running]
        self.inv = 1 / np.sqrt(self.var + self.eps)
        self.dev = x - self.mean
        return self.dev * (self.gamma * self.inv) + self.beta

    def backward(self, dout):
        n = len(dout)
        dbeta = dout.sum(axis=0)
        dgamma = (dout * self.dev).sum(axis=0) * self.inv
        dx = dout
        if self.training:
            dx = (n * dout - dbeta - self.dev * self.inv * dgamma) / n
        return dx * self.gamma * self.inv, dgamma, dbeta


class Dropout:
    def __init__(self, keep_prob, rng, training):
        if not 0 < keep_prob <= 1:
            raise ValueError("keep_prob must be in (0, 1]")
        self.keep_prob, self.rng, self.training = keep_prob, rng, training

    def forward(self, x):
        if self.training:
            # The first keep_prob * 2^53 of 2^53 integers are kept.
            limit = round(self.keep_prob * 2**53)
            self.mask = self.rng.integers(2**53, size=x.shape) < limit
        else:
            self.mask, self.keep_prob = np.ones(x.shape, bool), 1.0
        return self.backward(x)

    def backward(self, dout):
        return np.divide(dout, self.keep_prob, out=np.zeros(dout.shape), where=self.mask)


class Adam:
    def __init__(self, m, v, t, beta1, beta2, eps):
        self.m, self.v, self.t = m, v, t
        self.beta1, self.beta2, self.eps = beta1, beta2, eps

    def step(self, dw):
        self.m = self.beta1 * self.m + (1 - self.beta1) * dw
        self.v = self.beta2 * self.v + (1 - self.beta2) * np.square(dw)
        numerator = self.m / (1 - self.beta1**self.t)
        return numerator / (np.sqrt(self.v / (1 - self.beta2**self.t)) + self.eps)


def dense_forward(x, w, b):
    layer = Dense(w, b)
    return layer.forward(x), layer


def relu_forward(z):
    layer = ReLU()
    return layer.forward(z), layer


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    layer = BatchNorm(gamma, beta, (running_mean, running_var), training, momentum, eps)
    out = layer.forward(x)
    return out, layer, *layer.running


def dropout_forward(x, keep_prob, rng, training=True):
    layer = Dropout(keep_prob, rng, training)
    return layer.forward(x), layer


def dense_backward(dz, cache):
    return cache.backward(dz)


relu_backward = batchnorm_backward = dropout_backward = lambda dout, cache: cache.backward(dout)


def softmax_cross_entropy(z, y):
    shifted = z - z[np.arange(len(z)), z.argmax(axis=1)][:, None]
    total = np.exp(shifted).sum(axis=1)
    losses = np.log(total) - shifted[y == 1]
    return np.average(losses), (np.exp(shifted) / total[:, None] - y) / len(z)


def init_weights(fan_in, fan_out, scheme, rng):
    variances = dict.fromkeys(["xavier", "lecun"], 1 / fan_in)
    variances |= {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}
    if scheme not in variances:
        raise ValueError(f"scheme must be xavier, glorot, he or lecun, not {scheme}")
    u = rng.integers(1, 2**53, size=fan_in * fan_out) / 2**53
    normal = NormalDist(0.0, variances[scheme] ** 0.5)
    return np.array([normal.inv_cdf(p) for p in u]).reshape(fan_in, fan_out)


def minibatches(x, y, batch_size, rng):
    order = list(range(len(x)))
    rng.shuffle(order)
    batches = []
    while order:
        rows, order = order[:batch_size], order[batch_size:]
        batches.append([x[rows], y[rows]])
    return batches


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    adam = Adam(m, v, t, beta1, beta2, eps)
    change = adam.step(dw)
    return w - lr * change, adam.m, adam.v
