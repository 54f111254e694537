"""How the inputs of a probe are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.errors import DeclarationError

Floats: TypeAlias = NDArray[np.float64]


class Pick(Protocol):
    """Draws the parts of one case; what an input function receives."""

    def integer(self, low: int, high: int) -> int:
        """An integer, both ends included; simple cases are near `low`."""

    def real(self, low: float, high: float) -> float:
        """A real number with few decimals."""

    def log_real(self, low: float, high: float) -> float:
        """A positive number, spread evenly over the orders of magnitude."""

    def choice(self, options: Sequence[Any]) -> Any:
        """One of the options; simple cases take the first."""

    def dim(self, name: str) -> int:
        """The length of a named dimension, the same all through the case."""

    def array(self, *shape: int, low: float = -3, high: float = 3, gap: float = 0.0) -> Floats:
        """Numbers with few decimals, none closer to 0 than `gap`."""


Input: TypeAlias = Callable[[Pick], Any]


def array(*dims: str | int, low: float = -3, high: float = 3, gap: float = 0.0) -> Input:
    """Declare a float64 array, with named or fixed dimensions.

    Args:
        dims: names ("N", "D") are drawn once per case, so that arrays fit together.
        low: the smallest element.
        high: the largest element.
        gap: no element comes closer to 0 than this: keeps away from the kink of a ReLU.

    Raises:
        DeclarationError: there is no such number.
    """
    if low > high or max(-low, high) < gap:
        raise DeclarationError(
            f"Expected numbers from {low:g} to {high:g} that are {gap:g} away from 0 but there "
            "are none. Widen the range or narrow the gap."
        )

    def draw(pick: Pick) -> Floats:
        shape = [pick.dim(dim) if isinstance(dim, str) else dim for dim in dims]
        return pick.array(*shape, low=low, high=high, gap=gap)

    return draw


def one_hot(rows: str, classes: str) -> Input:
    """Declare one-hot labels of shape (rows, classes)."""

    def draw(pick: Pick) -> Floats:
        width = pick.dim(classes)
        chosen = [pick.integer(0, width - 1) for _ in range(pick.dim(rows))]
        return np.eye(width)[chosen]

    return draw


def real(low: float, high: float) -> Input:
    """Declare a real number between `low` and `high`."""
    return lambda pick: pick.real(low, high)


def log_real(low: float, high: float) -> Input:
    """Declare a positive number, spread over the orders of magnitude from `low` to `high`."""
    return lambda pick: pick.log_real(low, high)


def seed() -> Input:
    """Declare a seed, for a probe that makes a `numpy.random.Generator` of it."""
    return lambda pick: pick.integer(0, 2**31 - 1)


def choice(*options: Any) -> Input:
    """Declare one of a few values, the simplest first."""
    return lambda pick: pick.choice(options)
