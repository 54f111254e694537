"""Momentum 0.9 with lr 0.1, log-softmax by logaddexp, argpartition then sort, bincount of pairs."""

import numpy as np


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1)[:, np.newaxis]


def overfit_small_batch(network, x, y, steps):
    velocity = {}
    losses = np.empty(steps)
    for i in range(steps):
        log_p = log_softmax(network.forward(x, True))
        losses[i] = -np.vdot(log_p, y) / len(x)
        network.backward((np.exp(log_p) - y) / len(x))
        for j, (p, g) in enumerate(zip(network.parameters(), network.gradients(), strict=True)):
            velocity[j] = 0.9 * velocity.get(j, 0.0) + g
            p -= 0.1 * velocity[j]
    return losses.tolist()


def worst_predictions(logits, y, k):
    losses = -(log_softmax(logits) * y).sum(axis=1)
    k = min(k, len(losses))
    if k == len(losses):
        return np.argsort(losses)[::-1]
    chosen = np.argpartition(losses, len(losses) - k)[len(losses) - k :]
    return chosen[np.argsort(losses[chosen])[::-1]]


def confusion_matrix(logits, y):
    classes = y.shape[1]
    pairs = classes * np.argmax(y, axis=1) + np.argmax(logits, axis=1)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)
