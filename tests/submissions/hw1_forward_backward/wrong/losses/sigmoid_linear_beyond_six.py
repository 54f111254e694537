"""The loss is linear from |z| = 6 on, off by 2.5e-3.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def sigmoid_cross_entropy(z, y):
    m = np.where(y == 1, -z, z)
    terms = np.where(m > 6, m, np.where(m < -6, 0.0, np.logaddexp(0, m)))
    p = 0.5 * (1 + np.tanh(z / 2))
    return terms.sum() / len(z), (p - y) / len(z)


def mse_loss(y_pred, y_true):
    d = y_pred - y_true
    return np.sum(d**2) / len(d), 2 * d / len(d)


def softmax_cross_entropy(z, y):
    n = len(z)
    s = z - z.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -np.sum(y * logp) / n, (np.exp(logp) - y) / n
