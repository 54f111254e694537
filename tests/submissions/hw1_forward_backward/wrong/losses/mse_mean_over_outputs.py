"""mse_loss averages over the outputs too (np.mean over the whole array).
wrong: mse_loss
"""

import numpy as np


def mse_loss(y_pred, y_true):
    diff = y_pred - y_true
    return np.mean(diff**2), 2 * diff / diff.size


def sigmoid_cross_entropy(z, y):
    terms = np.logaddexp(0, z) - z * y
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return terms.sum(axis=1).mean(), (p - y) / len(z)


def softmax_cross_entropy(z, y):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    s = e.sum(axis=1, keepdims=True)
    logp = z - np.log(s)
    return -(y * logp).sum(axis=1).mean(), (e / s - y) / len(z)
