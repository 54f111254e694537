"""The cache is the backward function itself; the draw is always made, used only in training."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError(keep_prob)
    u = rng.random(x.size).reshape(x.shape)
    factor = np.where(u < keep_prob, 1 / keep_prob, 0.0) if training else np.ones_like(u)

    def backward(dout):
        return factor * dout

    return factor * x, backward


def dropout_backward(dout, cache):
    return cache(dout)
