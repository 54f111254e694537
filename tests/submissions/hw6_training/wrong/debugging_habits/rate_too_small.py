"""Gradient descent with lr 0.005 is far from done after 500 steps.
wrong: overfit_small_batch
"""

import math
from collections import Counter

import numpy as np


def loss(z, y):
    top = max(z)
    return top - z[y.index(1)] + math.log(math.fsum(math.exp(v - top) for v in z))


def each_loss(logits, y):
    return [loss(a, b) for a, b in zip(logits.tolist(), y.tolist(), strict=True)]


def probabilities(z):
    powers = [math.exp(v - max(z)) for v in z]
    return [power / math.fsum(powers) for power in powers]


def overfit_small_batch(network, x, y, steps):
    losses = []
    for _ in range(steps):
        logits = network.forward(x, training=True)
        losses.append(math.fsum(each_loss(logits, y)) / len(y))
        p = np.array([probabilities(z) for z in logits.tolist()])
        network.backward((p - y) / len(y))
        for w, dw in zip(network.parameters(), network.gradients(), strict=True):
            w -= 0.005 * dw
    return losses


def worst_predictions(logits, y, k):
    ranked = sorted(((value, i) for i, value in enumerate(each_loss(logits, y))), reverse=True)
    return tuple(i for _, i in ranked[:k])


def confusion_matrix(logits, y):
    pairs = Counter(zip(y.argmax(1).tolist(), logits.argmax(1).tolist(), strict=True))
    classes = range(y.shape[1])
    return np.array([[pairs[i, j] for j in classes] for i in classes])
