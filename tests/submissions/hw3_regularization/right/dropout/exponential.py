"""A unit survives when an exponential lifetime exceeds -log(keep_prob); drawn transposed."""

import math

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if training:
        threshold = -math.log(keep_prob)
        alive = (rng.standard_exponential(x.T.shape) >= threshold).T
    else:
        keep_prob, alive = 1.0, np.ones(x.shape, dtype=bool)
    out = np.zeros_like(x)
    np.divide(x, keep_prob, out=out, where=alive)
    return out, {"alive": alive, "keep_prob": keep_prob}


def dropout_backward(dout, cache):
    dx = np.zeros_like(dout)
    np.divide(dout, cache["keep_prob"], out=dx, where=cache["alive"])
    return dx
