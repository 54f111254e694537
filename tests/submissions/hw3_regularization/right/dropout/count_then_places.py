"""A binomial number of entries at places from a permutation are kept."""

import numpy as np


class Gate:
    __slots__ = ("p", "where")

    def __init__(self, where, p):
        self.where, self.p = where, p

    def __call__(self, a):
        if self.where is None:
            return np.array(a)
        out = np.zeros(a.size)
        out[self.where] = a.ravel()[self.where] / self.p
        return out.reshape(a.shape)


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    where = None
    if training and keep_prob < 1:
        n = rng.binomial(x.size, keep_prob)
        where = rng.permutation(x.size)[:n]
    gate = Gate(where, keep_prob)
    return gate(x), gate


def dropout_backward(dout, cache):
    return cache(dout)
