"""The standard library's inverse normal distribution of uniform numbers; the scheme is an enum."""

from enum import Enum
from statistics import NormalDist

import numpy as np


class Scheme(Enum):
    XAVIER = "xavier"
    GLOROT = "glorot"
    HE = "he"
    LECUN = "lecun"

    def variance(self, fan_in, fan_out):
        if self is Scheme.GLOROT:
            return 2 / (fan_in + fan_out)
        return 2 / fan_in if self is Scheme.HE else 1 / fan_in


def init_weights(fan_in, fan_out, scheme, rng):
    try:
        chosen = Scheme(scheme)
    except ValueError:
        names = [s.value for s in Scheme]
        raise ValueError(f"scheme is {scheme!r} but has to be in {names}") from None
    dist = NormalDist(0, chosen.variance(fan_in, fan_out) ** 0.5)
    u = rng.integers(1, 2**53, size=fan_in * fan_out) / 2**53
    return np.array([dist.inv_cdf(float(v)) for v in u]).reshape(fan_in, fan_out)
