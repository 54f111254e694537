"""Affine maps as a small class whose composition is the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Affine:
    """x -> x * scale + shift for every unit."""

    scale: np.ndarray
    shift: np.ndarray

    def then(self, other: Affine) -> Affine:
        return Affine(self.scale * other.scale, self.shift * other.scale + other.shift)


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    ones = np.ones(b.shape)
    chain = Affine(ones, b - running_mean)
    chain = chain.then(Affine(1 / np.sqrt(running_var + eps), np.zeros(b.shape)))
    chain = chain.then(Affine(gamma, beta))
    return np.multiply(w, chain.scale), chain.shift
