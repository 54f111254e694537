"""The losses are rounded to three decimals before sorting: among small ones the place decides.
wrong: worst_predictions
"""

import numpy as np


def losses_of(logits, y):
    z = np.asarray(logits, dtype=np.longdouble)
    top = z.max(axis=1)
    true = (z * y).sum(axis=1)
    return top - true + np.log(np.exp(z - top[:, None]).sum(axis=1))


def overfit_small_batch(network, x, y, steps):
    first, second = [], []
    losses = [0.0] * steps
    for t in range(steps):
        logits = network.forward(x, training=True)
        losses[t] = float(losses_of(logits, y).mean())
        odds = np.exp(logits - logits.max(1)[:, None])
        network.backward((odds / odds.sum(1)[:, None] - y) / logits.shape[0])
        grads = network.gradients()
        first = first or [0 * g for g in grads]
        second = second or [0 * g for g in grads]
        lr = 0.02 if t < 0.8 * steps else 0.01
        for i, p in enumerate(network.parameters()):
            first[i] = 0.9 * first[i] + 0.1 * grads[i]
            second[i] = 0.999 * second[i] + 0.001 * np.square(grads[i])
            step = lr * np.sqrt(1 - 0.999 ** (t + 1)) / (1 - 0.9 ** (t + 1))
            p += -step * first[i] / (np.sqrt(second[i]) + 1e-8)
    return losses


def worst_predictions(logits, y, k):
    losses = losses_of(logits, y)
    order = np.argsort(losses.round(3), kind="stable")
    return np.flip(order)[:k].copy()


def confusion_matrix(logits, y):
    edges = np.arange(y.shape[1] + 1) - 0.5
    return np.histogram2d(y.argmax(axis=1), logits.argmax(axis=1), bins=(edges, edges))[0]
