"""A random sign times the root of a gamma variate: that too is normal."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    known = ("xavier", "glorot", "he", "lecun")
    if scheme not in known:
        raise ValueError(f"expected a scheme among {known}, got {scheme}")
    fans = {"glorot": (fan_in + fan_out) / 2}
    variance = (1 + (scheme == "he")) / fans.get(scheme, fan_in)
    square = rng.gamma(shape=0.5, scale=2 * variance, size=(fan_in, fan_out))
    sign = 2 * rng.integers(0, 2, size=square.shape) - 1
    return sign * np.sqrt(square)
