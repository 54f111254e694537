"""Backward multiplies by keep_prob instead of dividing by it.
wrong: dropout_backward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    mask = np.ones(x.shape)
    if training:
        mask = (rng.random(x.shape) < keep_prob).astype(float)
    else:
        keep_prob = 1
    return x * mask / keep_prob, (mask, keep_prob)


def dropout_backward(dout, cache):
    mask, keep_prob = cache
    return dout * mask * keep_prob
