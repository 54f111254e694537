"""If no column is above the limit the argument itself is returned.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    norms = np.linalg.norm(w, axis=0)
    if np.all(norms <= max_value):
        return w
    return w * np.where(norms > max_value, max_value / np.maximum(norms, max_value), 1.0)
