"""One dataclass per column; exact zero where all entries are equal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class ColumnScaler:
    mean: float
    std: float

    @classmethod
    def fit(cls, column: np.ndarray) -> ColumnScaler:
        if np.all(column == column[0]):
            return cls(float(column[0]), 0.0)
        mean = float(np.average(column))
        return cls(mean, float(np.sqrt(np.var(column))))

    def __call__(self, column: np.ndarray) -> np.ndarray:
        centred = column - self.mean
        return centred if self.std == 0.0 else centred / self.std


def standardize_fit(x):
    scalers = [ColumnScaler.fit(column) for column in x.T]
    return np.array([s.mean for s in scalers]), np.array([s.std for s in scalers])


def standardize_apply(x, mean, std):
    scalers = map(ColumnScaler, mean, std)
    return np.stack([scaler(column) for scaler, column in zip(scalers, x.T)], axis=-1)
