"""Everything but relu is taken for tanh, so linear saturates.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    def step(h, w):
        z = np.einsum("nd,dk->nk", h, w)
        return np.maximum(z, 0) if activation == "relu" else np.tanh(z)

    found = []
    for w in weights:
        x = step(x, w)
        found.append(np.sqrt(((x - x.mean()) ** 2).mean()))
    return found


def diagnose_signal(stds):
    log_ratio = np.log10(max(stds[-1], 1e-300)) - np.log10(stds[0])
    return "vanishing" if log_ratio < -1 else "exploding" if log_ratio > 1 else "stable"
