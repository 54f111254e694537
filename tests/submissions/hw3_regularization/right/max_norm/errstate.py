"""Lets 0 / 0 happen under errstate and repairs it with fmin (which ignores NaN)."""

import numpy as np


def max_norm(w, max_value):
    norms = np.linalg.norm(w, ord=2, axis=0)[np.newaxis, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.fmin(1.0, np.float64(max_value) / norms)
    return ratio * w
