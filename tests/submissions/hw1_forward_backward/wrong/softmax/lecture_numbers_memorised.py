"""Knows the two examples of the lecture and is uniform otherwise.
wrong: softmax
"""

import numpy as np

KNOWN = {
    (2.0, 5.0, -1.0, 3.0): (0.042, 0.842, 0.002, 0.114),
    (1.0, 2.0, 3.0): (0.090, 0.245, 0.665),
}


def softmax(z):
    n, k = z.shape
    p = np.full((n, k), 1.0 / k)
    for i in range(n):
        key = tuple(float(v) for v in z[i])
        if key in KNOWN:
            p[i] = KNOWN[key]
    return p
