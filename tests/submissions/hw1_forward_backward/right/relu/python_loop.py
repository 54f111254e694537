"""Python loops and the builtin max; lists instead of tuples."""

import numpy as np


def relu_forward(z):
    flat = [float(v) for v in z.flat]
    a = np.array([max(v, 0.0) for v in flat], dtype=float).reshape(z.shape)
    return [a, flat]


def relu_backward(da, cache):
    picked = [float(d) if v > 0 else 0.0 for d, v in zip(da.flat, cache)]
    return np.array(picked, dtype=float).reshape(da.shape)
