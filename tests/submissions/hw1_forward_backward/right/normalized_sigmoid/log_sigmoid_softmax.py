"""Softmax of the log-sigmoids, with logaddexp and a shift by the row maximum."""

import numpy as np


def normalized_sigmoid(z):
    log_s = -np.logaddexp(0, -z)
    e = np.exp(log_s - log_s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
