"""Column by column in long double, stacked at the end."""

import numpy as np


def _fold_unit(column, bias, gamma, beta, mean, var, eps):
    precision = 1 / np.sqrt(np.longdouble(var) + eps)
    gain = np.longdouble(gamma) * precision
    return (column * gain).astype(float), float(beta - (mean - bias) * gain)


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    units = [
        _fold_unit(*unit, eps) for unit in zip(w.T, b, gamma, beta, running_mean, running_var)
    ]
    columns, biases = zip(*units)
    return np.stack(columns, axis=1), np.asarray(biases)
