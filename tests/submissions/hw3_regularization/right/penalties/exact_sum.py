"""Correctly rounded sums by math.fsum; the L1 gradient by copysign, zeroed by index afterwards."""

import math

import numpy as np


def l2_penalty(weights, lam, m):
    squares = (v * v for w in weights for v in w.flat)
    return float(lam * math.fsum(squares) / (2 * m)), [np.divide(lam * w, m) for w in weights]


def l1_penalty(weights, lam, m):
    sizes = (abs(v) for w in weights for v in w.flat)
    grads = []
    for w in weights:
        g = np.copysign(lam / (2 * m), w)
        g[w == 0] = 0.0
        grads.append(g)
    return float(lam * math.fsum(sizes) / (2 * m)), grads
