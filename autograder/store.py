"""Verdicts kept as they arrive, so that an interrupted class is finished and not begun anew.

One JSON line per submission, keyed by the content of everything that decides it. A line that a
killed grader left half written is ignored.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from autograder import __version__
from autograder.errors import UsageError
from autograder.results import SubmissionResult

NAME = "verdicts.jsonl"


class Entry(msgspec.Struct, frozen=True):
    """A verdict and what it rests on."""

    key: str
    result: SubmissionResult


_decoder = msgspec.json.Decoder(Entry)


def key_of(student: str, digest: str, bank_id: str) -> str:
    """The key of a verdict: who, which bytes, which bank, which engine."""
    parts = (student, digest, bank_id, __version__)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


class Journal:
    """The verdicts of one output folder; use it as a context manager."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        """Open or begin a journal.

        Args:
            folder: created where it is missing.
            fresh: forget the verdicts of earlier runs.

        Raises:
            UsageError: the folder cannot be written, or holds something else.
        """
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists() and any(folder.iterdir()):
                raise UsageError(
                    f"Expected an empty folder, or one of an earlier run, for --out but {folder} "
                    "holds other files. Name another folder."
                )
            self._file: IO[bytes] = path.open("ab")
            if not _lock(self._file):
                self._file.close()
                raise UsageError(
                    f"Another grader is writing to {folder}. Wait for it, or name another folder "
                    "with --out."
                )
            if fresh:
                self._file.truncate(0)
            self._known = _read(path)
            if path.stat().st_size:
                self._file.write(b"\n")  # ends a line that a killed run left half written
        except OSError as error:
            raise UsageError(
                f"Cannot write to the output folder {folder}: {error.strerror}. "
                "Name another one with --out."
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def find(self, key: str) -> SubmissionResult | None:
        """The verdict of an earlier run."""
        return self._known.get(key)

    def add(self, key: str, result: SubmissionResult) -> None:
        """Keep a verdict; it survives the grader's death."""
        self._file.write(msgspec.json.encode(Entry(key, result)) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def _lock(file: IO[bytes]) -> bool:
    """Keep other graders away until the file is closed; False where one is there already."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _read(path: Path) -> dict[str, SubmissionResult]:
    if not path.exists():
        return {}
    found = {}
    for line in path.read_bytes().splitlines():
        try:
            entry = _decoder.decode(line)
        except msgspec.MsgspecError:
            continue
        found[entry.key] = entry.result
    return found
