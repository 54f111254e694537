"""Only z above 1e-6 counts as active in backward.
wrong: relu_backward
"""

import numpy as np


def relu_backward(da, cache):
    return da * (cache > 1e-6)


def relu_forward(z):
    return np.maximum(z, 0), z
