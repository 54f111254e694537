"""Trees of arrays, as the watch on a submission looks at them: NumPy's, and those of a device."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import wire


@dataclass(frozen=True)
class ArrayKind:
    """How to look at arrays of a type.

    Attributes:
        tobytes: the numbers that an array holds.
        may_share_memory: whether two of them may have numbers in common.
        copy: an array as a NumPy array of its own.
    """

    tobytes: Callable[[Any], bytes]
    may_share_memory: Callable[[Any, Any], bool]
    copy: Callable[[Any], Any]


# These stay what they are even where a submission patches NumPy later on.
_ARRAY = np.ndarray
_kinds: dict[type, ArrayKind] = {
    np.ndarray: ArrayKind(np.ndarray.tobytes, np.may_share_memory, np.ndarray.copy)
}
_holders: set[type] = {np.ndarray, dict, list, tuple}  # what is an array or may hold some


def look_at(kind: type, by: ArrayKind) -> None:
    """Take another type for arrays, too."""
    _kinds[kind] = by
    _holders.add(kind)


def is_array(value: Any) -> bool:
    """Whether a value is an array."""
    return type(value) in _kinds


def bytes_of(array: Any) -> bytes:
    """The numbers that an array holds."""
    return _kinds[type(array)].tobytes(array)


def may_share_memory(first: Any, second: Any) -> bool:
    """Whether two arrays may have numbers in common."""
    kind = type(first)
    return kind is type(second) and _kinds[kind].may_share_memory(first, second)


def snapshot(value: Any) -> Any:
    """A tree with NumPy arrays of its own."""
    if type(value) in _kinds:
        return _kinds[type(value)].copy(value)
    if type(value) in (list, tuple) and len(value) < wire.MAX_NODES:  # longer ones cannot travel
        return [snapshot(item) for item in value]
    return {key: snapshot(item) for key, item in value.items()} if type(value) is dict else value


def differs(value: Any, before: Any) -> bool:
    """Whether a tree was changed in place: its arrays, its numbers, or where they are."""
    kind = type(value)
    if value is before:
        return False
    if kind is _ARRAY is type(before):
        alike = value.shape == before.shape and value.dtype is before.dtype
        if alike and value.tobytes() == before.tobytes():
            return False
    if kind in _kinds and type(before) in _kinds:
        alike = value.shape == before.shape and value.dtype == before.dtype
        return not alike or bytes_of(value) != bytes_of(before)
    if kind is not type(before):
        return True
    if kind is dict:
        alike = value.keys() == before.keys()
        return not alike or any(differs(value[key], before[key]) for key in value)
    if kind is list or kind is tuple:
        return len(value) != len(before) or any(map(differs, value, before))
    return kind in (bool, int, float, str) and repr(value) != repr(before)  # nan is like nan


def structure(value: Any) -> Any:
    """A tree with the same leaves."""
    if type(value) is dict:
        return {key: structure(item) for key, item in value.items()}
    return [structure(item) for item in value] if type(value) is list else value


def repeats(first: Any, second: Any) -> bool:
    """Whether an array is the same again, up to rounding."""
    if first.shape == second.shape and bytes_of(first) == bytes_of(second):
        return True
    return np.allclose(snapshot(first), snapshot(second), rtol=1e-9, equal_nan=True)


def arrays_in(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The arrays among a call's arguments, with names such as params[0]['w']."""
    if type(value) in _kinds:
        yield name, value
    elif type(value) is dict:
        for key, item in value.items():
            if key != "cache" and type(item) in _holders:
                yield from arrays_in(item, f"{name}[{key!r}]" if name else str(key))
    elif type(value) in (list, tuple):
        for index, item in enumerate(value):
            if type(item) in _holders:
                yield from arrays_in(item, f"{name}[{index}]")


def other(value: Any) -> Any:
    """A tree like a call's arguments, with other numbers."""
    if type(value) in _kinds and value.dtype.kind == "f":
        return value * -0.75 - 0.25
    if type(value) is dict:
        return {key: item if key == "cache" else other(item) for key, item in value.items()}
    if type(value) is float:
        return value * 0.75
    return [other(item) for item in value] if type(value) is list else value
