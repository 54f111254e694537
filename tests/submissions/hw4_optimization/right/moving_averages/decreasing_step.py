"""The corrected average moves towards each value by (1-beta)/(1-beta^t); the other by 1-beta."""

import math

import numpy as np


def ewma(values, beta, bias_correction=True):
    def gain(t):
        if not bias_correction:
            return 1 - beta
        if beta == 0:
            return 1.0
        return (1 - beta) / -math.expm1(t * math.log(beta))

    average = 0.0
    result = np.zeros(values.shape)
    for t in range(1, values.size + 1):
        average += gain(t) * (values[t - 1] - average)
        result[t - 1] = average
    return result
