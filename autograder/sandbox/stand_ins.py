"""Stand-ins for a framework, in a worker without it: the rest of a file is to run all the same.

They take every call, attribute, item and operator, and do nothing. A class may have one as its
base, and as a decorator one gives back what it decorates.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dis import opname
from types import FunctionType, ModuleType
from typing import Any

from autograder.frameworks import Framework, is_installed, packages_of

VERSION = "3.0.0"  # what code that asks for a version of at least so much likes to hear


class StandIn:
    """Anything of a framework: a function, a class, a module's constant, an instance."""

    __version__ = VERSION

    def __call__(self, *args: object, **kwargs: object) -> Any:
        (decorated,) = args if len(args) == 1 and not kwargs else (None,)
        return decorated if isinstance(decorated, type | FunctionType) else self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return (type("Base", (Base,), {}),)  # one of its own: a class has no base twice

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __setitem__(self, index: object, value: object) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        # `(x, y), (u, v) = mnist.load_data()` wants as many as stand on the left; a loop none.
        frame = sys._getframe(1)
        code, place = frame.f_code.co_code, frame.f_lasti
        unpacks = opname[code[place]].startswith("UNPACK_SEQUENCE")
        return iter([self] * (code[place + 1] if unpacks else 0))

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __int__(self) -> int:
        return 0

    def __index__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    def __format__(self, spec: str) -> str:
        return ""

    def __repr__(self) -> str:
        return "<nothing: no framework here>"


def _nothing(self: StandIn, *_: object) -> Any:
    return self


_OPERATORS = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift"
for _name in (
    *("getitem", "neg", "pos", "abs", "invert", "round", "lt", "le", "gt", "ge"),
    *(f"{side}{name}" for side in ("", "r") for name in _OPERATORS.split()),
):
    setattr(StandIn, f"__{_name}__", _nothing)


class Base(StandIn):
    """What a class of the submission inherits from instead of a framework's."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return self


class StandInModule(ModuleType):
    """A module of a framework."""

    __path__: list[str] = []  # noqa: RUF012  what the import system expects of a package
    __version__ = VERSION

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn()


class StandInLoader(importlib.abc.Loader):
    """Makes modules that do nothing."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = packages

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] not in self._packages:
            return None
        return importlib.machinery.ModuleSpec(name, StandInLoader(), is_package=True)


@contextmanager
def standing_in(names: Sequence[Framework]) -> Iterator[None]:
    """In this process, let code of our own import frameworks that are not installed."""
    packages = packages_of(name for name in names if not is_installed(name))
    finder = _Finder(packages)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
            del sys.modules[name]
