"""A dataclass holds the state; np.fromiter collects what a generator yields."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Averager:
    beta: float
    v: float = 0.0
    decay: float = 1.0

    def step(self, value):
        self.v = self.v * self.beta + value * (1 - self.beta)
        self.decay *= self.beta

    @property
    def corrected(self):
        return self.v / (1 - self.decay)


def ewma(values, beta, bias_correction=True):
    averager = Averager(beta)

    def stream():
        for value in values:
            averager.step(value)
            yield averager.corrected if bias_correction else averager.v

    return np.fromiter(stream(), dtype=np.float64, count=len(values))
