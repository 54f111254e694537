"""softmax_cross_entropy shifts the caller's logits in place.
wrong: softmax_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    diff = y_pred - y_true
    n = diff.shape[0]
    return (diff**2).sum() / n, 2 * diff / n


def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = (np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))).sum() / n
    grad = np.exp(-np.logaddexp(0, -z))
    grad -= y
    grad /= n
    return loss, grad


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    z -= z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -(y * logp).sum() / n
    grad = np.exp(logp)
    grad -= y
    grad /= n
    return loss, grad
