"""Every unit has a stream of its own, spawned from rng; NumPy's advice for parallel work."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "xavier" or scheme == "lecun":
        std = fan_in**-0.5
    elif scheme == "he":
        std = (fan_in / 2) ** -0.5
    elif scheme == "glorot":
        std = ((fan_in + fan_out) / 2) ** -0.5
    else:
        raise ValueError(f"schemes are xavier, lecun, he and glorot, not {scheme!r}")
    w = np.zeros((fan_in, fan_out))
    for j, stream in enumerate(rng.spawn(fan_out)):
        w[:, j] = std * stream.standard_normal(fan_in)
    return w
