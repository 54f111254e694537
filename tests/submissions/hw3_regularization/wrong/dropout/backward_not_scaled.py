"""Backward applies the mask without 1 / keep_prob.
wrong: dropout_backward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError(f"{keep_prob} is not in (0, 1]")
    mask = np.ones(x.shape, dtype=bool)
    scale = 1.0
    if training:
        mask = rng.random(x.shape) < keep_prob
        scale = 1.0 / keep_prob
    return x * mask * scale, mask


def dropout_backward(dout, cache):
    return dout * cache
