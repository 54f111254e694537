"""Raises all stds to 1e-6 before it compares.
wrong: diagnose_signal
"""

import numpy as np


def diagnose_signal(stds):
    r = max(stds[-1], 1e-6) / max(stds[0], 1e-6)
    return "vanishing" if r < 0.1 else "exploding" if r > 10 else "stable"


def signal_stds(x, weights, activation):
    f = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}[activation]
    a, out = x, []
    for w in weights:
        a = f(a @ w)
        out.append(a.std())
    return np.array(out)
