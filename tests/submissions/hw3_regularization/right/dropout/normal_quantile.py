"""Standard normal draws against the quantile of keep_prob; a dataclass as the cache."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np


@dataclass
class Kept:
    mask: np.ndarray
    keep_prob: float

    def apply(self, a):
        return np.where(self.mask, a, 0) / self.keep_prob


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob has to be in (0, 1]")
    if training and keep_prob < 1:
        kept = Kept(rng.standard_normal(x.shape) < NormalDist().inv_cdf(keep_prob), keep_prob)
    else:
        kept = Kept(np.full(x.shape, True), 1.0)
    return kept.apply(x), kept


def dropout_backward(dout, cache):
    return cache.apply(dout)
