"""Wants two gigabytes in one piece."""

import numpy as np


def attack():
    return np.ones(2**28).nbytes
