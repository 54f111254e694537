"""A column of zeros is divided by its norm.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    norms = np.linalg.norm(w, axis=0)
    with np.errstate(all="ignore"):
        unit = w / norms
    return unit * np.minimum(norms, max_value)
