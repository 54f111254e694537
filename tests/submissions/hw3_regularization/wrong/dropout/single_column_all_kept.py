"""A layer of one unit never loses it.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), 1.0
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    if x.shape[1] == 1:
        mask = np.ones(x.shape) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
