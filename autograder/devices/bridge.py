"""What crosses between this process's memory and a device's, and what could not be done there.

The backend is CuPy; nothing here depends on it beyond its likeness to NumPy, so that tests run on
another one. Calls go to the backend. What it lacks or refuses is done by NumPy on copies, which
are carried back, and noted; NumPy's own errors are the ones that a submission sees.
"""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder import arrays
from autograder.devices.array import Array
from autograder.devices.ask import try_out
from autograder.devices.copies import Copies, holds_arrays, rebuilt
from autograder.devices.function import Function

MIB = 2**20
MOST_NOTES = 20
NUMBERS = "biufc"  # kinds of dtypes that a device knows

# Their results are arrays in NumPy too where they have no axis; of all other functions, scalars.
_STAY_ARRAYS = frozenset(
    "array asarray asanyarray ascontiguousarray broadcast_to copy empty empty_like full full_like "
    "ones ones_like reshape squeeze transpose zeros zeros_like ndarray.astype ndarray.copy "
    "ndarray.reshape ndarray.squeeze ndarray.swapaxes ndarray.transpose ndarray.view".split()
)
# They make arrays of nothing, on the device at once. Others without an array among their arguments
# are NumPy's: np.sqrt(2 / n) is no work for a device.
_MAKERS = frozenset("arange empty eye full identity linspace logspace ones tri zeros".split())
_GIVE_BOOL = frozenset(["allclose", "array_equal", "array_equiv"])


class Bridge:
    """The way to a device and back.

    Attributes:
        backend: CuPy, or a module like it.
        memory_bytes: of the device, that this process may use.
        array: the type of its arrays as a submission sees them.
    """

    def __init__(self, name: str, memory_bytes: int) -> None:
        """Start the device in this process, which must not have been forked from one that did.

        Args:
            name: the backend's.
            memory_bytes: taken at once, so that no other process can take it.

        Raises:
            Exception: it does not work, or has not so much memory left.
        """
        self.backend: Any = importlib.import_module(name)
        self.memory_bytes = memory_bytes
        self.array: type[Array] = type(
            "ndarray", (Array,), {"_bridge": self, "__module__": "numpy", "__slots__": ()}
        )
        self.generators: dict[type, type] = {}  # NumPy's types of generators as they are served
        self._kind = self.backend.ndarray
        self._notes: dict[str, None] = {}
        arrays.look_at(self.array, arrays.ArrayKind(_bytes_of, self._overlap, Array._host))
        if name == "cupy":
            importlib.import_module("cupyx").seterr(linalg="raise")
        self.backend.get_default_memory_pool().set_limit(size=memory_bytes)
        self.backend.empty(memory_bytes, dtype=np.uint8)  # given back to the pool, and kept there
        try_out(self.backend)

    def _overlap(self, first: Array, second: Array) -> bool:
        return bool(self.backend.may_share_memory(first._data, second._data))

    def inputs(self, value: Any) -> Any:
        """Copy a tree of NumPy arrays to the device."""
        if type(value) is np.ndarray:
            return self.to_device(value)
        if type(value) is list:
            return [self.inputs(item) for item in value]
        if type(value) is dict:
            return {key: self.inputs(item) for key, item in value.items()}
        return value

    def to_device(self, array: NDArray[Any]) -> Any:
        """Copy an array to the device; what a device knows no dtype for stays."""
        if array.dtype.kind not in NUMBERS:
            return array
        with self._memory_told():
            return self.array._of(self.backend.asarray(array))

    def call(
        self,
        name: str,
        host: Callable[..., Any],
        device: Callable[..., Any] | None,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> Any:
        """Call a function on the device, or else NumPy's.

        Args:
            name: NumPy's.
            host: NumPy's function.
            device: the backend's; None where it has none.
            args: the arguments, with arrays of either side.
            kwargs: likewise.
        """
        crossed: list[Array] = []
        with self._memory_told():
            given = [self._given(value, crossed) for value in args]
            options = {key: self._given(value, crossed) for key, value in kwargs.items()}
        makes = name in _MAKERS or name.startswith("random.")
        if not crossed and not (makes and device is not None):
            return self._moved(host(*args, **kwargs), Copies())
        if device is None or any(map(_is_function, args)):
            return self.fall_back(name, host, args, kwargs)
        try:
            with self._memory_told():
                return self._taken(name, device(*given, **options), crossed)
        except MemoryError:
            raise
        except Exception:  # the backend's or the submission's fault: NumPy tells which
            return self.fall_back(name, host, args, kwargs)

    def fall_back(
        self,
        name: str,
        host: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        *,
        noted: bool = True,
    ) -> Any:
        """Call NumPy's function on copies, and carry back what it changes and returns."""
        copies = Copies()
        given = [copies.of(value) for value in args]
        options = {key: copies.of(value) for key, value in kwargs.items()}
        result = host(*given, **options)
        copies.carry_back(self.backend.asarray)
        if noted and (copies.arrays or name.startswith("random.")):
            self.note(f"numpy.{name} ran on the CPU, on copies")
        return self._moved(result, copies)

    def note(self, text: str) -> None:
        """Keep in mind what was not done on the device, for the report."""
        if len(self._notes) < MOST_NOTES:
            self._notes[text] = None

    def take_notes(self) -> list[str]:
        """What was noted since the last time."""
        notes = list(self._notes)
        self._notes.clear()
        return notes

    def item(self, array: Array, key: Any) -> Any:
        """`array[key]`: a scalar where NumPy gives one."""
        parts = key if type(key) is tuple else (key,)
        name = "reshape" if any(part is Ellipsis for part in parts) else "item"
        crossed: list[Array] = []
        try:
            with self._memory_told():
                return self._taken(name, array._data[self._given(key, crossed)], crossed)
        except MemoryError:
            raise
        except Exception:
            return self.fall_back("ndarray.__getitem__", operator.getitem, (array, key), {})

    def set_item(self, array: Array, key: Any, value: Any) -> None:
        """`array[key] = value`."""
        if type(value) in (list, tuple) and not holds_arrays(value):
            value = np.asarray(value)
        try:
            with self._memory_told():
                array._data[self._given(key, [])] = self._given(value, [])
        except MemoryError:
            raise
        except Exception:
            self.fall_back("ndarray.__setitem__", operator.setitem, (array, key, value), {})

    def _memory_told(self) -> _MemoryTold:
        return _MemoryTold(self.memory_bytes)

    def _given(self, value: Any, crossed: list[Array]) -> Any:
        """An argument as the backend takes it; arrays of the device are listed."""
        if isinstance(value, Array):
            crossed.append(value)
            return value._data
        if type(value) is np.ndarray and value.dtype.kind in NUMBERS:
            return self.backend.asarray(value)
        if isinstance(value, list):
            return [self._given(item, crossed) for item in value]
        if isinstance(value, tuple):
            return tuple(self._given(item, crossed) for item in value)
        if type(value) is slice:
            ends = (value.start, value.stop, value.step)
            return slice(*(int(end) if isinstance(end, Array) else end for end in ends))
        return value

    def _taken(self, name: str, value: Any, crossed: Sequence[Array]) -> Any:
        """A result of the backend as NumPy would give it."""
        if isinstance(value, self._kind):
            known = next((array for array in crossed if array._data is value), None)
            if known is not None:
                return known
            if value.ndim == 0 and name not in _STAY_ARRAYS:
                scalar = value.get()[()]
                return bool(scalar) if name in _GIVE_BOOL else scalar
            return self.array._of(value)
        return rebuilt(value, lambda item: self._taken(name, item, crossed))

    def _moved(self, value: Any, copies: Copies) -> Any:
        """A result of NumPy, its arrays moved to the device."""
        if type(value) is np.ndarray:
            known = copies.original(value)
            return self.to_device(value) if known is None else known
        if isinstance(value, np.ufunc):  # from np.frompyfunc
            return Function(self, value.__name__, value, None)
        return rebuilt(value, lambda item: self._moved(item, copies))


def _bytes_of(array: Array) -> bytes:
    return array._host().tobytes()


def _is_function(value: Any) -> bool:
    """Whether NumPy is to call this, one of the submission's functions: no device can."""
    return callable(value) and not isinstance(value, type)


class _MemoryTold:
    """Says in a MemoryError what the limit is."""

    def __init__(self, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None and issubclass(kind, MemoryError):
            raise MemoryError(
                f"a submission may use {self._memory_bytes // MIB} MiB of the GPU's memory, and "
                "this needs more"
            ) from None
