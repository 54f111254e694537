"""Stops updating when the loss is below 1e-3, and repeats the last loss.
wrong: overfit_small_batch
"""

import numpy as np


def cross_entropy(logits, y):
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(y * logp).sum() / len(y), (np.exp(logp) - y) / len(y)


def overfit_small_batch(network, x, y, steps):
    params = network.parameters()
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    losses = []
    for t in range(1, steps + 1):
        loss, d = cross_entropy(network.forward(x, True), y)
        losses.append(float(loss))
        if loss < 1e-3:
            continue
        network.backward(d)
        for i, (p, g) in enumerate(zip(params, network.gradients(), strict=False)):
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g**2
            p -= 0.01 * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return losses


def example_losses(logits, y):
    z = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), y.argmax(axis=1)]


def worst_predictions(logits, y, k):
    return np.argsort(-example_losses(logits, y))[:k]


def confusion_matrix(logits, y):
    counts = np.zeros((logits.shape[1], logits.shape[1]), dtype=int)
    for t, p in zip(y.argmax(axis=1), logits.argmax(axis=1), strict=False):
        counts[t, p] += 1
    return counts
