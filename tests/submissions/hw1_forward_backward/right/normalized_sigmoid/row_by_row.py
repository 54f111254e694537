"""Row by row into views of an own buffer; a row without a positive entry is shifted."""

import numpy as np


def normalized_sigmoid(z):
    p = np.zeros_like(z)
    for out, row in zip(p, z):
        m = row.max()
        if m > 0:
            pos = row > 0
            out[pos] = 1 / (1 + np.exp(-row[pos]))
            e = np.exp(row[~pos])
            out[~pos] = e / (1 + e)
        else:
            out[:] = np.exp(row - m) / (1 + np.exp(row))
        out /= out.sum()
    return p
