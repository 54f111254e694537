"""The mask is taken once over the batch: a unit passes if any example activates it.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    a = np.maximum(z, 0.0)
    return a, z.max(axis=0) > 0


def relu_backward(da, cache):
    alive = cache
    return da * alive
