"""The paper's more efficient order: both corrections in the rate, eps scaled to match."""

import math

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    first = dw * (1 - beta1) + m * beta1
    second = dw * dw * (1 - beta2) + v * beta2
    root = math.sqrt(1 - beta2**t)
    rate = lr * root / (1 - beta1**t)
    return [w - rate * first / (np.sqrt(second) + eps * root), first, second]
