"""Wants an array of 800 MB to be copied, packed and sent."""

import numpy as np


def softmax(z):
    return np.zeros(10**8)
