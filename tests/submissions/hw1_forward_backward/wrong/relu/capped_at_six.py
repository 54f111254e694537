"""Is ReLU6: outputs are capped at 6.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    return np.clip(z, 0, 6), (z > 0).astype(float)


def relu_backward(da, cache):
    return da * cache
