"""The loop over the columns scales views of w, so the caller's weights change.
wrong: max_norm
"""

import numpy as np


def max_norm(w, max_value):
    for column in w.T:
        norm = np.sqrt(column @ column)
        if norm > max_value:
            column *= max_value / norm
    return np.array(w)
