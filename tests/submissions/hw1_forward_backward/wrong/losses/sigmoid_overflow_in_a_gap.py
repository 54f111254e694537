"""exp overflows with a warning for z from -800 to -710 only.
wrong: sigmoid_cross_entropy
"""

import numpy as np


def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    return np.sum((y_pred - y_true) ** 2) / n, 2 * (y_pred - y_true) / n


def softmax_cross_entropy(x, y):
    y = y.argmax(axis=1)
    shifted_logits = x - np.max(x, axis=1, keepdims=True)
    total = np.sum(np.exp(shifted_logits), axis=1, keepdims=True)
    log_probs = shifted_logits - np.log(total)
    probs = np.exp(log_probs)
    n = x.shape[0]
    loss = -np.sum(log_probs[np.arange(n), y]) / n
    dx = probs.copy()
    dx[np.arange(n), y] -= 1
    dx /= n
    return loss, dx


def bce_with_logit(logit, label):
    def logexp(x):
        if x > 100:
            return x
        else:
            return np.log(1 + np.exp(x))

    loss = label * logexp(-logit) + (1 - label) * logexp(logit)
    return loss


def sigmoid(logit):
    if logit < -800:
        return 0
    return 1 / (1 + np.exp(-logit))


def sigmoid_cross_entropy(z, y):
    loss, dz = 0.0, np.zeros_like(z)
    for i in np.ndindex(z.shape):
        loss += bce_with_logit(z[i], y[i])
        dz[i] = (sigmoid(z[i]) - y[i]) / len(z)
    return loss / len(z), dz
