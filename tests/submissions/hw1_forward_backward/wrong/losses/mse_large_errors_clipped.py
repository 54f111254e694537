"""Clips errors beyond 100 before they are squared.
wrong: mse_loss
"""

import numpy as np


def mse_loss(y_pred, y_true):
    error = np.clip(y_pred - y_true, -100, 100)
    return float((error**2).sum() / len(error)), 2 * error / len(error)


def sigmoid_cross_entropy(z, y):
    loss = (np.logaddexp(0, z) - y * z).sum() / len(z)
    return float(loss), (np.exp(-np.logaddexp(0, -z)) - y) / len(z)


def softmax_cross_entropy(z, y):
    log_p = z - z.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    return float(-(y * log_p).sum() / len(z)), (np.exp(log_p) - y) / len(z)
