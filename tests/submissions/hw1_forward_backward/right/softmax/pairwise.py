"""Different algebra: p_k = 1 / sum_j exp(z_j - z_k), with capped differences."""

import numpy as np


def softmax(z):
    difference = z[:, np.newaxis, :] - z[:, :, np.newaxis]
    return np.reciprocal(np.exp(np.minimum(difference, 700.0)).sum(axis=2))
