"""The mask holds 1 / keep_prob and is multiplied both ways; ones when nothing is dropped."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if training:
        mask = (rng.random(x.shape) < keep_prob) / keep_prob
    else:
        mask = np.ones(x.shape)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
