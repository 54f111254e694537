"""Three nested Python loops; lists are returned and cached instead of tuples."""

import numpy as np


def dense_forward(x, w, b):
    n_examples, n_inputs = x.shape
    n_outputs = w.shape[1]
    z = np.zeros((n_examples, n_outputs))
    for n in range(n_examples):
        for k in range(n_outputs):
            total = b[k]
            for d in range(n_inputs):
                total += x[n, d] * w[d, k]
            z[n, k] = total
    return [z, [x.copy(), w.copy()]]


def dense_backward(dz, cache):
    x, w = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for n in range(dz.shape[0]):
        for k in range(dz.shape[1]):
            g = dz[n, k]
            db[k] += g
            for d in range(x.shape[1]):
                dx[n, d] += g * w[d, k]
                dw[d, k] += g * x[n, d]
    return [dx, dw, db]
