"""rng.choice picks 0 or 1 / keep_prob with their probabilities."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError(f"0 < keep_prob <= 1 does not hold for {keep_prob!r}")
    if training:
        values = np.array([0.0, 1.0 / keep_prob])
        factor = rng.choice(values, size=x.shape, p=[1.0 - keep_prob, keep_prob])
    else:
        factor = 1.0
    out = np.empty(x.shape)
    np.multiply(x, factor, out=out)
    return out, [factor]


def dropout_backward(dout, cache):
    (factor,) = cache
    return np.multiply(dout, factor)
