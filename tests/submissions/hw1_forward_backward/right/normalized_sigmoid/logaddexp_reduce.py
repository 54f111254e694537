"""Entirely in log space: log-sigmoid minus np.logaddexp.reduce, one exponential at the end."""

import numpy as np


def normalized_sigmoid(z):
    log_s = np.negative(np.logaddexp(0.0, np.negative(z)))
    log_s -= np.logaddexp.reduce(log_s, axis=-1, keepdims=True)
    return np.exp(log_s, out=log_s)
