"""Labels as signs 2y-1 and the softplus of the signed margin; needs labels of 0 or 1."""

import numpy as np


def _softplus(v):
    return np.maximum(v, 0) + np.log1p(np.exp(-np.abs(v)))


def mse_loss(y_pred, y_true):
    r = (y_true - y_pred).ravel()
    n = y_pred.shape[0]
    return r.dot(r) / n, (-2 / n * r).reshape(y_pred.shape)


def sigmoid_cross_entropy(z, y):
    sign = 2 * y - 1
    n = z.shape[0]
    loss = _softplus(-sign * z).sum() / n
    return loss, -sign * np.exp(-_softplus(sign * z)) / n


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    margin = z - np.sum(z * y, axis=1, keepdims=True)
    top = margin.max(axis=1, keepdims=True)
    loss = top + np.log(np.exp(margin - top).sum(axis=1, keepdims=True))
    return np.sum(loss) / n, (np.exp(margin - loss) - y) / n
