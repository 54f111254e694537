"""Scales every column to the limit, the short ones too.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    norms = np.linalg.norm(w, axis=0)
    return w / np.where(norms > 0, norms, 1.0) * max_value
