"""log(p + 1e-12): the loss never exceeds 27.6.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def sigmoid_cross_entropy(z, y):
    p = 0.5 * (1 + np.tanh(z / 2))
    return -np.sum(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)) / len(z), (p - y) / len(
        z
    )


def mse_loss(y_pred, y_true):
    d = y_pred - y_true
    return np.sum(d**2) / len(d), 2 * d / len(d)


def softmax_cross_entropy(z, y):
    n = len(z)
    s = z - z.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -np.sum(y * logp) / n, (np.exp(logp) - y) / n
