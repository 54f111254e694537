"""Wants an array of eight terabytes that takes eight bytes."""

import numpy as np


def softmax(z):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))
