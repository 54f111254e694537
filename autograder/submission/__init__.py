"""What a student handed in, as text: found, read within limits, never run."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from autograder.notebook_source import NotebookError, code_cells
from autograder.submission.files import (
    LARGEST,
    ProblemError,
    bytes_of,
    decoded,
    kind,
    printable,
    require_plain,
)
from autograder.submission.folders import deeper, entries, listed, shortened
from autograder.submission.progress import Progress


@dataclass(frozen=True)
class Submission:
    """A student's text.

    Attributes:
        student: the name.
        file: the name of the file that was read, or refused; empty where nothing was handed in.
        chunks: (label, Python text), run one after the other. A .py file is one chunk labelled
            with its name. A notebook has one per code cell with code in it: "cell 3" is the third
            code cell from the top, whatever stands between them.
        notes: what the instructor should know, such as magics that were left out.
        problem: why nothing can be graded, without a full stop; empty where all is well.
        digest: SHA-256 of the bytes that were read; of the problem's words where there is one, so
            that two submissions with one digest have one verdict.
    """

    student: str
    file: str
    chunks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    problem: str
    digest: str

    @property
    def identity(self) -> str:
        """A hash of all that a verdict's words rest on, but for the student's name."""
        parts = (self.file, self.digest, self.notes)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def read_submission(student: str, path: Path | None, topic: str) -> Submission:
    """Read what a student handed in; whatever it is, this does not raise.

    Args:
        student: the name.
        path: the file, or the folder that holds it; None where there is nothing.
        topic: the stem of the file.
    """
    if path is None or not os.path.lexists(path):
        return _refused(student, "", f"nothing handed in: no {topic}.py or {topic}.ipynb")
    name = printable(path.absolute().name)
    try:
        if path.is_symlink():
            raise ProblemError(f"{name} is a symbolic link: hand in what it stands for")
        if path.is_dir() and path.name not in (f"{topic}.py", f"{topic}.ipynb"):
            return _read_folder(student, path, topic)
        if kind(path) not in LARGEST:
            raise ProblemError(f"{name} is neither a .py file nor a notebook (.ipynb)")
    except ProblemError as error:
        return _refused(student, name, str(error))
    except OSError as error:
        return _refused(student, name, f"{name} cannot be read ({error.strerror})")
    return _read_file(student, path)


def _refused(student: str, file: str, problem: str, notes: tuple[str, ...] = ()) -> Submission:
    digest = hashlib.sha256(f"{file}: {problem}".encode()).hexdigest()
    return Submission(student, file, (), notes, problem, digest)


def _read_folder(student: str, folder: Path, topic: str) -> Submission:
    """Read the homework's file, or the only other one that it can be."""
    beside = entries(folder)
    named = [path for path in beside if path.stem == topic and path.suffix in LARGEST]
    if len(named) == 2:
        return _better([_read_file(student, path) for path in named])
    if named:
        return _read_file(student, named[0])
    others = [path for path in beside if kind(path) in LARGEST and not path.is_dir()]
    missing = f"no {topic}.py or {topic}.ipynb"
    if len(others) == 1:
        read = _read_file(student, others[0])
        return replace(read, notes=(f"{read.file} was graded: there is {missing}", *read.notes))
    if too_deep := [] if others else deeper(folder, topic):
        lies, which = ("lies", "it") if len(too_deep) == 1 else ("lie", "the right one")
        places = listed([shortened(path) for path in too_deep])
        into = printable(folder.absolute().name)
        return _refused(student, "", f"{places} {lies} too deep: move {which} into {into}/")
    there = listed([path.name for path in beside]) or "nothing"
    return _refused(student, "", f"{missing} found; found: {there}")


def _read_file(student: str, path: Path) -> Submission:
    name = printable(path.name)
    try:
        data = bytes_of(path, name)
        digest = hashlib.sha256(data).hexdigest()
        text = decoded(data, name, cookie=kind(path) == ".py")
        del data  # before a notebook's JSON takes as much again
        if not text.strip():
            raise ProblemError(f"{name} is empty")
        if kind(path) == ".py":
            return Submission(student, name, ((name, text),), (), "", digest)
        return from_notebook(student, name, text, digest)
    except ProblemError as error:
        return _refused(student, name, str(error))
    except MemoryError:
        return _refused(student, name, f"{name} needs too much memory: clear its outputs")


def from_notebook(student: str, name: str, text: str, digest: str = "") -> Submission:
    """Make a submission of a notebook's JSON text; whatever it is, this does not raise."""
    try:
        code = code_cells(text)
    except NotebookError as error:
        return _refused(student, name, f"{name} {error}")
    if not code.chunks:
        return _refused(student, name, f"{name} has no code cell with Python in it", code.notes)
    return Submission(student, name, code.chunks, code.notes, "", digest)


def handed_in(work: Path, file: str) -> float:
    """When something was handed in, in seconds since 1970.

    nbgrader's timestamp.txt tells where there is one, or else the file's own time.

    Args:
        work: the student's folder or file.
        file: the name of the file that was read.
    """
    folder = work if work.is_dir() else work.parent
    try:
        return datetime.fromisoformat(_stamp(folder).replace(" UTC", "+00:00")).timestamp()
    except (ProblemError, OSError, ValueError, OverflowError):
        pass  # there is none, or none that can be read
    for path in (folder / file, work):
        with contextlib.suppress(OSError):
            return path.lstat().st_mtime
    return 0.0


def _stamp(folder: Path) -> str:
    path = folder / "timestamp.txt"
    require_plain(path.lstat(), path.name)
    with path.open("rb") as found:
        return found.read(100).decode().strip()


def _better(read: list[Submission]) -> Submission:
    """The one of two files in which more is done, with a note on the other."""
    progress = [Progress.of(submission) for submission in read]
    first = min((0, 1), key=lambda place: progress[place])
    chosen, other = read[first], read[1 - first]
    behind = progress[1 - first]
    if chosen.problem:
        return replace(chosen, notes=(other.problem, *chosen.notes))
    if other.problem:
        why = other.problem
    elif behind.empty and not progress[first].empty:
        why = f"{other.file} defines no function"
    elif behind.unfilled > progress[first].unfilled:
        why = f"{other.file} has more functions still to be written"
    else:
        why = f"{other.file} is not further along"
    return replace(chosen, notes=(f"{chosen.file} was graded: {why}", *chosen.notes))
