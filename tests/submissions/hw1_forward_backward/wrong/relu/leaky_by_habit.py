"""Lets one per cent of the negative inputs through in forward.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    a = np.where(z > 0, z, 0.01 * z)
    return a, z


def relu_backward(da, cache):
    dz = da.copy()
    dz[cache <= 0] = 0
    return dz
