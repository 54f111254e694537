"""Only the output is cached (a > 0 exactly where z > 0); clip does the work."""

import numpy as np


def relu_forward(z):
    a = np.clip(z, 0, None)
    return a, a


def relu_backward(da, cache):
    dz = np.zeros_like(da)
    np.copyto(dz, da, where=cache > 0)
    return dz
