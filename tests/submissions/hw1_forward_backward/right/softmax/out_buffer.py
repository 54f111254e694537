"""One own buffer and out= arguments; einsum for the row sums."""

import numpy as np


def softmax(z):
    p = np.array(z, copy=True)
    p -= np.amax(p, axis=1)[:, None]
    np.exp(p, out=p)
    np.divide(p, np.einsum("nk->n", p)[:, None], out=p)
    return p
