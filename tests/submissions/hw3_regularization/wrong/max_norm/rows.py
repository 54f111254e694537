"""Limits the rows: each input's outgoing weights.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    norms = np.sqrt((w**2).sum(axis=1, keepdims=True))
    norms = np.maximum(norms, 1e-300)
    return w * np.minimum(1.0, max_value / norms)
