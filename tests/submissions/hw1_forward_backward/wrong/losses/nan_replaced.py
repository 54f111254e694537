"""sigmoid_cross_entropy hides NaN with nan_to_num, so a confident wrong answer costs 1e308.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    diff = np.subtract(y_pred, y_true)
    n = diff.shape[0]
    return np.square(diff).sum() / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        ce = np.nan_to_num(-y * np.log(p)) + np.nan_to_num(-(1 - y) * np.log(1 - p))
    return ce.sum() / n, (p - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    s = z - z.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return np.negative(y * logp).sum() / n, (np.exp(logp) - y) / n
