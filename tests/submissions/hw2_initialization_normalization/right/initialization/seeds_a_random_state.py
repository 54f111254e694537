"""A RandomState of its own at every call, seeded from rng."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    allowed = {"xavier", "glorot", "he", "lecun"}
    if scheme not in allowed:
        raise ValueError(f"not in {allowed}")
    var = (2.0 if scheme in ("glorot", "he") else 1.0) / (fan_in + fan_out * (scheme == "glorot"))
    local = np.random.RandomState(int(rng.integers(2**32)))
    return local.normal(loc=0.0, scale=var**0.5, size=(fan_in, fan_out))
