"""A generator of partial derivatives and np.fromiter; exact sums in the norms; Fortran order."""

import math

import numpy as np


def _along(f, x, i, t):
    moved = np.array(x, order="C")
    moved.flat[i] += t
    return float(f(moved))


def numerical_gradient(f, x, h=1e-5):
    partials = ((_along(f, x, i, h) - _along(f, x, i, -h)) * 0.5 / h for i in range(x.size))
    grad = np.fromiter(partials, dtype=float, count=x.size)
    return np.array(grad.reshape(x.shape), order="F")


def gradient_error(analytic, numeric):
    def norm(values):
        return math.sqrt(math.fsum(float(v) ** 2 for v in values))

    above = norm((analytic - numeric).flat)
    below = norm(analytic.flat) + norm(numeric.flat)
    return above and above / below
