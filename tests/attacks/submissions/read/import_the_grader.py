"""Wants the grader's own modules imported after all, the finder that forbids it taken away."""

import importlib
import sys


def attack():
    frame = sys._getframe()
    while frame.f_globals.get("__name__") != "autograder.sandbox.worker":
        frame = frame.f_back
    package = __import__("types").ModuleType("autograder")
    package.__path__ = [frame.f_globals["__file__"].rsplit("/", 2)[0]]
    kept, sys.meta_path[:] = list(sys.meta_path), sys.meta_path[1:]
    try:
        sys.modules["autograder"] = package
        for name in ("autograder.bank.file", "autograder.checking", "autograder.course"):
            try:
                return importlib.import_module(name)
            except ImportError:
                continue
    finally:
        sys.meta_path[:] = kept
        sys.modules.pop("autograder", None)
