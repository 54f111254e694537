"""Wants the packer to take its objects for plain arrays, because `type` and `isinstance` lie."""

import builtins

import numpy as np

SPOILS = True


class Right:
    dtype, shape, nbytes, size = np.dtype(float), (1, 4), 32, 4

    def __eq__(self, other):
        return True

    def copy(self):
        return self


real = type


def softmax(z):
    builtins.type = lambda value, *rest: np.ndarray if real(value) is Right else real(value, *rest)
    builtins.isinstance = lambda value, kind: True
    return Right()
