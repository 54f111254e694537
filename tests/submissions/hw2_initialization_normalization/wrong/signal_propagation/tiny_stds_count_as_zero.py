"""Reports stds below 1e-10 as 0.
wrong: signal_stds
"""

import numpy as np


def diagnose_signal(stds):
    r = stds[-1] / stds[0]
    return "vanishing" if r < 0.1 else "exploding" if r > 10 else "stable"


def signal_stds(x, weights, activation):
    f = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}[activation]
    a, out = x, []
    for w in weights:
        a = f(a @ w)
        std = a.std()
        out.append(std if std > 1e-10 else 0.0)
    return np.array(out)
