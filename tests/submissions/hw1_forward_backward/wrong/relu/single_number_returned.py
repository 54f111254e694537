"""A positive number comes back as the very array that was given: max() makes no new one.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    a = max(z, np.array(0.0)) if z.ndim == 0 else np.maximum(z, 0)
    return a, z > 0


def relu_backward(da, cache):
    return np.where(cache, da, 0.0)
