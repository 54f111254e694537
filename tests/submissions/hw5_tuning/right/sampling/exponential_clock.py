"""Uniforms as exp(-E) of exponential waiting times; integers by multinomial counts, shuffled."""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    u = np.exp(-rng.standard_exponential(size))
    return np.exp(np.log(high) - u * (np.log(high) - np.log(low)))


def sample_uniform(low, high, size, rng):
    u = np.exp(-rng.exponential(size=size))
    return np.maximum(low, np.minimum(high, high - u * (high - low)))


def sample_integer(low, high, size, rng):
    values = np.arange(low, high + 1)
    n = int(np.prod(size))
    counts = rng.multinomial(n, np.full(values.size, 1.0 / values.size))
    drawn = np.repeat(values, counts)
    rng.shuffle(drawn)
    return drawn.reshape(size)
