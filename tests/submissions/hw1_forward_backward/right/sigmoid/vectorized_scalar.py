"""np.vectorize over a scalar function; the cache is a dataclass."""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Cache:
    slope: np.ndarray


def _value(v):
    e = math.exp(-abs(v))
    return (1.0 if v >= 0 else e) / (1.0 + e)


def _slope(v):
    e = math.exp(-abs(v))
    return e / (1.0 + e) ** 2


value = np.vectorize(_value, otypes=[float])
slope = np.vectorize(_slope, otypes=[float])


def sigmoid_forward(z):
    return value(z), Cache(slope(z))


def sigmoid_backward(da, cache):
    return np.multiply(cache.slope, da)
