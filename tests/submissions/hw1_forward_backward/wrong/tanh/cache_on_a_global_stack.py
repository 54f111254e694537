"""Outputs are pushed on a global stack, so backward calls must come last in, first out.
wrong: tanh_backward
"""

import numpy as np

_stack = []


def tanh_forward(z):
    a = np.tanh(z)
    _stack.append(a)
    return a.copy(), len(_stack)


def tanh_backward(da, cache):
    a = _stack.pop()
    return da * (1 - a**2)
