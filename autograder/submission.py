"""What a student handed in, as text: found, read within limits, never run."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tokenize
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from autograder.errors import UsageError
from autograder.notebook_source import NotebookError, code_cells

LARGEST = {".py": 4 * 2**20, ".ipynb": 64 * 2**20}  # bytes; a notebook holds outputs too


@dataclass(frozen=True)
class Submission:
    """A student's text.

    Attributes:
        student: the name.
        file: the name of the file that was read; empty where there is none.
        chunks: (label, Python text), run one after the other. A .py file is one chunk labelled
            with its name, a notebook has one per code cell, "cell 1" being the first code cell.
        notes: what the instructor should know, such as magics that were left out.
        problem: why nothing can be graded; empty where all is well.
        digest: SHA-256 of the bytes that were read.
    """

    student: str
    file: str
    chunks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    problem: str
    digest: str


class _ProblemError(Exception):
    """A submission that cannot be read; the message is for student and instructor."""


def find_class(root: Path, assignment: str, topic: str) -> list[tuple[str, Path | None]]:
    """Find the students and their work.

    Args:
        root: a folder of students, ROOT/<student>/<assignment>/<file> or ROOT/<student>/<file> or
            ROOT/<student>.py; one student's folder; or a file.
        assignment: the homework's name.
        topic: the stem of the students' files.

    Returns:
        (student, folder or file), by student; None for a student without work.

    Raises:
        UsageError: there is no such folder, or nothing in it.
    """
    if root.is_file():
        return [(_student_of(root, assignment, topic), root)]
    if not root.is_dir():
        raise UsageError(f"Expected a folder of submissions or a file but {root} does not exist.")
    names = [f"{topic}.py", f"{topic}.ipynb"]
    if any((root / name).exists() for name in names):
        folder = root.absolute()
        return [(folder.parent.name if folder.name == assignment else folder.name, root)]
    found: list[tuple[str, Path | None]] = []
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            found.append((path.name, _work_in(path, assignment)))
        elif path.suffix in LARGEST:
            found.append((path.stem, path))
    if not found:
        raise UsageError(
            f"Expected submissions in {root}, as <student>/{assignment}/{names[0]}, "
            f"<student>/{names[0]} or <student>.py, but it is empty."
        )
    return found


def read_submission(student: str, path: Path | None, topic: str) -> Submission:
    """Read what a student handed in; whatever it is, this does not raise.

    Args:
        student: the name.
        path: the file, or the folder that holds it; None where there is nothing.
        topic: the stem of the file.
    """
    if path is None:
        return _unreadable(student, "", f"nothing handed in: no {topic}.py or {topic}.ipynb")
    file = ""
    try:
        chosen, notes = _choose(path, topic)
        file = chosen.name
        data = _read(chosen)
        digest = hashlib.sha256(data).hexdigest()
        if chosen.suffix == ".ipynb":
            cells, more = code_cells(data)
            return Submission(student, file, tuple(cells), (*notes, *more), "", digest)
        return Submission(student, file, ((file, _decode(data, file)),), notes, "", digest)
    except (_ProblemError, NotebookError) as error:
        return _unreadable(student, file, str(error))


def _unreadable(student: str, file: str, problem: str) -> Submission:
    digest = hashlib.sha256(f"{file}: {problem}".encode()).hexdigest()
    return Submission(student, file, (), (), problem, digest)


def _student_of(path: Path, assignment: str, topic: str) -> str:
    if path.stem != topic:
        return path.stem
    folder = path.absolute().parent
    return folder.parent.name if folder.name == assignment else folder.name


def _work_in(folder: Path, assignment: str) -> Path | None:
    inner = folder / assignment
    work = inner if inner.is_dir() else folder
    files = [path for path in work.iterdir() if path.suffix in LARGEST]
    return work if files else None


def _choose(path: Path, topic: str) -> tuple[Path, tuple[str, ...]]:
    """The file to grade, and a note where there was a choice."""
    if path.suffix in LARGEST and not path.is_dir():
        return path, ()
    if not path.is_dir():
        if path.exists():
            raise _ProblemError(f"{path.name} is neither a .py file nor a notebook")
        raise _ProblemError(f"{path.name} does not exist")
    script, notebook = path / f"{topic}.py", path / f"{topic}.ipynb"
    there = [candidate for candidate in (script, notebook) if os.path.lexists(candidate)]
    if len(there) == 2:
        missing = {candidate: _unfilled(candidate) for candidate in there}
        chosen = notebook if missing[notebook] < missing[script] else script
        other = script if chosen is notebook else notebook
        return chosen, (
            f"{chosen.name} was graded; {other.name} has more functions unwritten"
            if missing[other] > missing[chosen]
            else f"{chosen.name} was graded, {other.name} was not",
        )
    if there:
        return there[0], ()
    others = sorted(item for item in path.iterdir() if item.suffix in LARGEST)
    if len(others) == 1:
        return others[0], (f"{others[0].name} was graded: there is no {topic}.py",)
    listed = ", ".join(item.name for item in others[:5]) or "nothing of the kind"
    raise _ProblemError(f"no {topic}.py or {topic}.ipynb found, but {listed}")


def _unfilled(path: Path) -> int:
    """How many functions are still as in the template; a file that cannot be read has most."""
    try:
        data = _read(path)
        if path.suffix == ".ipynb":
            texts = [text for _, text in code_cells(data)[0]]
        else:
            texts = [_decode(data, path.name)]
    except (_ProblemError, NotebookError):
        return 10**6
    return sum(len(re.findall(r"^\s*raise NotImplementedError\b", text, re.M)) for text in texts)


def _read(path: Path) -> bytes:
    """The bytes of a plain file; links, devices and pipes are not followed or waited for."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
    except OSError as error:
        what = "is a symbolic link" if path.is_symlink() else f"cannot be read ({error.strerror})"
        raise _ProblemError(f"{path.name} {what}: hand in a plain file") from None
    limit = LARGEST[path.suffix]
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _ProblemError(f"{path.name} is not a plain file: hand in a plain file")
        if status.st_nlink > 1:
            raise _ProblemError(f"{path.name} is a hard link: hand in a plain file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise _ProblemError(f"{path.name} is larger than {limit // 2**20} MiB, the limit")
    return data


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _ProblemError(f"{name} is saved as UTF-16: save it as UTF-8")
    if b"\0" in data:
        raise _ProblemError(f"{name} holds NUL bytes: it is no Python text")
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except (SyntaxError, UnicodeDecodeError, LookupError):
        raise _ProblemError(f"{name} is not UTF-8 text: save it as UTF-8") from None
