"""Each column is taken apart into direction and length, the length is capped, both multiplied."""

import numpy as np


def max_norm(w, max_value):
    length = np.hypot.reduce(w, axis=0)
    length = np.abs(length)
    direction = np.divide(w, length, out=np.zeros_like(w), where=length > 0)
    return direction * np.minimum(length, max_value)
