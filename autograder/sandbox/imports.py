"""What a submission may import: NumPy, the standard library, and stand-ins for plotting.

The rules are the same whether the worker is confined or not, so that a file which imports at
home also imports when it is graded.
"""

from __future__ import annotations

import codecs
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Iterator, Sequence
from dis import opname
from types import FrameType, ModuleType
from typing import Any

import numpy

from autograder.frameworks import Library
from autograder.sandbox.stand_ins import StandInLoader

# The standard library as far as homework needs it. A confined worker opens no file, so the fork
# server imports all of these before it forks.
STANDARD = (
    "__future__ abc argparse array ast asyncio atexit base64 binascii bisect builtins bz2 "
    "cProfile calendar cmath cmd code codecs codeop collections collections.abc colorsys "
    "concurrent.futures concurrent.futures.process concurrent.futures.thread configparser "
    "contextlib contextvars copy copyreg csv ctypes dataclasses datetime decimal difflib dis "
    "doctest email encodings enum errno faulthandler filecmp fileinput fnmatch fractions "
    "functools gc getopt getpass gettext glob graphlib gzip hashlib heapq hmac html http "
    "http.client importlib inspect io ipaddress itertools json keyword linecache locale logging "
    "logging.config lzma marshal math mimetypes mmap multiprocessing multiprocessing.dummy "
    "multiprocessing.pool multiprocessing.synchronize numbers operator optparse os os.path "
    "pathlib pdb pickle pkgutil platform plistlib pprint profile pstats queue random re reprlib "
    "runpy sched secrets select selectors shelve shlex shutil signal site socket stat "
    "statistics string struct subprocess symtable sys sysconfig tarfile tempfile textwrap "
    "threading time timeit token tokenize tomllib traceback tracemalloc types typing unicodedata "
    "unittest unittest.mock urllib.parse urllib.request uuid warnings wave weakref webbrowser "
    "xml.etree.ElementTree zipfile zlib zoneinfo "
    "numpy numpy.char numpy.core numpy.ctypeslib numpy.exceptions numpy.fft "
    "numpy.lib.recfunctions numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.matlib "
    "numpy.polynomial numpy.random numpy.rec numpy.strings numpy.testing numpy.typing"
).split()
ROOTS = frozenset(name.partition(".")[0] for name in STANDARD)
CODECS = ("ascii", "cp437", "latin-1", "utf-16", "utf-32", "idna", "unicode_escape")

# Left at the top of many files and needed by no probe: these import as objects that do nothing.
INERT = frozenset(
    "matplotlib mpl_toolkits pylab seaborn plotly bokeh altair IPython ipywidgets tqdm google "
    "autograder nbgrader".split()
)

# What of these a framework rests on: protobuf lies in the package `google`.
_OF_A_FRAMEWORK = frozenset({"google"})


_hidden: list[str] = []  # what `hide` has found


def preload() -> None:
    """Import all that a confined submission may import; Python may be built without some of it."""
    leave_f2py_out()
    for name in STANDARD:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    for codec in CODECS:
        codecs.lookup(codec)


def leave_f2py_out() -> None:
    """Have `from numpy import *` find a numpy.f2py that does nothing.

    It compiles Fortran, and imports half of what builds Python packages.
    """
    name = "numpy.f2py"
    sys.modules[name] = numpy.f2py = _InertModule(name)


def hide() -> None:
    """Have what is imported already, and is none of a submission's business, found before a fork.

    A child that looks through all names of modules copies the memory of every one of them.
    """
    _hidden[:] = [name for name in sys.modules if name.partition(".")[0] in INERT]


def preload_equipment(names: Sequence[str]) -> None:
    """Import a device's or framework's modules; what they write meanwhile is no message of ours.

    What a submission finds inert is kept from them, too: Keras would draw pictures with it, which
    takes a second, and a folder for its settings.
    """
    missing = [name for name in INERT - _OF_A_FRAMEWORK if name not in sys.modules]
    modules: dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(missing))  # which is how to say that there is none
    try:
        with _silence():
            for name in names:
                importlib.import_module(name)
    finally:
        for name in missing:
            del sys.modules[name]


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Drop what native code writes to standard error."""
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def install(
    files: frozenset[str], *, stand_ins: Sequence[str] = (), library: Library | None = None
) -> None:
    """Let the rules hold for what the submission imports from now on.

    Args:
        files: the submission's own file names.
        stand_ins: packages of frameworks that import as objects that do nothing.
        library: the framework that is here, imported before.
    """
    if not _hidden:
        hide()
    leave_f2py_out()
    real = frozenset(name for name in sys.modules if "." not in name) if library else frozenset()
    kept = _OF_A_FRAMEWORK & real
    for name in _hidden:
        if name.partition(".")[0] not in kept:
            sys.modules.pop(name, None)
    packages = library.modules if library else ()
    sys.meta_path.insert(0, _Rules(files, frozenset(stand_ins) - real, packages, real))


class _Rules(importlib.abc.MetaPathFinder):
    def __init__(
        self,
        files: frozenset[str],
        stand_ins: frozenset[str] = frozenset(),
        packages: Sequence[str] = (),
        real: frozenset[str] = frozenset(),
    ) -> None:
        self._files = files
        self._stand_ins = stand_ins
        self._packages = packages  # that a submission may import besides
        self._real = real  # what those import in their turn

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        root = name.partition(".")[0]
        if root in self._real and (root in self._packages or not self._asked_by_submission()):
            return None
        if root in self._stand_ins:
            return importlib.machinery.ModuleSpec(name, StandInLoader(), is_package=True)
        if root in INERT:
            return importlib.machinery.ModuleSpec(name, _InertLoader(), is_package=True)
        # How Python was built is part of it, though under another name on every system.
        standard = root in sys.stdlib_module_names or root.startswith("_sysconfigdata")
        if not standard and root != "numpy":
            raise ModuleNotFoundError(
                f"No module named {name!r} here: a submission may import NumPy and the standard "
                "library. Remove the import or do without it"
            )
        if root not in ROOTS and self._asked_by_submission():
            raise ModuleNotFoundError(
                f"Module {name!r} cannot be imported while grading. Remove the import or do "
                "without it"
            )
        return None

    def _asked_by_submission(self) -> bool:
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and "importlib" in frame.f_code.co_filename:
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename in self._files


class _InertLoader(importlib.abc.Loader):
    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _InertModule(ModuleType):
    __path__: list[str] = []  # noqa: RUF012  what the import system expects of a package

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Progress() if self.__name__.partition(".")[0] == "tqdm" else _Inert()


class _Inert:
    """Takes every call, attribute and item, and does nothing."""

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, index: object) -> Any:
        return self

    def __setitem__(self, index: object, value: object) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        # `fig, (left, right) = plt.subplots(1, 2)` wants as many as stand on the left.
        frame = sys._getframe(1)
        code, place = frame.f_code.co_code, frame.f_lasti
        wanted = code[place + 1] if opname[code[place]].startswith("UNPACK_SEQUENCE") else 1
        return iter([self] * wanted)


inert = _Inert()


class _Progress(_Inert):
    """`tqdm(items)` is the items, `trange(n)` is range(n)."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not args:
            return self
        return range(*args) if isinstance(args[0], int) else args[0]
