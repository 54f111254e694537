"""The output is kept in a global, so backward always uses the latest forward call.
wrong: sigmoid_backward
"""

import numpy as np

last_output = None


def sigmoid_forward(z):
    global last_output
    e = np.exp(-np.abs(z))
    last_output = np.where(z >= 0, 1.0, e) / (1.0 + e)
    return last_output.copy(), None


def sigmoid_backward(da, cache):
    return da * last_output * (1.0 - last_output)
