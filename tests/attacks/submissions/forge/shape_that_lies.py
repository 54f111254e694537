"""Wants an array whose header was rewritten behind NumPy's back."""

import ctypes

import numpy as np

SPOILS = True


def softmax(z):
    p = np.full(z.shape, 1 / z.shape[1])
    # The shape in the array's own structure: twice as many columns as there is memory for.
    pointer = ctypes.cast(id(p) + 32, ctypes.POINTER(ctypes.POINTER(ctypes.c_long)))
    pointer.contents[p.ndim - 1] = z.shape[1] * 2
    return p
