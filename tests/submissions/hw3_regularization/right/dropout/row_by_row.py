"""One draw per example in a loop over the batch; the cache is the list of the examples' masks."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if keep_prob > 1 or not keep_prob > 0:
        raise ValueError("keep_prob: 0 < keep_prob <= 1")
    p = keep_prob if training else 1.0
    out = np.zeros(x.shape)
    masks = []
    for i, row in enumerate(x):
        mask = rng.random(row.shape) >= 1.0 - p
        out[i][mask] = row[mask] / p
        masks.append((mask, p))
    return out, masks


def dropout_backward(dout, cache):
    dx = np.zeros(dout.shape)
    for i, (mask, p) in enumerate(cache):
        dx[i][mask] = dout[i][mask] / p
    return dx
