"""Divides by max(1, norm / limit) in one formula; a limit of 0 empties everything."""

import numpy as np


def max_norm(w, max_value):
    if max_value == 0:
        return np.zeros_like(w)
    return w / np.maximum(1.0, np.linalg.norm(w, axis=0) / max_value)
