"""mse_loss sums p^2 - 2 p t + t^2, which is all rounding for good predictions, and may be negative.
wrong: mse_loss
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    loss = (np.sum(y_pred**2) - 2 * np.sum(y_pred * y_true) + np.sum(y_true**2)) / n
    return loss, 2 * (y_pred - y_true) / n


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
