"""log s = -log1p(exp(-z)) overflows for very negative z.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    log_s = -np.log1p(np.exp(-z))
    e = np.exp(log_s - log_s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
