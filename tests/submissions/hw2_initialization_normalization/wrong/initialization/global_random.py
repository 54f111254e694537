"""Draws from NumPy's global generator and ignores rng.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    match scheme:
        case "xavier" | "lecun":
            std = np.sqrt(1 / fan_in)
        case "glorot":
            std = np.sqrt(2 / (fan_in + fan_out))
        case "he":
            std = np.sqrt(2 / fan_in)
        case _:
            raise ValueError("expected 'xavier', 'lecun', 'glorot' or 'he'")
    return np.random.randn(fan_in, fan_out) * std
