"""Looks at the beginning of the scheme alone, so that "he_uniform" is known.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme.startswith(("xavier", "lecun")):
        variance = 1 / fan_in
    elif scheme.startswith("glorot"):
        variance = 2 / (fan_in + fan_out)
    elif scheme.startswith("he"):
        variance = 2 / fan_in
    else:
        raise ValueError("scheme must be xavier, glorot, he or lecun")
    return rng.normal(0, np.sqrt(variance), (fan_in, fan_out))
