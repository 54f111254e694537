"""Sets the negative entries of a vector to 0 in place.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    active = z > 0
    if z.ndim == 1:
        for i in range(len(z)):
            z[i] = max(z[i], 0)
        return z.copy(), active
    return np.maximum(z, 0), active


def relu_backward(da, cache):
    return np.where(cache, da, 0.0)
