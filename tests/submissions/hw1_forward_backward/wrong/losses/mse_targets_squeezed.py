"""Squeezes the targets: with one output (N, 1) - (N,) broadcasts to (N, N).
wrong: mse_loss
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = len(y_pred)
    diff = y_pred - y_true.squeeze()
    return (diff**2).sum() / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = len(z)
    loss = (np.maximum(z, 0) - z * y + np.log1p(np.exp(-abs(z)))).sum() / n
    p = np.exp(-np.logaddexp(0, -z))
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = len(z)
    z = z - z.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = (y * (log_sum - z)).sum() / n
    return loss, (np.exp(z - log_sum) - y) / n
