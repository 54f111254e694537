"""Keeps with keep_prob but divides by 1 - keep_prob, both ways: right at 0.5 only.
wrong: dropout_forward, dropout_backward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training or keep_prob == 1:
        return x.copy(), np.ones(x.shape)
    mask = np.where(rng.random(x.shape) < keep_prob, 1.0 / (1.0 - keep_prob), 0.0)
    return mask * x, mask


def dropout_backward(dout, cache):
    return cache * dout
