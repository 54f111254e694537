"""Column norms with keepdims; where chooses the factor, zero columns divide by 1."""

import numpy as np


def max_norm(w, max_value):
    norms = np.sqrt(np.sum(w**2, axis=0, keepdims=True))
    above = norms > max_value
    factor = np.where(above, max_value / np.where(above, norms, 1.0), 1.0)
    return w * factor
