"""Boolean mask and where; None in the cache means the identity."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not (keep_prob > 0 and keep_prob <= 1):
        raise ValueError(f"keep_prob must lie in (0, 1], not {keep_prob}")
    if not training or keep_prob == 1:
        return x.copy(), None
    keep = rng.uniform(size=x.shape) <= keep_prob
    return np.where(keep, x / keep_prob, 0.0), (keep, keep_prob)


def dropout_backward(dout, cache):
    if cache is None:
        return dout.copy()
    keep, keep_prob = cache
    return np.where(keep, dout / keep_prob, 0.0)
