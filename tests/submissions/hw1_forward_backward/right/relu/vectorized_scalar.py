"""np.vectorize of scalar functions; backward from a copy of the input."""

import numpy as np

_relu = np.vectorize(lambda v: v if v > 0 else 0.0, otypes=[np.float64])
_grad = np.vectorize(lambda d, v: d if v > 0 else 0.0, otypes=[np.float64])


def relu_forward(z):
    return _relu(z), np.copy(z)


def relu_backward(da, cache):
    return _grad(da, cache)
