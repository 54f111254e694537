"""Indices of the positive entries from np.flatnonzero, np.add.at into zeros; dataclass cache."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Positive:
    where: np.ndarray


def relu_forward(z):
    positive = np.flatnonzero(z > 0)
    a = np.zeros(z.size)
    np.add.at(a, positive, z.ravel()[positive])
    return a.reshape(z.shape), Positive(positive)


def relu_backward(da, cache):
    dz = np.zeros(da.size)
    np.add.at(dz, cache.where, da.ravel()[cache.where])
    return dz.reshape(da.shape)
