"""Two Python loops with math.exp and math.fsum, row by row."""

import math

import numpy as np


def softmax(z):
    rows, columns = z.shape
    p = np.zeros((rows, columns))
    for n in range(rows):
        top = max(z[n])
        exps = []
        for k in range(columns):
            exps.append(math.exp(z[n, k] - top))
        total = math.fsum(exps)
        for k in range(columns):
            p[n, k] = exps[k] / total
    return p
