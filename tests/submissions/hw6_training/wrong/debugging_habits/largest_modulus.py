"""Predicts the class of the largest absolute logit.
wrong: confusion_matrix
"""

import bisect
from functools import reduce

import numpy as np


def log_total(z):
    return reduce(np.logaddexp, np.transpose(z))


def adam(p, lr=0.01):
    m, v, t = np.zeros_like(p), np.zeros_like(p), 0

    def step(g):
        nonlocal m, v, t
        t += 1
        m = m * 0.9 + g * 0.1
        v = v * 0.999 + g * g * 0.001
        p.__isub__(lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8))

    return step


def overfit_small_batch(network, x, y, steps):
    rules = tuple(map(adam, network.parameters()))

    def loss_and_step():
        z = network.forward(x, training=True)
        total = log_total(z)
        network.backward((np.exp(z - total[:, None]) - y) / len(z))
        for rule, g in zip(rules, network.gradients(), strict=True):
            rule(g)
        return (total - np.max(np.where(y == 1, z, -np.inf), axis=1)).mean()

    return [float(loss_and_step()) for _ in range(steps)]


def worst_predictions(logits, y, k):
    worst = []
    for i, (z, target) in enumerate(zip(logits, y, strict=True)):
        loss = np.logaddexp.reduce(z) - z[target == 1].item()
        bisect.insort(worst, (-loss, i))
        del worst[k:]
    return [i for _, i in worst]


def confusion_matrix(logits, y):
    k = y.shape[1]
    pairs = np.column_stack([y.argmax(axis=1), np.abs(logits).argmax(axis=1)])
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    matrix = np.zeros((k, k), dtype=np.int64)
    matrix[tuple(found.T)] = counts
    return matrix
