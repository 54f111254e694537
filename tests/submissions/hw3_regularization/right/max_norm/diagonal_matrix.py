"""The factors stand on a diagonal matrix that is multiplied from the right."""

import numpy as np


def max_norm(w, max_value):
    norms = np.sqrt(np.diag(w.T @ w))
    factors = [max_value / n if n > max_value else 1.0 for n in norms]
    return w @ np.diag(factors)
