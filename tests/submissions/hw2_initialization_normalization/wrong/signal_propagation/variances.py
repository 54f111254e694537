"""Returns variances instead of stds.
wrong: signal_stds
"""

from itertools import accumulate

import numpy as np


def signal_stds(x, weights, activation):
    f = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0), "linear": lambda z: z}[activation]
    layers = list(accumulate(weights, lambda h, w: f(h @ w), initial=x))[1:]
    return [np.mean((h - h.mean()) ** 2) for h in layers]


def diagnose_signal(stds):
    r = stds[-1] / stds[0]
    return "exploding" if r > 10 else "vanishing" if r < 0.1 else "stable"
