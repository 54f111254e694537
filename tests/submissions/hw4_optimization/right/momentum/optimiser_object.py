"""A small class inside, a namedtuple outside."""

from typing import NamedTuple

import numpy as np


class Update(NamedTuple):
    w: np.ndarray
    v: np.ndarray


class Heavy:
    def __init__(self, lr, beta, dampening):
        self.lr, self.beta = lr, beta
        self.share = 1 - beta * bool(dampening)

    def __call__(self, w, dw, v):
        v = self.beta * v + self.share * dw
        return Update(w - self.lr * v, v)


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    return Heavy(lr, beta, dampening)(w, dw, v)
