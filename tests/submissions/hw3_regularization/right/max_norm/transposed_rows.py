"""Works on the rows of the transpose, as lists of Python floats, and turns back at the end."""

import numpy as np


def max_norm(w, max_value):
    units = []
    for unit in w.T.tolist():
        total = sum(v * v for v in unit)
        if total > 0 and total**0.5 > max_value:
            unit = [v * (max_value / total**0.5) for v in unit]
        units.append(unit)
    return np.array(units, dtype=np.float64).T.copy()
