"""Starts a new generator from rng's seed at every call, so all layers of one rng are alike.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    fans = {"xavier": fan_in, "glorot": (fan_in + fan_out) / 2, "he": fan_in / 2, "lecun": fan_in}
    if scheme not in fans:
        raise ValueError("known schemes: " + ", ".join(fans))
    fresh = np.random.Generator(type(rng.bit_generator)(rng.bit_generator.seed_seq))
    return fresh.normal(scale=fans[scheme] ** -0.5, size=(fan_in, fan_out))
