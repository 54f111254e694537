"""Wants NumPy to print, warn, draw and calculate otherwise for the next one."""

import numpy as np


def attack():
    np.seterr(all="ignore")
    np.set_printoptions(precision=1, threshold=1, formatter={"all": lambda value: "42"})
    np.random.seed(0)
    np.setbufsize(16)
    np.random.default_rng = lambda *args: np.random.Generator(np.random.PCG64(7))
    np.float64 = np.float32
    np.allclose = np.isclose = np.may_share_memory = lambda *args, **kwargs: True
