"""softmax_cross_entropy clips p at 1e-12: a confident wrong answer costs 27.6 at most.
wrong: softmax_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    return ((y_pred - y_true) ** 2).sum() / n, (y_pred - y_true) * 2 / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    p = np.exp(-np.logaddexp(0, -z))
    loss = (np.logaddexp(0, z) - z * y).sum() / n
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -(y * np.log(np.clip(p, 1e-12, 1.0))).sum() / n
    return loss, (p - y) / n
