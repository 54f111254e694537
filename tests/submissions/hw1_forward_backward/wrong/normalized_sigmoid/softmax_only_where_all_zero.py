"""Takes the softmax only where all sigmoids are 0, not where they have a few bits left.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    t = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1 / (1 + t), t / (1 + t))
    total = s.sum(axis=1, keepdims=True)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return np.where(total == 0, p, s / np.where(total == 0, 1, total))
