"""A batch of one example is kept or dropped as a whole.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), 1.0
    shape = x.shape if len(x) > 1 else (1, 1)
    mask = np.broadcast_to(rng.random(shape) < keep_prob, x.shape) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
