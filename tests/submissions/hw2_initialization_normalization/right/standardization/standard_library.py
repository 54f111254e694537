"""The statistics module column by column, named tuple returned."""

import statistics
from typing import NamedTuple

import numpy as np


class Scaling(NamedTuple):
    mean: np.ndarray
    std: np.ndarray


def standardize_fit(x):
    columns = x.T.tolist()
    return Scaling(
        np.array([statistics.fmean(c) for c in columns]),
        np.array([statistics.pstdev(c) for c in columns]),
    )


def standardize_apply(x, mean, std):
    return np.column_stack(
        [(c - m) / s if s else c - m for c, m, s in zip(x.T, mean, std)]
    )
