"""Draws from numpy's global generator and ignores rng.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if training:
        mask = (np.random.rand(*x.shape) < keep_prob) / keep_prob
    else:
        mask = np.ones(x.shape)
    return np.multiply(x, mask), mask


def dropout_backward(dout, cache):
    return np.multiply(dout, cache)
