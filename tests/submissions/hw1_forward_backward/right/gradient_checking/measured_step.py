"""Divides by the step really taken in floating point, (x+h)-(x-h); math.hypot for the norms."""

import math

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for index, value in np.ndenumerate(x):
        right, left = x.copy(), x.copy()
        right[index] = value + h
        left[index] = value - h
        grad[index] = (f(right) - f(left)) / (right[index] - left[index])
    return grad


def gradient_error(analytic, numeric):
    pairs = list(zip(analytic.flat, numeric.flat))
    difference = math.hypot(*(a - n for a, n in pairs))
    size = math.hypot(*(a for a, _ in pairs)) + math.hypot(*(n for _, n in pairs))
    return 0.0 if size == 0.0 else difference / size
