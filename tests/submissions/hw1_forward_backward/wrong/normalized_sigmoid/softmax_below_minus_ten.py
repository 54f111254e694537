"""Takes the softmax for rows below -10, where it is 4e-5 off.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    top = z.max(axis=1, keepdims=True)
    ez = np.exp(-np.abs(z))
    num = np.where(top < -10, np.exp(z - top), np.where(z >= 0, 1, ez) / (1 + ez))
    return num / num.sum(axis=1, keepdims=True)
