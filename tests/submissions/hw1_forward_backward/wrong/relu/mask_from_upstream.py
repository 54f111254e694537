"""Backward takes its mask from the upstream gradient (a guided back-propagation).
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    return np.maximum(0, z), z


def relu_backward(da, cache):
    return np.where(da > 0, da, 0.0)
