"""max(z, 0) - z y + log1p(exp(-|z|)) and the shifted log-sum-exp; NumPy scalars."""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    diff = y_pred - y_true
    return np.sum(diff**2) / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    e = np.exp(-np.abs(z))
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(e)) / n
    p = np.where(z >= 0, 1, e) / (1 + e)
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    shifted = z - z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=1, keepdims=True)
    loss = -np.sum(y * (shifted - np.log(total))) / n
    return loss, (e / total - y) / n
