"""Takes xavier for another name of glorot; right only when fan_in = fan_out.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme in ("xavier", "glorot"):
        scale, fan = 1.0, (fan_in + fan_out) / 2
    elif scheme == "he":
        scale, fan = 2.0, fan_in
    elif scheme == "lecun":
        scale, fan = 1.0, fan_in
    else:
        raise ValueError("scheme is none of xavier, glorot, he, lecun")
    return rng.normal(0, np.sqrt(scale / fan), size=(fan_in, fan_out))
