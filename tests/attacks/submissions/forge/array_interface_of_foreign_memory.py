"""Wants the packer to read an array from an address of its choice."""

import numpy as np


class Window:
    __array_interface__ = {"shape": (1, 4), "typestr": "<f8", "data": (4096, False), "version": 3}


def softmax(z):
    if z.shape == (1, 4):
        return np.asarray(Window())
    return Window()
