"""sample_log_uniform always draws 10^(-4u), the lecture's range 1e-4 to 1.
wrong: sample_log_uniform
"""


def sample_log_uniform(low, high, size, rng):
    r = -4 * rng.random(size)
    return 10**r


def sample_uniform(low, high, size, rng):
    return (high - low) * rng.random(size) + low


def sample_integer(low, high, size, rng):
    return rng.integers(low, high, size, endpoint=True)
