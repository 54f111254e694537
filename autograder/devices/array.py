"""An array on a device, which to a submission is NumPy's `ndarray`.

Where NumPy gives a scalar, so does this: reductions and single elements come back as NumPy's own
scalars, so that `isinstance(loss, float)`, `x[0], x[1] = x[1], x[0]` and `total += loss` mean what
they mean on the CPU. An array of the backend would be a view there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from autograder.devices.bridge import Bridge

_OPERATORS = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "true_divide",
    "floordiv": "floor_divide",
    "mod": "remainder",
    "divmod": "divmod",
    "pow": "power",
    "matmul": "matmul",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
    "lshift": "left_shift",
    "rshift": "right_shift",
}
_COMPARISONS = {
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
    "eq": "equal",
    "ne": "not_equal",
}
_UNARY = {"neg": "negative", "pos": "positive", "abs": "absolute", "invert": "invert"}


class Array:
    """An array on a device; a bridge makes a subclass of its own."""

    __slots__ = ("_data",)
    _bridge: Bridge
    _data: Any  # the backend's array

    __array_ufunc__ = None  # NumPy's scalars leave the arithmetic to this class
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, shape: Any, dtype: Any = float) -> None:
        """Make an array of a shape, with anything in it, as `np.ndarray(shape)` does."""
        self._data = self._bridge.backend.empty(shape, dtype)

    @classmethod
    def _of(cls, data: Any) -> Self:
        array = object.__new__(cls)
        array._data = data
        return array

    def _host(self) -> NDArray[Any]:
        """A copy in this process's memory."""
        copy: NDArray[Any] = self._data.get()
        return copy

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call one of NumPy's functions."""
        device = getattr(self._bridge.backend, name, None)
        return self._bridge.call(name, getattr(np, name), device, args, kwargs)

    @property
    def dtype(self) -> Any:
        return self._data.dtype

    @property
    def ndim(self) -> int:
        return len(self._data.shape)

    @property
    def size(self) -> int:
        return math.prod(self._data.shape)

    @property
    def itemsize(self) -> int:
        return int(self._data.dtype.itemsize)

    @property
    def nbytes(self) -> int:
        return self.size * self.itemsize

    @property
    def strides(self) -> Any:
        return self._data.strides

    @property
    def flags(self) -> Any:
        return self._data.flags

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self._data.shape)

    @shape.setter
    def shape(self, shape: Any) -> None:
        self._data.shape = shape

    @property
    def T(self) -> Self:  # noqa: N802  NumPy's name
        return self._of(self._data.T)

    @property
    def mT(self) -> Any:  # noqa: N802
        return self._call("swapaxes", self, -1, -2)

    @property
    def real(self) -> Self:
        return self._of(self._data.real)

    @property
    def imag(self) -> Self:
        return self._of(self._data.imag)

    @property
    def base(self) -> Self | None:
        return None if self._data.base is None else self._of(self._data.base)

    @property
    def flat(self) -> _Flat:
        return _Flat(self)

    @flat.setter
    def flat(self, value: Any) -> None:
        self[...] = self._call("reshape", self._call("asarray", value), self.shape)

    def __getitem__(self, key: Any) -> Any:
        return self._bridge.item(self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._bridge.set_item(self, key, value)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"'numpy.ndarray' object has no attribute {name!r}")

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        if not self.shape:
            raise TypeError("iteration over a 0-d array")
        if self.ndim == 1:
            return iter(self._host())  # scalars, all of them at once
        return (self[index] for index in range(len(self)))

    def __contains__(self, value: Any) -> bool:
        return bool((self == value).any())

    def __bool__(self) -> bool:
        return bool(self._host())

    def __int__(self) -> int:
        return int(self._host())

    def __float__(self) -> float:
        return float(self._host())

    def __complex__(self) -> complex:
        return complex(self._host())

    def __index__(self) -> int:
        return self._host().__index__()

    def __round__(self, digits: int = 0) -> Any:
        return self._call("round", self, digits)

    def __repr__(self) -> str:
        return repr(self._host())

    def __str__(self) -> str:
        return str(self._host())

    def __format__(self, spec: str) -> str:
        return format(self._host(), spec)

    def __copy__(self) -> Self:
        return self._of(self._data.copy())

    def __deepcopy__(self, memo: object) -> Self:
        return self._of(self._data.copy())

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        self._bridge.note("an array was copied to the CPU, for NumPy's own code")
        return np.asarray(self._host(), dtype)

    def __imatmul__(self, other: Any) -> Self:
        self[...] = self @ other
        return self


def _binary(name: str) -> Callable[[Array, Any], Any]:
    return lambda self, other: self._call(name, self, other)


def _reflected(name: str) -> Callable[[Array, Any], Any]:
    return lambda self, other: self._call(name, other, self)


def _in_place(name: str) -> Callable[[Array, Any], Any]:
    return lambda self, other: self._call(name, self, other, out=self)


def _unary(name: str) -> Callable[[Array], Any]:
    return lambda self: self._call(name, self)


def _method(name: str) -> Callable[..., Any]:
    host = getattr(np.ndarray, name)

    def method(self: Array, *args: Any, **kwargs: Any) -> Any:
        device = getattr(self._bridge.backend.ndarray, name, None)
        return self._bridge.call(f"ndarray.{name}", host, device, (self, *args), kwargs)

    return method


def _complete() -> None:
    """Give the class NumPy's operators and methods."""
    for name, function in _OPERATORS.items():
        setattr(Array, f"__{name}__", _binary(function))
        setattr(Array, f"__r{name}__", _reflected(function))
        if name not in ("divmod", "matmul"):
            setattr(Array, f"__i{name}__", _in_place(function))
    for name, function in _COMPARISONS.items():
        setattr(Array, f"__{name}__", _binary(function))
    for name, function in _UNARY.items():
        setattr(Array, f"__{name}__", _unary(function))
    for name in dir(np.ndarray):
        if not name.startswith("_") and callable(getattr(np.ndarray, name)):
            setattr(Array, name, _method(name))


_complete()


class _Flat:
    """`array.flat`, counted along the rows."""

    def __init__(self, array: Array) -> None:
        self._array = array

    def __len__(self) -> int:
        return self._array.size

    def __iter__(self) -> Iterator[Any]:
        return iter(self._array._host().reshape(-1))

    def __getitem__(self, key: Any) -> Any:
        return self._array._call("reshape", self._array, -1)[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        flat = self._array._call("reshape", self._array, -1)
        flat[key] = value
        self._array[...] = self._array._call("reshape", flat, self._array.shape)
