"""RMSprop, differences to the true logit, sorted() with a key, the product of one-hot matrices."""

import numpy as np


def away_from_truth(z, y):
    return z - np.einsum("nk,nk->n", z, y)[:, None]


def cross_entropy(z, y):
    gaps = away_from_truth(z, y)
    largest = gaps.max(axis=1, keepdims=True)
    return largest[:, 0] + np.log(np.exp(gaps - largest).sum(axis=1))


def overfit_small_batch(network, x, y, steps):
    rate, history = 0.01, ()
    squares = [np.zeros(p.shape) for p in network.parameters()]
    while len(history) < steps:
        z = network.forward(x, training=True)
        history += (float(np.mean(cross_entropy(z, y))),)
        e = np.exp(z - np.amax(z, axis=1, keepdims=True))
        network.backward((e / np.sum(e, axis=1, keepdims=True) - y) / z.shape[0])
        for p, g, s in zip(network.parameters(), network.gradients(), squares, strict=True):
            s *= 0.9
            s += 0.1 * g * g
            np.subtract(p, rate * g / (np.sqrt(s) + 1e-8), out=p)
    return history


def worst_predictions(logits, y, k):
    losses = cross_entropy(logits, y).tolist()
    return sorted(range(len(losses)), key=losses.__getitem__, reverse=True)[:k]


def confusion_matrix(logits, y):
    predicted = np.zeros(y.shape)
    predicted[np.arange(len(y)), logits.argmax(axis=1)] = 1
    return y.T @ predicted
