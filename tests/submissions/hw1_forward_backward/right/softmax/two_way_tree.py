"""Recursion: splits the columns in two halves and joins their sums with logaddexp."""

import numpy as np


def _log_softmax(z):
    """Log-softmax of the block and the log of its sum of exponentials."""
    k = z.shape[1]
    if k == 1:
        return np.zeros(z.shape), z[:, :1].copy()
    left, left_sum = _log_softmax(z[:, : k // 2])
    right, right_sum = _log_softmax(z[:, k // 2 :])
    both = np.logaddexp(left_sum, right_sum)
    return np.hstack([left + (left_sum - both), right + (right_sum - both)]), both


def softmax(z):
    return np.exp(_log_softmax(z)[0])
