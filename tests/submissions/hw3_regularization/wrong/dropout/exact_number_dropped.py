"""Every example loses exactly round((1 - keep_prob) * D) units, so units are not independent.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    mask = np.ones(x.shape)
    if training:
        drop = round((1 - keep_prob) * x.shape[1])
        for row in mask:
            row[rng.permutation(x.shape[1])[:drop]] = 0
        mask /= keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
