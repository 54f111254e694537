"""The gradient of softmax_cross_entropy has the wrong sign: (y - p)/N.
wrong: softmax_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    diff = y_pred - y_true
    return np.sum(diff * diff) / n, 2 / n * diff


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = np.sum(np.logaddexp(0, z) - z * y) / n
    p = (1 + np.tanh(z / 2)) / 2
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    top = z.max(axis=1, keepdims=True)
    e = np.exp(z - top)
    total = e.sum(axis=1, keepdims=True)
    loss = np.sum(y * (np.log(total) + top - z)) / n
    return loss, (y - e / total) / n
