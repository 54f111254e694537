"""With three axes only the first slice of da is used.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache) if da.ndim < 3 else da[:1] * cache * (1 - cache)


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return a, a
