"""Ranks by the true class's logit: wrong as soon as rows are shifted.
wrong: worst_predictions
"""

import numpy as np


def overfit_small_batch(network, x, y, steps):
    params = list(network.parameters())
    ends = np.cumsum([p.size for p in params])
    mean = square = np.zeros(ends[-1])
    losses = []
    rows, labels = np.arange(len(y)), y.argmax(axis=1)
    for step in range(steps):
        z = network.forward(x, training=True)
        z = z - z.max(axis=1, keepdims=True)
        total = np.exp(z).sum(axis=1)
        losses.append(float(np.mean(np.log(total) - z[rows, labels])))
        d = np.exp(z) / total[:, None]
        d[rows, labels] -= 1.0
        network.backward(d / len(y))
        g = np.concatenate([np.ravel(a) for a in network.gradients()])
        mean = mean + (g - mean) * 0.1
        square = square + (g * g - square) * 0.001
        change = mean / (1 - 0.9 ** (step + 1))
        change = 0.02 * change / (np.sqrt(square / (1 - 0.999 ** (step + 1))) + 1e-8)
        for p, piece in zip(params, np.split(change, ends[:-1]), strict=True):
            p -= piece.reshape(p.shape)
    return losses


def worst_predictions(logits, y, k):
    true = np.take_along_axis(logits, y.argmax(axis=1)[:, None], axis=1)
    losses = -true[:, 0]
    worst = []
    for _ in range(min(k, len(losses))):
        i = int(np.argmax(losses))
        worst.append(i)
        losses[i] = -np.inf
    return np.array(worst, dtype=int)


def confusion_matrix(logits, y):
    k = y.shape[1]
    matrix = np.empty((k, k))
    hit = logits.argmax(axis=1)
    for i in range(k):
        for j in range(k):
            matrix[i, j] = np.count_nonzero((y[:, i] == 1) & (hit == j))
    return matrix
