"""A small optimiser object with the settings; the step is a method, the result a fresh array."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class DecayedSGD:
    lr: float
    decay: float

    def total_gradient(self, w, dw):
        return sum((dw, self.decay * w))

    def step(self, w, dw):
        return np.subtract(w, self.lr * self.total_gradient(w, dw))


def weight_decay_step(w, dw, lr, lam, m):
    return DecayedSGD(lr=lr, decay=lam / m).step(w, dw)
