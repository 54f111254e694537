"""Check again whenever the work is saved, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.output import clear, say

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.self_check import Work
    from autograder.submission import Submission

PAUSE = 0.1  # seconds between two looks
WRITING = 0.05  # seconds without a change after which a file counts as written
MISSING = 0.3  # seconds that it may be away or empty while an editor puts another in its place


def keep_checking(work: Work, only: Sequence[str]) -> None:
    """Check the work now and after every change; ends by KeyboardInterrupt alone.

    Args:
        work: from `self_check.locate`.
        only: names of exercises; none means all.

    Raises:
        UsageError: there is no such exercise.
    """
    from autograder.definitions import locations
    from autograder.recheck import Recheck
    from autograder.reports import terminal
    from autograder.reports.changes import changes
    from autograder.reports.texts import reason

    with Recheck(work, only) as recheck:
        last = identity = None
        for submission in _saves(work):
            if submission.identity == identity:
                continue
            identity = submission.identity
            clear()
            if not submission.file:
                say(terminal.waiting(f"Nothing to check: {submission.problem}."))
                continue
            begun = time.monotonic()
            result = recheck(submission)
            seconds = time.monotonic() - begun
            name = work.assignment.name
            say(terminal.submission(result, name, locations(submission, work.path)))
            broken = bool(reason(result))  # all that passed will, when it is mended
            if last and not broken:
                say(terminal.changes(changes(last, result)))
            say(terminal.waiting(f"{time.strftime('%X')}, checked in {seconds:.1f} s."))
            last = last if broken else result


def _saves(work: Work) -> Iterator[Submission]:
    """What the student has written, now and whenever it was saved."""
    seen = None
    while True:
        found = _stamp(work.path)
        if found == seen:
            time.sleep(PAUSE)
            continue
        time.sleep(WRITING)
        if found != _stamp(work.path):
            continue
        submission = work.submission
        if submission.problem:
            time.sleep(MISSING)
            if found != _stamp(work.path):
                continue
        seen = found
        yield submission


def _stamp(path: Path) -> list[tuple[str, int, int, int]]:
    """What changes when a file is written, replaced, deleted or renamed."""
    found = []
    with suppress(OSError):
        for item in sorted(path.iterdir()) if path.is_dir() else [path]:
            with suppress(OSError):
                if item.suffix.lower() in (".py", ".ipynb"):
                    status = item.stat()
                    found.append((item.name, status.st_mtime_ns, status.st_size, status.st_ino))
    return found
