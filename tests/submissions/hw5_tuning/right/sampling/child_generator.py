"""Each call seeds its own bit generator from rng; draws downwards from the high end; geomspace of one ratio."""

import numpy as np


def _child(rng):
    seed = rng.integers(0, 2**32, size=4)
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(seed.tolist())))


def sample_log_uniform(low, high, size, rng):
    octave = np.log(high) - np.log(low)
    return high * np.exp(-octave * _child(rng).random(size))


def sample_uniform(low, high, size, rng):
    return high - (high - low) * _child(rng).random(size)


def sample_integer(low, high, size, rng):
    return high - _child(rng).integers(high - low + 1, size=size)
