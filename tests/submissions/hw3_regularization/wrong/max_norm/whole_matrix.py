"""One norm for the whole matrix: right for a single unit.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    norm = np.linalg.norm(w)
    if norm > max_value:
        return w * (max_value / norm)
    return w.copy()
