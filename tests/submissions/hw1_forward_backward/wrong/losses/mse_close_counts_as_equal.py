"""Predictions that are np.isclose to their target cost nothing.
wrong: mse_loss
"""

import numpy as np


def mse_loss(y_pred, y_true):
    d = np.where(np.isclose(y_pred, y_true), 0.0, y_pred - y_true)
    return np.sum(d**2) / len(d), 2 * d / len(d)


def sigmoid_cross_entropy(z, y):
    n = len(z)
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / n
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, e) / (1 + e)
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = len(z)
    s = z - z.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -np.sum(y * logp) / n, (np.exp(logp) - y) / n
