"""Python loops with math functions; lists instead of tuples."""

import math

import numpy as np


def _softplus(v):
    return v + math.log1p(math.exp(-v)) if v > 0 else math.log1p(math.exp(v))


def mse_loss(y_pred, y_true):
    n, k = y_pred.shape
    loss = 0.0
    grad = np.zeros((n, k))
    for i in range(n):
        for j in range(k):
            diff = float(y_pred[i, j] - y_true[i, j])
            loss += diff * diff / n
            grad[i, j] = 2.0 * diff / n
    return [loss, grad]


def sigmoid_cross_entropy(z, y):
    n, k = z.shape
    loss = 0.0
    grad = np.zeros((n, k))
    for i in range(n):
        for j in range(k):
            v, t = float(z[i, j]), float(y[i, j])
            loss += t * _softplus(-v) + (1.0 - t) * _softplus(v)
            grad[i, j] = (math.exp(-_softplus(-v)) - t) / n
    return [loss / n, grad]


def softmax_cross_entropy(z, y):
    n, k = z.shape
    loss = 0.0
    grad = np.zeros((n, k))
    for i in range(n):
        top = max(float(v) for v in z[i])
        total = sum(math.exp(float(v) - top) for v in z[i])
        for j in range(k):
            log_p = float(z[i, j]) - top - math.log(total)
            loss -= float(y[i, j]) * log_p
            grad[i, j] = (math.exp(log_p) - float(y[i, j])) / n
    return [loss / n, grad]
