"""The bias enters first, the columns of x are added one by one; np.add.at for db."""

import numpy as np


def dense_forward(x, w, b):
    z = np.tile(b, (x.shape[0], 1))
    for d in range(x.shape[1]):
        z += x[:, [d]] * w[[d], :]
    return z, (np.array(x), np.array(w))


def dense_backward(dz, cache):
    x, w = cache
    db = np.zeros(w.shape[1])
    np.add.at(db, np.tile(np.arange(db.size), len(dz)), dz.ravel())
    return np.inner(dz, w), np.inner(x.T, dz.T), db
