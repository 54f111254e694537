"""Backward takes the units with out != 0 for the kept ones: inputs of 0 get no gradient.
wrong: dropout_backward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), (None, 1.0)
    out = np.where(rng.random(x.shape) < keep_prob, x, 0.0) / keep_prob
    return out, (out.copy(), keep_prob)


def dropout_backward(dout, cache):
    out, keep_prob = cache
    if out is None:
        return dout.copy()
    return dout * (out != 0) / keep_prob
