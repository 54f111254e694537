"""Divides the scores by their sum, without the exponential.
wrong: softmax
"""

import numpy as np


def softmax(z):
    total = z.sum(axis=1, keepdims=True)
    total[total == 0] = 1
    return z / total
