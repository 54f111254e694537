"""Every weight is the sum of two normal numbers of half the variance."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif scheme == "he":
        std = np.sqrt(2.0 / fan_in)
    elif scheme in ("xavier", "lecun"):
        std = np.sqrt(1.0 / fan_in)
    else:
        raise ValueError(
            f"Scheme {scheme}? Only XAVIER, GLOROT, HE, LECUN (in lower case: xavier, glorot, he, lecun)"
        )
    rows = [
        rng.normal(scale=std / 2**0.5, size=fan_out) - rng.normal(scale=std / 2**0.5, size=fan_out)
        for _ in range(fan_in)
    ]
    return np.vstack(rows)
