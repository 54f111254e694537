"""Backward multiplies with the output a, not with its mask.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    a = z.clip(min=0)
    return a, a


def relu_backward(da, cache):
    a = cache
    return da * a
