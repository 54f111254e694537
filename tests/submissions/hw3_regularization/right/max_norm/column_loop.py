"""A loop over the columns of an own copy; hypot of the entries, one by one."""

import math

import numpy as np


def max_norm(w, max_value):
    out = np.array(w)
    for k in range(out.shape[1]):
        norm = math.hypot(*out[:, k])
        if norm > max_value:
            out[:, k] *= max_value / norm
    return out
