"""Extended precision, columns joined by column_stack from a generator's list."""

import numpy as np


def max_norm(w, max_value):
    columns = []
    for column in w.T:
        wide = column.astype(np.longdouble)
        norm = np.sqrt((wide * wide).sum())
        scale = np.longdouble(1) if norm <= max_value else max_value / norm
        columns.append((scale * wide).astype(np.float64))
    return np.column_stack(columns)
