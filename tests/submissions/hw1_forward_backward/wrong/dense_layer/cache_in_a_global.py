"""Input and weights are remembered in a global, which the next layer's forward overwrites.
wrong: dense_backward
"""

import numpy as np


class Memory:
    x = None
    w = None


def dense_forward(x, w, b):
    Memory.x = x
    Memory.w = w
    return x @ w + b, Memory


def dense_backward(dz, cache):
    dx = dz @ Memory.w.T
    dw = Memory.x.T @ dz
    return dx, dw, dz.sum(axis=0)
