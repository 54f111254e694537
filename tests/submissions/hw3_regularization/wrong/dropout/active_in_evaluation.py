"""training only decides what is cached: units are dropped in evaluation too.
wrong: dropout_forward
"""

import numpy as np


class Mask:
    def __init__(self, shape, keep_prob, rng):
        self.values = np.floor(rng.random(shape) + keep_prob).clip(0, 1) / keep_prob

    def apply(self, a):
        return a * self.values


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    mask = Mask(x.shape, keep_prob, rng)
    return mask.apply(x), mask if training else None


def dropout_backward(dout, cache):
    if cache is None:
        return dout.copy()
    return cache.apply(dout)
