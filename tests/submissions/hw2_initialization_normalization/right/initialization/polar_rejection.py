"""Marsaglia's polar method in a loop: how many numbers are drawn depends on chance."""

import math

import numpy as np


def gauss_pairs(rng):
    while True:
        a, b = rng.uniform(-1, 1, size=2)
        s = a * a + b * b
        if 0 < s < 1:
            factor = math.sqrt(-2 * math.log(s) / s)
            yield a * factor
            yield b * factor


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        std = math.sqrt(2 / fan_in)
    elif scheme in ("xavier", "lecun"):
        std = math.sqrt(1 / fan_in)
    elif scheme == "glorot":
        std = math.sqrt(2 / (fan_in + fan_out))
    else:
        raise ValueError("%r is none of xavier, glorot, he, lecun" % (scheme,))
    numbers = gauss_pairs(rng)
    w = np.zeros((fan_in, fan_out))
    for i in range(fan_in):
        for j in range(fan_out):
            w[i, j] = std * next(numbers)
    return w
