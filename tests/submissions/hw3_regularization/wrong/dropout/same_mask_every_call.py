"""The mask of a shape and probability is drawn once and remembered for later calls.
wrong: dropout_forward
"""

import numpy as np

masks = {}


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), np.ones_like(x)
    key = (x.shape, keep_prob)
    if key not in masks:
        masks[key] = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * masks[key], masks[key]


def dropout_backward(dout, cache):
    return dout * cache
