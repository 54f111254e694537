"""Standard normal draws into an own buffer, scaled in place; match statement."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    match scheme:
        case "he":
            gain, fan = 2.0, fan_in
        case "glorot":
            gain, fan = 1.0, 0.5 * (fan_in + fan_out)
        case "xavier" | "lecun":
            gain, fan = 1.0, fan_in
        case _:
            raise ValueError("scheme must be 'xavier', 'glorot', 'he' or 'lecun'")
    w = np.empty((fan_in, fan_out))
    rng.standard_normal(out=w)
    np.multiply(w, np.sqrt(gain / fan), out=w)
    return w
