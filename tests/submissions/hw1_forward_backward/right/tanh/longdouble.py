"""Long double inside, cast back to float64 at the end."""

import numpy as np


def tanh_forward(z):
    wide = np.tanh(z.astype(np.longdouble))
    return wide.astype(np.float64), wide


def tanh_backward(da, cache):
    return np.array(da * (1 - cache**2), dtype=np.float64)
