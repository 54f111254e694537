"""The bounds are tested with 0 <= keep_prob: 0 passes and gives zeros.
wrong: dropout_forward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 <= keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), (np.ones(x.shape, dtype=bool), 1.0)
    keep = rng.random(x.shape) < keep_prob
    out = np.divide(x, keep_prob, out=np.zeros_like(x), where=keep)
    return out, (keep, keep_prob)


def dropout_backward(dout, cache):
    keep, keep_prob = cache
    return np.divide(dout, keep_prob, out=np.zeros_like(dout), where=keep)
