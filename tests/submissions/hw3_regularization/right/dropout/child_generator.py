"""Draws from a child generator that is seeded from rng; the draw goes into an own buffer."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return np.array(x), (np.array(1.0), np.array(1.0))
    child = np.random.default_rng(rng.integers(2**63, size=4))
    mask = np.empty(x.shape)
    child.random(out=mask)
    np.floor(mask + keep_prob, out=mask)
    np.minimum(mask, 1.0, out=mask)
    return x * mask / keep_prob, (mask, np.array(keep_prob))


def dropout_backward(dout, cache):
    mask, keep_prob = cache
    return dout * mask / keep_prob
