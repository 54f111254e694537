"""Uniform keys are drawn and sorted; shuffled copies are cut into views of those copies."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    m = x.shape[0]
    order = np.argsort(rng.random(m))
    x_shuffled, y_shuffled = x[order], y[order]
    batches = []
    whole = m // batch_size
    for k in range(whole):
        part = slice(k * batch_size, (k + 1) * batch_size)
        batches.append((x_shuffled[part], y_shuffled[part]))
    if m % batch_size != 0:
        batches.append((x_shuffled[whole * batch_size :], y_shuffled[whole * batch_size :]))
    return batches
