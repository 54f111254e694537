"""All columns are scaled when one of them is too long.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    n = np.linalg.norm(w, axis=0).max()
    return w * (max_value / n) if n > max_value else w.copy()
