"""Python loops with math functions, row by row, ratios to the largest sigmoid of the row."""

import math

import numpy as np


def _log_sigmoid(v):
    return -math.log1p(math.exp(-v)) if v > 0 else v - math.log1p(math.exp(v))


def normalized_sigmoid(z):
    p = np.zeros(z.shape)
    for n in range(z.shape[0]):
        logs = [_log_sigmoid(float(v)) for v in z[n]]
        top = max(logs)
        ratios = [math.exp(v - top) for v in logs]
        total = sum(ratios)
        for k, ratio in enumerate(ratios):
            p[n, k] = ratio / total
    return p
