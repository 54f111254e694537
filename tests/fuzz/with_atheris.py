"""Fuzzing that follows what the code does: `python tests/fuzz/with_atheris.py notebook`.

Needs atheris (`pip install atheris`: Linux, CPython up to 3.13), which the tests do without. The
targets are protocol, values, bank and notebook; what follows goes to libFuzzer, for example
-max_total_time=300 -rss_limit_mb=1024, and a folder in which to keep what it finds worth keeping.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import zlib
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["autograder"]):
    from autograder import wire
    from autograder.bank import file
    from autograder.errors import BankError, WireError
    from autograder.notebook_source import NotebookError, code_cells
    from autograder.sandbox import protocol


def understand_answer(data: bytes) -> None:
    """What a worker sends."""
    with contextlib.suppress(WireError):
        answer = protocol.response(data)
        if isinstance(answer, protocol.Answer):
            protocol.outcome(answer, frozenset({"a.py"}))


def unpack_values(data: bytes) -> None:
    """The arrays in it."""
    with contextlib.suppress(WireError):
        wire.pack(wire.unpack(data, most=100_000))


def read_bank(data: bytes) -> None:
    """A bank with the right digest and any content."""
    packed = zlib.compress(data)
    with contextlib.suppress(BankError, WireError):
        bank = file.parse(file.MAGIC + hashlib.sha256(packed).digest() + packed, "it")
        for cases in bank.cases.values():
            for case in cases:
                wire.pack([case.inputs, case.outputs])


def read_notebook(data: bytes) -> None:
    """A notebook's text."""
    with contextlib.suppress(NotebookError):
        code_cells(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "protocol": understand_answer,
    "values": unpack_values,
    "bank": read_bank,
    "notebook": read_notebook,
}

if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen not in TARGETS:
        raise SystemExit(f"Expected one of {', '.join(TARGETS)} but got {chosen!r}.")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[chosen])
    atheris.Fuzz()
