"""Python loop over .flat with math.exp; the cache is a list of floats; lists instead of tuples."""

import math

import numpy as np


def sigmoid_forward(z):
    values = []
    for v in z.flat:
        if v > 0:
            values.append(1.0 / (1.0 + math.exp(-v)))
        else:
            values.append(math.exp(v) / (1.0 + math.exp(v)))
    return [np.array(values, dtype=np.float64).reshape(z.shape), values]


def sigmoid_backward(da, cache):
    out = []
    for d, a in zip(da.flat, cache):
        out.append(float(d) * a * (1.0 - a))
    return np.array(out, dtype=np.float64).reshape(da.shape)
