"""One mask of D units is drawn and used for every example.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return np.array(x), np.ones(x.shape[1])
    mask = rng.binomial(1, keep_prob, size=x.shape[1]) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
