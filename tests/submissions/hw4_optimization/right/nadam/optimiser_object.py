"""A dataclass with fields for everything and one method per quantity."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Nadam:
    m: np.ndarray
    v: np.ndarray
    t: int
    betas: tuple

    def absorb(self, dw):
        b1, b2 = self.betas
        self.m = self.m * b1 + dw * (1 - b1)
        self.v = self.v * b2 + dw * dw * (1 - b2)

    def direction(self, dw, eps):
        b1, b2 = self.betas
        unbias = [1 - b1**self.t, 1 - b1 ** (self.t + 1), 1 - b2**self.t]
        ahead = b1 * self.m / unbias[1] + (1 - b1) * dw / unbias[0]
        return ahead / (eps + np.sqrt(self.v / unbias[2]))


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    state = Nadam(m, v, t, (beta1, beta2))
    state.absorb(dw)
    return w - lr * state.direction(dw, eps), state.m, state.v
