"""A stand-in for CuPy that needs no GPU, as strict as CuPy 14 about what it takes.

Arrays of NumPy's are refused everywhere but in `asarray` and `array`, lists in most places;
reductions and single elements are arrays without an axis, single elements are views; what CuPy
lacks is missing here, too. Memory is counted against the pool's limit; transfers are counted.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

LACKS = {
    "numpy": "asmatrix block bmat einsum_path emath errstate frompyfunc fromregex geomspace "
    "histogram_bin_edges insert ma matrix matvec memmap nanpercentile nanquantile ndenumerate "
    "nditer nested_iters polyder polydiv polyint rec recarray spacing strings char unstack vecdot "
    "vecmat".split(),
    "numpy.linalg": "diagonal matrix_norm multi_dot outer svdvals tensordot trace vecdot "
    "vector_norm".split(),
    "numpy.fft": [],
}
ARRAY_LACKS = "getfield resize setfield setflags to_device ctypes tofile".split()
GENERATOR_HAS = "random standard_normal uniform integers exponential binomial poisson".split()
GIVE_ARRAYS = frozenset(["allclose", "array_equal", "array_equiv"])  # where NumPy gives a bool
TAKE_LISTS = frozenset(
    "array asarray stack concatenate vstack hstack dstack column_stack meshgrid broadcast_arrays "
    "einsum where".split()
)

transfers = {"to the device": 0, "to the host": 0}


class OutOfMemoryError(MemoryError):
    pass


class _Pool:
    def __init__(self) -> None:
        self.limit = 0
        self.used = self.most = 0

    def set_limit(self, size: int) -> None:
        self.limit = size

    def take(self, size: int) -> None:
        if self.limit and self.used + size > self.limit:
            raise OutOfMemoryError(
                f"Out of memory allocating {size:,} bytes (allocated so far: {self.used:,} bytes, "
                f"limit set to: {self.limit:,} bytes)."
            )
        self.used += size
        self.most = max(self.most, self.used)


_pools = [_Pool()]
cuda = SimpleNamespace(
    runtime=SimpleNamespace(
        getDeviceCount=lambda: 1,
        getDeviceProperties=lambda _: {"name": b"Stand-in"},
        memGetInfo=lambda: (8 * 2**30, 10 * 2**30),
    )
)


def get_default_memory_pool() -> _Pool:
    return _pools[-1]


def renew() -> None:
    """Start with an empty memory."""
    _pools[:] = [_Pool()]


def _refuse(value: Any) -> Any:
    raise TypeError(f"Unsupported type {type(value)}")


def _bare(value: Any, *, lists: bool) -> Any:
    """An argument as the NumPy beneath takes it."""
    if isinstance(value, ndarray):
        return value._memory
    if isinstance(value, np.ndarray):
        _refuse(value)
    if isinstance(value, list) and not lists:
        _refuse(value)
    if isinstance(value, list | tuple):
        return type(value)(_bare(item, lists=lists) for item in value)
    return value


def _shown(value: Any) -> Any:
    """A result as CuPy gives it."""
    if isinstance(value, np.ndarray | np.generic):
        return ndarray._of(np.asarray(value))
    if isinstance(value, list | tuple):
        kind = list if isinstance(value, list) else tuple  # no named ones
        return kind(map(_shown, value))
    return value


def _serving(name: str, function: Any) -> Any:
    takes_lists = name in TAKE_LISTS

    def call(*args: Any, **kwargs: Any) -> Any:
        bare = [_bare(value, lists=takes_lists or index > 0) for index, value in enumerate(args)]
        options = {key: _bare(value, lists=True) for key, value in kwargs.items()}
        with np.errstate(all="ignore"):  # a device has no warnings
            result = function(*bare, **options)
        if name in GIVE_ARRAYS:
            result = np.array(result)
        out = kwargs.get("out")
        return out if out is not None else _shown(result)

    for part in ("reduce", "accumulate", "outer", "at", "reduceat"):
        if isinstance(function, np.ufunc):
            setattr(call, part, _serving(name, getattr(function, part)))
    return call


class ndarray:  # noqa: N801  CuPy's name
    _owned = 0

    def __init__(self, shape: Any, dtype: Any = float) -> None:
        self._keep(np.empty(shape, dtype))

    @classmethod
    def _of(cls, memory: np.ndarray) -> ndarray:
        array = object.__new__(cls)
        array._keep(memory)
        return array

    def _keep(self, memory: np.ndarray) -> None:
        size = memory.nbytes if memory.base is None else 0
        pool = get_default_memory_pool()
        pool.take(size)
        self._memory, self._owned, self._pool = memory, size, pool

    def __del__(self) -> None:
        if self._owned:
            self._pool.used -= self._owned

    def get(self) -> np.ndarray:
        transfers["to the host"] += 1
        return self._memory.copy()

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(
            "Implicit conversion to a NumPy array is not allowed. Please use `.get()` to construct "
            "a NumPy array explicitly."
        )

    def __getattr__(self, name: str) -> Any:
        if name in ARRAY_LACKS or name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self._memory, name)
        if callable(value):
            return _serving(name, value)
        return ndarray._of(value) if isinstance(value, np.ndarray) else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "shape":
            self._memory = self._memory.reshape(value)
        else:
            super().__setattr__(name, value)

    def __getitem__(self, key: Any) -> ndarray:
        key = _bare(key, lists=True)
        parts = key if isinstance(key, tuple) else (key,)
        if not any(part is Ellipsis for part in parts) and all(
            isinstance(part, int | np.integer) for part in parts
        ):
            return ndarray._of(self._memory[(*parts, Ellipsis)])  # a view, as in CuPy
        return ndarray._of(np.asarray(self._memory[key]))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._memory[_bare(key, lists=True)] = _bare(value, lists=False)


def _add_methods() -> None:
    for name in "add radd sub rsub mul rmul truediv rtruediv neg lt le gt ge".split():
        setattr(ndarray, f"__{name}__", _serving(name, getattr(np.ndarray, f"__{name}__")))
    for name in [name for name in dir(np.ndarray) if not name.startswith("_")]:
        method = getattr(np.ndarray, name)
        if callable(method) and name not in ARRAY_LACKS and not hasattr(ndarray, name):
            setattr(ndarray, name, _serving(name, method))


_add_methods()


def asarray(value: Any, dtype: Any = None, **kwargs: Any) -> ndarray:
    if isinstance(value, np.ndarray):
        transfers["to the device"] += 1
        if value.dtype.kind not in "biufc":
            raise ValueError(f"Unsupported dtype {value.dtype}")
        return ndarray._of(np.array(value, dtype))
    if isinstance(value, ndarray) and dtype in (None, value._memory.dtype):
        return value
    return ndarray._of(np.array(_bare(value, lists=True), dtype))


def array(value: Any, dtype: Any = None, copy: bool = True, **kwargs: Any) -> ndarray:
    if isinstance(value, np.ndarray):
        return asarray(value, dtype)
    return ndarray._of(np.array(_bare(value, lists=True), dtype))


class _Generator:
    def __init__(self, seed: Any) -> None:
        # Another stream than NumPy's by the same seed, as CuPy's is.
        self._drawn = np.random.Generator(np.random.MT19937(seed))

    def __getattr__(self, name: str) -> Any:
        if name not in GENERATOR_HAS:
            raise AttributeError(name)
        return _serving(name, getattr(self._drawn, name))


def _module(host: ModuleType) -> ModuleType:
    module = ModuleType(host.__name__.replace("numpy", __name__))
    for name, value in vars(host).items():
        function = callable(value) and not isinstance(value, type) and not name.startswith("_")
        if function and name not in LACKS[host.__name__]:
            setattr(module, name, _serving(name, value))
    return module


linalg, fft = _module(np.linalg), _module(np.fft)
random = SimpleNamespace(default_rng=_Generator)
_functions = vars(_module(np))


def __getattr__(name: str) -> Any:
    # Not as globals: `max` and `any` mean Python's in this file.
    if name.startswith("_") or name not in _functions:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _functions[name]
