"""np.maximum forward, comparison mask backward; the gradient at 0 is 0."""

import numpy as np


def relu_forward(z):
    return np.maximum(0, z), z


def relu_backward(da, cache):
    return da * (cache > 0)
