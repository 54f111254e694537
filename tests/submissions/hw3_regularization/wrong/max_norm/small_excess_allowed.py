"""Columns are limited only when more than 1e-3 longer than the limit.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    n = np.linalg.norm(w, axis=0)
    return w * np.where(n > max_value + 1e-3, max_value / np.maximum(n, 1e-300), 1)
