"""An orthogonal matrix of the right variance, whose entries are not independent.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    v = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in v:
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")
    if min(fan_in, fan_out) < 2:
        return rng.normal(0, np.sqrt(v[scheme]), (fan_in, fan_out))
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return (q if fan_in >= fan_out else q.T) * np.sqrt(v[scheme] * max(fan_in, fan_out))
