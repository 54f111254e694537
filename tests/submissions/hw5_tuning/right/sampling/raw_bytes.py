"""Uniforms made from raw bytes by hand: 53 bits each; binary logarithms; integers by rejection."""

import numpy as np


def _count(size):
    return int(np.prod(size))


def _words(n, rng):
    return np.frombuffer(rng.bytes(8 * n), dtype=np.uint64)


def _uniform(size, rng):
    return ((_words(_count(size), rng) >> np.uint64(11)) * 2.0**-53).reshape(size)


def sample_log_uniform(low, high, size, rng):
    exponents = np.log2(low) + (np.log2(high) - np.log2(low)) * _uniform(size, rng)
    return np.exp2(exponents)


def sample_uniform(low, high, size, rng):
    return low + (high - low) * _uniform(size, rng)


def sample_integer(low, high, size, rng):
    width = int(high) - int(low) + 1
    mask = np.uint64(2 ** (width - 1).bit_length() - 1)
    wanted = _count(size)
    found = np.empty(0, dtype=np.int64)
    while found.size < wanted:
        candidates = (_words(2 * wanted + 8, rng) & mask).astype(np.int64)
        found = np.concatenate([found, candidates[candidates < width]])
    return (low + found[:wanted]).reshape(size)
