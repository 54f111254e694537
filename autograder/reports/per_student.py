"""A file for each student: named safely, and written."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from autograder.results import SubmissionResult

DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def write_each(
    submissions: Iterable[SubmissionResult],
    folder: Path,
    render: Callable[[SubmissionResult], bytes],
) -> Path:
    """Write FOLDER/<student>.json for every submission.

    Args:
        submissions: of a class; a student's file is made of that student's submission alone.
        folder: made if it is not there.
        render: the content of a file.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for submission, name in named(submissions):
        (folder / f"{name}.json").write_bytes(render(submission))
    return folder


def named(submissions: Iterable[SubmissionResult]) -> Iterator[tuple[SubmissionResult, str]]:
    """Each submission with the name of its student's file; looks at every one once."""
    first, second = itertools.tee(submissions)
    return zip(first, file_names(item.student for item in second), strict=True)


def file_names(students: Iterable[str]) -> Iterator[str]:
    """A name for each student's file, without suffix, safe on every system and used once.

    A name that is already safe is kept; others are spelt in ASCII, with a hash to tell them apart.
    """
    taken: set[str] = set()
    for student in students:
        name = next(name for name in _candidates(student) if name not in taken)
        taken.add(name)
        yield name


def _candidates(student: str) -> itertools.chain[str]:
    plain = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48]
    safe = re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", student) and len(student) <= 48
    kept = [student] if safe and student not in DEVICES else []
    hashes = (
        hashlib.sha256(f"{student}\0{n or ''}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
        for n in itertools.count()
    )
    return itertools.chain(kept, (f"{slug or 'student'}-{digest}" for digest in hashes))
