"""Returns the logarithms of the probabilities.
wrong: softmax
"""

import numpy as np


def softmax(z):
    m = z.max(axis=1, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(axis=1, keepdims=True))
