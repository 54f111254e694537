"""Keeps every matrix in a global dictionary: the second layer of a shape gets the first one's copy.
wrong: init_weights
"""

import numpy as np

_made = {}


def init_weights(fan_in, fan_out, scheme, rng):
    gains = {"xavier": 1 / fan_in, "lecun": 1 / fan_in, "he": 2 / fan_in,
             "glorot": 2 / (fan_in + fan_out)}
    if scheme not in gains:
        raise ValueError("pick a scheme out of %s" % sorted(gains))
    key = (fan_in, fan_out, scheme, id(rng))
    if key not in _made:
        _made[key] = rng.normal(0, np.sqrt(gains[scheme]), size=(fan_in, fan_out))
    return _made[key].copy()
