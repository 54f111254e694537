"""From expm1(-2|z|) with the sign put back; derivative factored as (1-a)(1+a)."""

import numpy as np


def tanh_forward(z):
    em = np.expm1(-2 * np.abs(z))
    a = np.copysign(em / (2 + em), z)
    return a, {"a": a}


def tanh_backward(da, cache):
    a = cache["a"]
    return (1 - a) * (1 + a) * da
