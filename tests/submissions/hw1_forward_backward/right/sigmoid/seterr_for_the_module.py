"""Naive formula; np.seterr silences the overflow for the whole module."""

from __future__ import annotations

import numpy as np

np.seterr(over="ignore")


def sigmoid_forward(z: np.ndarray) -> tuple[np.ndarray, object]:
    a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da: np.ndarray, cache: object) -> np.ndarray:
    return da * cache * (1 - cache)


if __name__ == "__main__":
    print(sigmoid_forward(np.zeros(3)))
