"""The logarithm of log-normal draws, from the last row to the first."""

import numpy as np

VARIANCE = dict(
    xavier=lambda n_in, n_out: 1 / n_in,
    glorot=lambda n_in, n_out: 2 / (n_in + n_out),
    he=lambda n_in, n_out: 2 / n_in,
    lecun=lambda n_in, n_out: 1 / n_in,
)


class UnknownScheme(ValueError):
    pass


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in VARIANCE:
        raise UnknownScheme("known schemes: " + ", ".join(sorted(VARIANCE)))
    sigma = np.sqrt(VARIANCE[scheme](fan_in, fan_out))
    w = np.empty((fan_in, fan_out))
    for row in w[::-1]:
        row[:] = np.log(rng.lognormal(mean=0.0, sigma=sigma, size=fan_out))
    return w
