"""The second half of the draws is 1 - u of the first half.
wrong: sample_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return (lambda n, u: low + (high - low) * np.concatenate([u, 1 - u])[:n].reshape(size))(
        int(np.prod(size)), rng.random((int(np.prod(size)) + 1) // 2)
    )


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
