"""Backward returns the mask as numbers and forgets the upstream gradient.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    a = np.maximum(z, 0.0)
    return a, (z > 0)


def relu_backward(da, cache):
    return cache.astype(float)
