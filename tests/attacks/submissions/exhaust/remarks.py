"""Wants an answer with half a million remarks."""

import warnings


def softmax(z):
    for number in range(100_000):
        warnings.warn(str(number), RuntimeWarning, stacklevel=1)
    return z
