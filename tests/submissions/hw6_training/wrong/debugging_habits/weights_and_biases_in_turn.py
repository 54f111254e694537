"""Every step updates every other parameter, the next one the rest.
wrong: overfit_small_batch
"""

import numpy as np


def losses_of(logits, y):
    top = logits.max(axis=1)
    log_sum = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return log_sum - (logits * y).sum(axis=1)


def overfit_small_batch(network, x, y, steps):
    params = network.parameters()
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    losses = []
    for t in range(1, steps + 1):
        logits = network.forward(x, training=True)
        losses.append(float(losses_of(logits, y).mean()))
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        network.backward((p - y) / len(x))
        for i, g in enumerate(network.gradients()):
            if i % 2 == t % 2:
                continue
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g**2
            params[i] -= 0.01 * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return losses


def worst_predictions(logits, y, k):
    return np.argsort(-losses_of(logits, y))[:k]


def confusion_matrix(logits, y):
    matrix = np.zeros((y.shape[1], y.shape[1]), dtype=int)
    for true, predicted in zip(y.argmax(axis=1), logits.argmax(axis=1), strict=True):
        matrix[true, predicted] += 1
    return matrix
