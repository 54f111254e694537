"""The folder that a class's results are written into: one grader's at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from autograder.errors import UsageError

MARK = ".autograder"


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Keep an output folder for one grader.

    Args:
        folder: created where it is missing.

    Raises:
        UsageError: it cannot be written, holds something else, or another grader is at work there.
    """
    mark = folder / MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and any(folder.iterdir()):
            raise UsageError(
                f"Expected an empty folder, or one of an earlier run, for --out but {folder} "
                "holds other files. Name another folder."
            )
        file = mark.open("ab")
    except OSError as error:
        raise UsageError(
            f"Cannot write to the output folder {folder}: {error.strerror}. "
            "Name another one with --out."
        ) from None
    with file:
        if not _lock(file):
            raise UsageError(
                f"Another grader is writing to {folder}. Wait for it, or name another folder "
                "with --out."
            )
        yield


def _lock(file: IO[bytes]) -> bool:
    """Keep other graders away until the file is closed; False where one is there already."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        # Not flock, whose locks a pool's graders would inherit and hold after the death of all.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True
