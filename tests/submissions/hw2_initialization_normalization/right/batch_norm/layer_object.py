"""The layer object is the cache; nudges the running values by (1 - momentum) of the difference."""

import numpy as np


class BatchNorm:
    def __init__(self, gamma, beta, eps):
        self.gamma, self.beta, self.eps = gamma.copy(), beta.copy(), eps

    def train(self, x):
        self.mean = np.average(x, axis=0)
        self.var = np.average(np.square(x - self.mean), axis=0)
        self.batch = x.shape[0]
        return self.normalize(x)

    def evaluate(self, x, mean, var):
        self.mean, self.var, self.batch = mean.copy(), var.copy(), None
        return self.normalize(x)

    def normalize(self, x):
        self.std = np.sqrt(self.var + self.eps)
        self.xhat = (x - self.mean) / self.std
        return self.beta + self.xhat * self.gamma

    def backward(self, dout):
        dxhat = dout * self.gamma
        if self.batch is not None:
            dxhat = dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)
        return dxhat / self.std, (dout * self.xhat).sum(axis=0), dout.sum(axis=0)


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    layer = BatchNorm(gamma, beta, eps)
    mean, var = running_mean.copy(), running_var.copy()
    if training:
        out = layer.train(x)
        mean += (1 - momentum) * (layer.mean - mean)
        var += (1 - momentum) * (layer.var - var)
    else:
        out = layer.evaluate(x, mean, var)
    return out, layer, mean, var


def batchnorm_backward(dout, cache):
    return cache.backward(dout)
