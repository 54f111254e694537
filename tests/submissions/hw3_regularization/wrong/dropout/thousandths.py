"""Draws are rounded to thousandths: 1 comes up, and drops at a keep_prob of 1.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), 1.0
    mask = (np.round(rng.random(x.shape), 3) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
