"""Arguments that were copied from a device for one of NumPy's functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

from autograder.devices.array import Array


class Copies:
    """Copies of a call's arrays, each once, and of the lists that hold some."""

    def __init__(self) -> None:
        self.arrays: list[tuple[Array, NDArray[Any], bytes]] = []
        self._lists: list[tuple[list[Any], list[Any], list[Any]]] = []

    def of(self, value: Any) -> Any:
        """An argument as NumPy takes it; without an array in it, it is the same object."""
        if isinstance(value, Array):
            known = next((copy for array, copy, _ in self.arrays if array is value), None)
            if known is None:
                known = value._host()
                self.arrays.append((value, known, known.tobytes()))
            return known
        if not holds_arrays(value):
            return value
        copied = rebuilt(value, self.of)
        if isinstance(value, list):
            self._lists.append((value, copied, list(copied)))
        return copied

    def original(self, copy: Any) -> Any:
        """The array that was copied; None where this is no copy."""
        return next((array for array, own, _ in self.arrays if own is copy), None)

    def carry_back(self, to_device: Callable[[NDArray[Any]], Any]) -> None:
        """Do to the originals what was done to the copies."""
        for array, copy, before in self.arrays:
            if copy.tobytes() != before:
                array._data[...] = to_device(copy)
        for items, copied, were in self._lists:
            if [id(item) for item in copied] != [id(item) for item in were]:
                places = {id(item): place for place, item in enumerate(were)}
                old = list(items)
                items[:] = [old[places[id(item)]] for item in copied]


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """A list or tuple, named ones too, with its items changed; anything else as it is."""
    if isinstance(value, tuple):
        items = [change(item) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return [change(item) for item in value] if type(value) is list else value


def holds_arrays(value: Any) -> bool:
    """Whether there is an array of a device in a tree."""
    if isinstance(value, list | tuple):
        return any(map(holds_arrays, value))
    return isinstance(value, Array)
