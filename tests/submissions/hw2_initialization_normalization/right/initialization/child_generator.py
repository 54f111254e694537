"""A generator of its own, seeded by four numbers that rng draws; drawn unit by unit."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "glorot":
        precision = (fan_in + fan_out) / 2
    elif scheme == "he":
        precision = fan_in / 2
    elif scheme == "xavier" or scheme == "lecun":
        precision = fan_in
    else:
        raise ValueError("Unknown scheme. Valid: glorot, he, lecun, xavier")
    child = np.random.default_rng(rng.integers(0, 2**32, size=4))
    units = [child.normal(scale=1 / np.sqrt(precision), size=fan_in) for _ in range(fan_out)]
    return np.column_stack(units)
