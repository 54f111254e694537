"""A batch of one example comes back without its batch axis.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    dz = np.array([d * (1 - t**2) for d, t in zip(da, cache)])
    if len(dz) == 1:
        dz = dz[0]
    return dz
