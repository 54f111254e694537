"""Different algebra: (1 + tanh(z/2)) / 2, cache in a dict, derivative (1 - tanh^2) / 4."""

import numpy as np


def sigmoid_forward(z):
    t = np.tanh(z / 2)
    return 0.5 + 0.5 * t, {"t": t}


def sigmoid_backward(da, cache):
    t = cache["t"]
    return 0.25 * da * (1 - t) * (1 + t)
