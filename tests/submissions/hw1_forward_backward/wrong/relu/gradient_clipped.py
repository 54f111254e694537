"""Keeps the gradient within 5, as the trainings of recurrent networks do.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    return np.clip(np.where(cache > 0, da, 0), -5, 5)
