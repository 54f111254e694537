"""sample_integer draws without replacement: no value twice, and it fails for more draws than values.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return np.clip(np.exp(rng.uniform(np.log(low), np.log(high), size)), low, high)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.choice(np.arange(low, high + 1), size=size, replace=False)
