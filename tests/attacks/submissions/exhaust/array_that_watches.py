"""Wants code of its own to run whenever its array is touched."""

import numpy as np


class Watching(np.ndarray):
    def __array_finalize__(self, other):
        while other is not None and self.size:
            pass


def softmax(z):
    return z.view(Watching)
