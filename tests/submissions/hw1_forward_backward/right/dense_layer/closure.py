"""The cache is the backward function itself, a closure."""

import numpy as np


def dense_forward(x, w, b):
    def pull_back(dz):
        return np.matmul(dz, np.transpose(w)), np.matmul(np.transpose(x), dz), np.sum(dz, 0)

    return np.matmul(x, w) + b.reshape(1, -1), pull_back


def dense_backward(dz, cache):
    return cache(dz)
