"""All columns shrink by the factor of the longest one.
wrong: max_norm
"""

import math

import numpy as np


def max_norm(w, max_value):
    longest = max(math.sqrt(float(np.dot(column, column))) for column in w.T)
    factor = max_value / longest if longest > max_value else 1.0
    return factor * w
