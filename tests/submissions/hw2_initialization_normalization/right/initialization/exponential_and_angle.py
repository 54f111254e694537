"""Root of an exponential variate times a cosine, drawn transposed: Fortran-ordered result."""

from math import pi

import numpy as np


class Initializer:
    """Variance scale / fan; fan is the inputs, or the mean of inputs and outputs."""

    def __init__(self, scale, averaged):
        self.scale, self.averaged = scale, averaged

    def __call__(self, fan_in, fan_out, rng):
        fan = (fan_in + fan_out) / 2 if self.averaged else fan_in
        angle = rng.uniform(0, 2 * pi, size=(fan_out, fan_in))
        energy = rng.exponential(2 * self.scale / fan, size=(fan_out, fan_in))
        return (np.sqrt(energy) * np.cos(angle)).T


INITIALIZERS = {
    "lecun": Initializer(1.0, averaged=False),
    "he": Initializer(2.0, averaged=False),
    "glorot": Initializer(1.0, averaged=True),
    "xavier": Initializer(1.0, averaged=False),
}


def init_weights(fan_in, fan_out, scheme, rng):
    try:
        initializer = INITIALIZERS[scheme]
    except KeyError as e:
        raise ValueError(f"{scheme} is not one of {sorted(INITIALIZERS)}") from e
    return initializer(fan_in, fan_out, rng)
