"""Ask a device what it is, in a process of its own: `python -m autograder.devices.ask cupy`.

A process that has started a device may not fork any more, so the grader itself never does.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import msgspec


class Answer(msgspec.Struct, frozen=True):
    """What a device says of itself.

    Attributes:
        name: of the first one.
        free_bytes: that it has to give.
        problem: why nothing can be computed on it; empty where it can.
    """

    name: str = ""
    free_bytes: int = 0
    problem: str = ""


def try_out(backend: Any) -> None:
    """Compute a little of everything, so that what is missing shows at once.

    Raises:
        Exception: whatever a driver or a library raises.
    """
    ones = backend.ones((3, 3))
    backend.random.default_rng(0).standard_normal(4)
    if float(backend.matmul(ones, ones).sum().get()) != 27:
        raise ArithmeticError("it multiplies wrongly")


def ask(name: str) -> Answer:
    """Compute something by a backend of this name."""
    try:
        backend: Any = importlib.import_module(name)
        runtime = backend.cuda.runtime
        if not runtime.getDeviceCount():
            return Answer(problem="it finds no GPU")
        free, _ = runtime.memGetInfo()
        model = runtime.getDeviceProperties(0)["name"].decode()
        try_out(backend)
    except Exception as error:  # whatever a driver or a library may raise
        return Answer(problem=" ".join(f"{type(error).__name__}: {error}".split())[:300])
    return Answer(model, free)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(ask(sys.argv[1])))
