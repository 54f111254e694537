"""sigmoid_cross_entropy returns the gradient with respect to p, not to z.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_true.shape[0]
    residual = y_pred - y_true
    return float(np.sum(residual**2)) / n, 2 * residual / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / n
    p = np.exp(-np.logaddexp(0, -z))
    p = np.clip(p, 1e-15, 1 - 1e-15)
    dp = (-(y / p) + (1 - y) / (1 - p)) / n
    return loss, dp


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    m = np.max(z, axis=1, keepdims=True)
    e = np.exp(z - m)
    p = e / np.sum(e, axis=1, keepdims=True)
    loss = np.sum(y * (m + np.log(np.sum(e, axis=1, keepdims=True)) - z)) / n
    return float(loss), (p - y) / n
