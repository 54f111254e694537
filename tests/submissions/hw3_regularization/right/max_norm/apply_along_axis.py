"""A function of one column, applied along axis 0."""

import numpy as np


def limited(column, limit):
    norm = np.sqrt(column @ column)
    if norm <= limit:
        return column.copy()
    return column * limit / norm


def max_norm(w, max_value):
    return np.apply_along_axis(limited, 0, w, max_value)
