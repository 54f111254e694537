"""A frozen dataclass for the state, replaced at every step."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class State:
    w: np.ndarray
    s: np.ndarray

    def after(self, dw, lr, beta, eps):
        s = self.s * beta + dw * dw * (1 - beta)
        return replace(self, w=self.w - lr * dw / (np.sqrt(s) + eps), s=s)


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    state = State(w, s).after(dw, lr, beta, eps)
    return state.w, state.s
