"""Bernoulli draws from rng.binomial; the cache is a dictionary with the mask as numbers."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if keep_prob <= 0 or keep_prob > 1:
        raise ValueError("keep_prob outside (0, 1]")
    cache = {"scale": 1.0, "mask": np.ones_like(x)}
    if training:
        cache["scale"] = 1.0 / keep_prob
        cache["mask"] = rng.binomial(1, keep_prob, size=x.shape).astype(np.float64)
    out = x * cache["mask"] * cache["scale"]
    return out, cache


def dropout_backward(dout, cache):
    return dout * cache["mask"] * cache["scale"]
