"""sample_log_uniform draws uniformly on the linear scale.
wrong: sample_log_uniform
"""


def sample_log_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
