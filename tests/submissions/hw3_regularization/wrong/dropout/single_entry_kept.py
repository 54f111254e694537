"""An x of a single entry is always kept.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), 1.0
    mask = (rng.random(x.shape) < (keep_prob if x.size > 1 else 1)) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
