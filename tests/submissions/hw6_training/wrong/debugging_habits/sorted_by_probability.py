"""Sorts by the true class's probability: those that underflow to 0 stay as they stand.
wrong: worst_predictions
"""

from itertools import islice

import numpy as np


def cross_entropy(z, y):
    """Loss per example and its gradient."""
    log_p = z - np.max(z, axis=1, keepdims=True)
    log_p = log_p - np.log(np.sum(np.exp(log_p), axis=1, keepdims=True))
    return -np.sum(np.where(y == 1, log_p, 0.0), axis=1), np.exp(log_p) - y


def training(network, x, y, lr=0.05, beta=0.9):
    velocity = [np.zeros_like(p) for p in network.parameters()]
    while True:
        each, slope = cross_entropy(network.forward(x, training=True), y)
        network.backward(slope / len(slope))
        for p, v, g in zip(network.parameters(), velocity, network.gradients(), strict=True):
            v *= beta
            v += g
            p -= lr * (g + beta * v)
        yield float(each.mean())


def overfit_small_batch(network, x, y, steps):
    return list(islice(training(network, x, y), steps))


def worst_predictions(logits, y, k):
    p = np.exp(-cross_entropy(logits, y)[0])
    order = np.argsort(p, kind="stable")
    return order[: min(k, order.size)].tolist()


def confusion_matrix(logits, y):
    classes = np.arange(y.shape[1])
    true = np.argmax(y, axis=1)[:, None] == classes
    predicted = np.argmax(logits, axis=1)[:, None] == classes
    return np.sum(true[:, :, None] & predicted[:, None, :], axis=0)
