"""A random cell of a fine grid plus a uniform place inside it; middle and half width; integers by rounding."""

import numpy as np

CELLS = 1024


def _jittered(size, rng):
    cell = rng.integers(CELLS, size=size)
    return (cell + rng.random(size)) / CELLS


def sample_log_uniform(low, high, size, rng):
    decades = np.log10(high) - np.log10(low)
    return low * 10 ** (decades * _jittered(size, rng))


def sample_uniform(low, high, size, rng):
    middle, half = (low + high) / 2, (high - low) / 2
    return middle + half * (2 * _jittered(size, rng) - 1)


def sample_integer(low, high, size, rng):
    real = low - 0.5 + (high - low + 1) * _jittered(size, rng)
    return np.clip(np.rint(real), low, high).astype(int)
