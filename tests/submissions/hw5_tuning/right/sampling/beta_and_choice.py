"""Beta(1, 1) draws scaled with own buffers and out=; integers by choice among the values."""

import numpy as np


def sample_uniform(low, high, size, rng):
    out = np.array(rng.beta(1.0, 1.0, size))
    np.multiply(out, high - low, out=out)
    np.add(out, low, out=out)
    return out


def sample_log_uniform(low, high, size, rng):
    out = sample_uniform(np.log(low), np.log(high), size, rng)
    np.exp(out, out=out)
    np.clip(out, low, high, out=out)
    return out


def sample_integer(low, high, size, rng):
    return rng.choice(np.arange(low, high + 1), size)
