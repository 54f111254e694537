"""Is the ordinary softmax.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
