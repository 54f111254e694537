"""np.logaddexp everywhere, no explicit shift; Python floats."""

import numpy as np


def mse_loss(y_pred, y_true):
    d = np.subtract(y_pred, y_true)
    return float(np.mean(np.sum(np.square(d), axis=1))), d * (2.0 / len(d))


def sigmoid_cross_entropy(z, y):
    per_output = y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    p = np.exp(-np.logaddexp(0, -z))
    return float(per_output.sum(axis=1).mean()), (p - y) / len(z)


def softmax_cross_entropy(z, y):
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return float(-(y * log_p).sum(axis=1).mean()), (np.exp(log_p) - y) / len(z)
