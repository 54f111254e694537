"""Takes log(p) wherever p is not 0, also where it has only a few bits left.
wrong: sigmoid_cross_entropy, softmax_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = len(y_pred)
    d = y_pred - y_true
    return np.sum(d**2) / n, 2 * d / n


def log_or(p, instead):
    return np.where(p > 0, np.log(np.where(p > 0, p, 1)), instead)


def sigmoid_cross_entropy(z, y):
    n = len(z)
    t = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1 / (1 + t), t / (1 + t))
    q = np.where(z >= 0, t / (1 + t), 1 / (1 + t))
    return -np.sum(y * log_or(p, z) + (1 - y) * log_or(q, -z)) / n, (p - y) / n


def softmax_cross_entropy(z, y):
    n = len(z)
    s = z - z.max(axis=1, keepdims=True)
    e = np.exp(s)
    total = e.sum(axis=1, keepdims=True)
    p = e / total
    return -np.sum(y * log_or(p, s - np.log(total))) / n, (p - y) / n
