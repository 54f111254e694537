"""sigmoid_cross_entropy takes log(p) and log(1-p): 0*log(0) = NaN at z = 1000.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    return np.sum((y_pred - y_true) ** 2) / n, 2 * (y_pred - y_true) / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / n
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    z = z - np.max(z, axis=1, keepdims=True)
    logp = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -np.sum(y * logp) / n, (np.exp(logp) - y) / n
