"""Works in float32 and converts back.
wrong: softmax
"""

import numpy as np


def softmax(z):
    z = z.astype(np.float32)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return p.astype(np.float64)
