"""Compare what a submission returned with what the oracles agree on.

A computed result counts as right when it could be the exact result for inputs that were rounded
to 32 bits: a mixed forward-backward error of ETA = 2^-32. Any sensible order of operations in
float64 stays below a thousandth of that, any mistake in the formula far above it. For an output y
with sensitivity s = sum |dy/dx||x| (measured on the reference when the bank is built):

    |got - y| <= ETA * (|y| + s) + FLOOR * max(1, max|y|)

The last term forgives a few roundings of numbers of order 1, as in the far tail of a sigmoid.
Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.wire import Opaque, Value

LONGEST_TEXT = 200  # characters of a submission's text that a message shows
ETA = 2.0**-32
FLOOR = 64 * 2.0**-52
SINGLE = 2.0**16  # how much wider the tolerance is for a float32 result

MismatchKind = Literal["structure", "shape", "nonfinite", "value"]


@dataclass(frozen=True)
class Mismatch:
    """The first difference that counts.

    Attributes:
        kind: the stage that failed; later stages were not looked at.
        path: where in the output, as in "[1]['w']".
        text: what is different, ready to follow the output's name.
        got: the submission's numbers, where shape and kind allow a comparison.
        expected: the oracle's numbers, likewise.
        wrong: which elements differ, likewise.
    """

    kind: MismatchKind
    path: str
    text: str
    got: NDArray[Any] | None = None
    expected: NDArray[Any] | None = None
    wrong: NDArray[np.bool_] | None = None


def compare(got: Value, expected: Value, atol: float) -> Mismatch | None:
    """Find the first mismatch between two trees of outputs, by stages.

    Args:
        got: what the submission returned.
        expected: what the oracles agree on.
        atol: the absolute part of the tolerance, from `absolute_tolerance`.

    Returns:
        None where everything agrees: structure, then shape, then finiteness, then values.
    """
    return _compare(got, expected, atol, "")


class Target:
    """An output and its tolerances, worked out once for a whole class."""

    def __init__(self, expected: Value, atol: float) -> None:
        """Prepare to compare many results with an output, as `compare` does."""
        self._kind = type(expected)
        self._parts: list[tuple[Any, Target]] = []
        if self._kind is dict:
            self._parts = [(key, Target(item, atol)) for key, item in expected.items()]
        elif self._kind is list:
            self._parts = [(index, Target(item, atol)) for index, item in enumerate(expected)]
        elif self._kind is float or (self._kind is np.ndarray and expected.dtype == np.float64):
            self._expected, self._allowed = allowance(expected, atol)
        else:
            self._kind = type(None)

    def is_met(self, got: Value) -> bool:
        """Whether `compare` finds no mismatch; where this says no, it may still find none."""
        kind = type(got)
        if kind is np.ndarray:
            return (
                self._kind in (np.ndarray, float)
                and got.dtype == np.float64
                and got.shape == self._expected.shape
                and bool((np.abs(got - self._expected) <= self._allowed).all())
            )
        if kind is float:
            scalar = self._kind is float or self._kind is np.ndarray
            return scalar and self._expected.ndim == 0 and self._is_near(got)
        if kind is not self._kind or kind not in (list, dict) or len(got) != len(self._parts):
            return False
        if kind is dict and not all(key in got for key, _ in self._parts):
            return False
        return all(target.is_met(got[key]) for key, target in self._parts)

    def _is_near(self, got: float) -> bool:
        return bool(abs(got - self._expected) <= self._allowed)


def allowance(
    expected: Value, atol: float | NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Numbers, and how far off others may be from each."""
    finite = np.isfinite(expected)
    numbers = np.where(finite, expected, 0.0)
    # Nothing is as near as that: what is infinite is left to `compare`.
    return numbers, np.where(finite, atol + ETA * np.abs(numbers), -1.0)


def absolute_tolerance(expected: Value, sensitivity: float) -> float:
    """The tolerance's part that does not depend on the element.

    Args:
        expected: the output.
        sensitivity: max over elements of sum |dy/dx||x|.
    """
    finite = [np.abs(leaf[np.isfinite(leaf)]) for leaf in numbers(expected)]
    largest = max((float(np.max(leaf, initial=0.0)) for leaf in finite), default=0.0)
    return ETA * sensitivity + FLOOR * max(1.0, largest)


def numbers(value: Value) -> list[NDArray[np.float64]]:
    """The numeric leaves of a tree, as float64 arrays."""
    if isinstance(value, list):
        return [leaf for item in value for leaf in numbers(item)]
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in numbers(value[key])]
    if isinstance(value, int | float):
        return [np.asarray(value, np.float64)]
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return [value.astype(np.float64)]
    return []


def wrong_dtype(got: Value, expected: Value) -> str | None:
    """Say where a float64 array is expected and one of another dtype was returned."""
    if isinstance(expected, list) and isinstance(got, list):
        found = (wrong_dtype(a, b) for a, b in zip(got, expected, strict=False))
        return next((text for text in found if text), None)
    if isinstance(expected, dict) and isinstance(got, dict):
        found = (wrong_dtype(got.get(key), value) for key, value in expected.items())
        return next((text for text in found if text), None)
    if type(expected) is float:
        expected = np.asarray(expected)
    if isinstance(expected, np.ndarray) and isinstance(got, np.ndarray):
        same = got.dtype.kind == expected.dtype.kind
        if not same or (expected.dtype.kind == "f" and got.dtype != expected.dtype):
            return f"dtype {got.dtype}, but should be {expected.dtype}"
    return None


def _compare(got: Value, expected: Value, atol: float, path: str) -> Mismatch | None:
    if isinstance(expected, list):
        return _compare_lists(got, expected, atol, path)
    if isinstance(expected, dict):
        return _compare_dicts(got, expected, atol, path)
    if isinstance(expected, np.ndarray) and expected.dtype == bool and expected.shape == ():
        expected = bool(expected)
    if isinstance(expected, str | bool) or expected is None:
        if type(got) is np.ndarray and got.dtype == bool and got.shape == ():
            got = bool(got)
        if type(got) is type(expected) and got == expected:
            return None
        shown = _shortened(repr(got)) if isinstance(got, str) else _name(got)
        return Mismatch("value", path, f"= {shown}, but should be {expected!r}")
    return _compare_numbers(got, expected, atol, path)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}..."


def _compare_lists(got: Value, expected: list[Value], atol: float, path: str) -> Mismatch | None:
    if not isinstance(got, list):
        return Mismatch("structure", path, f"is {_name(got)}, but should be a list")
    if len(got) != len(expected):
        entries = "entry" if len(got) == 1 else "entries"
        text = f"has {len(got)} {entries}, but should have {len(expected)}"
        return Mismatch("structure", path, text)
    found = (
        _compare(a, b, atol, f"{path}[{i}]")
        for i, (a, b) in enumerate(zip(got, expected, strict=True))
    )
    return next((mismatch for mismatch in found if mismatch), None)


def _compare_dicts(
    got: Value, expected: dict[str, Value], atol: float, path: str
) -> Mismatch | None:
    if not isinstance(got, dict):
        return Mismatch("structure", path, f"is {_name(got)}, but should be a dict")
    if set(got) != set(expected):
        keys, should = str(sorted(map(str, got)))[:200], sorted(expected)
        return Mismatch("structure", path, f"has the keys {keys}, but should have {should}")
    found = (_compare(got[key], expected[key], atol, f"{path}[{key!r}]") for key in expected)
    return next((mismatch for mismatch in found if mismatch), None)


def _compare_numbers(got: Value, expected: Value, atol: float, path: str) -> Mismatch | None:
    right = np.asarray(expected)
    scalar = right.ndim == 0
    if isinstance(got, bool) or not isinstance(
        got, np.ndarray | (int | float if scalar else np.ndarray)
    ):
        want = "a number" if scalar else f"a NumPy array of shape {right.shape}"
        return Mismatch("structure", path, f"is {_name(got)}, but should be {want}")
    mine = np.asarray(got)
    if mine.dtype.kind not in "biuf":
        return Mismatch("structure", path, f"has dtype {mine.dtype}, but should have {right.dtype}")
    if right.dtype.kind not in "biuf":  # an earlier result of the same submission
        return Mismatch("structure", path, f"is {_name(got)}, but was {_name(expected)}")
    if mine.shape != right.shape:
        want = "be a scalar" if scalar else f"have shape {right.shape}"
        return Mismatch("shape", path, f"has shape {mine.shape}, but should {want}")
    a, b = mine.astype(np.float64), right.astype(np.float64)
    bad = ~np.isfinite(a) & ~((a == b) | (np.isnan(a) & np.isnan(b)))
    if bad.any():
        what = "NaN" if np.isnan(a[bad]).any() else "infinity"
        text = f"contains {what} ({int(bad.sum())} of {a.size} elements)"
        return Mismatch("nonfinite", path, text, a, b, bad)
    wider = SINGLE if mine.dtype == np.float32 else 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        close = (
            (a == b)
            | (np.isfinite(b) & (np.abs(a - b) <= wider * (atol + ETA * np.abs(b))))
            | (np.isnan(a) & np.isnan(b))
        )
    return None if close.all() else Mismatch("value", path, "", a, b, ~close)


def _name(value: Value) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else f"the number {value[()]:.4g}"
    if isinstance(value, Opaque):
        return value.description
    if isinstance(value, bool | None):
        return str(value)
    return {int: "an int", float: "a float", str: "a string", list: "a list", dict: "a dict"}.get(
        type(value), type(value).__name__
    )
