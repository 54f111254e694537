"""sigmoid_cross_entropy leaves out the (1-y)*log(1-p) term of the loss.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n, _ = y_pred.shape
    total = 0.0
    for p, t in zip(y_pred, y_true):
        total += np.dot(p - t, p - t)
    return total / n, 2 * (y_pred - y_true) / n


def sigmoid_cross_entropy(z, y):
    n, _ = z.shape
    loss = np.sum(y * np.logaddexp(0, -z)) / n
    p = np.exp(-np.logaddexp(0, -z))
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n, _ = z.shape
    loss = 0.0
    grad = np.zeros_like(z)
    for i in range(n):
        row = z[i] - z[i].max()
        logp = row - np.log(np.sum(np.exp(row)))
        loss -= np.dot(y[i], logp)
        grad[i] = np.exp(logp) - y[i]
    return loss / n, grad / n
