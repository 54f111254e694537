"""Returns z itself when nothing is negative.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    mask = z > 0
    if mask.all():
        return z, mask  # nothing to do
    return np.where(mask, z, 0.0), mask


def relu_backward(da, cache):
    return np.where(cache, da, 0.0)
