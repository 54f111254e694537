"""The cache holds a seed; backward draws the same mask again."""

import numpy as np


def _mask(seed, shape, p):
    return np.random.default_rng(seed).random(shape) < p


def dropout_forward(x, keep_prob, rng, training=True):
    if not (keep_prob > 0 and keep_prob <= 1):
        raise ValueError("bad keep_prob")
    cache = {"seed": int(rng.integers(2**63)) if training else None, "p": keep_prob}
    return dropout_backward(x, cache), cache


def dropout_backward(dout, cache):
    if cache["seed"] is None:
        return dout + 0.0
    return np.where(_mask(cache["seed"], dout.shape, cache["p"]), dout / cache["p"], 0.0)
