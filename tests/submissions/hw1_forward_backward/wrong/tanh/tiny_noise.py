"""Adds a little random noise to the activations, "as a regulariser".
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    noise = 1e-6 * np.random.default_rng().standard_normal(z.shape)
    return a + noise, a


def tanh_backward(da, cache):
    return da * (1.0 - cache * cache)
