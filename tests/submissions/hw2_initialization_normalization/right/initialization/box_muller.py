"""Box-Muller: two uniform numbers make two normal ones."""

import math

import numpy as np

SCHEMES = ["xavier", "glorot", "he", "lecun"]


def _normals(count, rng):
    half = (count + 1) // 2
    u = rng.random((half, 2))
    radius = np.sqrt(-2 * np.log1p(-u[:, 0]))
    angle = 2 * math.pi * u[:, 1]
    return np.concatenate([radius * np.sin(angle), radius * np.cos(angle)])[:count]


def init_weights(fan_in, fan_out, scheme, rng):
    if SCHEMES.count(scheme) == 0:
        raise ValueError("no such scheme; there are " + " ".join(SCHEMES))
    if scheme == "glorot":
        variance = 1 / ((fan_in + fan_out) / 2)
    else:
        variance = (2 if scheme == "he" else 1) / fan_in
    return variance**0.5 * _normals(fan_in * fan_out, rng).reshape(fan_in, fan_out)
