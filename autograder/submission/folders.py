"""Where in a class's folder the students are, and where in theirs the homework is."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from autograder.errors import UsageError
from autograder.submission.files import LARGEST, kind, printable

NO_WORK = frozenset({"__pycache__", "__MACOSX"})  # beside the hidden ones
DEEPEST, MOST_SEEN = 5, 1000  # folders and entries in which misplaced work is looked for
LONGEST_PATH = 80  # characters of it that are shown


def find_class(root: Path, assignment: str, topic: str) -> list[tuple[str, Path | None]]:
    """Find the students and their work.

    Args:
        root: a class, as ROOT/<student>/<assignment>/<topic>.py (nbgrader's layout),
            ROOT/<student>/<topic>.py or ROOT/<student>.py, mixed if need be; one student's folder,
            with <topic>.py or <assignment>/ in it; or a file. Notebooks are as good as .py files.
        assignment: the homework's name.
        topic: the stem of the students' files.

    Returns:
        (student, folder or file), by student; None for a student who handed in no file at all. A
        file that lies too deep counts as handed in, for its folder's refusal to name it.

    Raises:
        UsageError: there is no such folder or nothing in it, or two students have one name.
    """
    expected = f"<student>/{assignment}/{topic}.py, <student>/{topic}.py or <student>.py"
    if not os.path.lexists(root):
        raise UsageError(
            f"Expected a folder of submissions or a file but {root} does not exist. "
            f"Name the folder that holds {expected}."
        )
    if not root.is_dir():
        if kind(root) not in LARGEST:
            raise UsageError(
                f"Expected a .py file, a notebook or a folder of submissions but got {root}."
            )
        return [(_student_of(root, assignment, topic), root)]
    folder = root.resolve()  # the instructor may name a link, the students may not hand one in
    try:
        one = _one_student(folder, assignment, topic)
        found = [one] if one else _students(folder, assignment, topic)
        there = _visible(folder)
    except OSError as error:
        raise UsageError(
            f"Expected a folder of submissions but {root} cannot be read ({error.strerror})."
        ) from None
    if not one and not any(work for _, work in found):
        what = f"found only {listed(there)}" if there else "it is empty"
        raise UsageError(f"Expected submissions in {root}, as {expected}, but {what}.")
    return sorted(found, key=lambda item: item[0])


def _one_student(folder: Path, assignment: str, topic: str) -> tuple[str, Path | None] | None:
    """The student whose own folder this is, if it is one."""
    if _holds(folder, topic):
        owner = folder.parent if folder.name == assignment else folder
        return printable(owner.name), folder
    if os.path.lexists(folder / assignment):
        work = _work_in(folder, assignment, topic)
        return printable(folder.name), work or _misplaced_in(folder, topic)
    return None


def _students(folder: Path, assignment: str, topic: str) -> list[tuple[str, Path | None]]:
    found: dict[str, Path | None] = {}
    folders: dict[str, Path] = {}
    for name in _visible(folder):
        path = folder / name
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a link leads astray
            student, work = printable(name), _work_in(path, assignment, topic)
            folders[student] = path
        elif kind(path) in LARGEST:
            student, work = printable(path.stem), path
        else:
            continue
        other = found.get(student)
        if work and other:
            both = " and ".join(printable(str(one.relative_to(folder))) for one in (other, work))
            raise UsageError(
                f"Expected one submission per student but got {both} for {student} in {folder}. "
                f"Keep one of them, or put both files into a folder {student}/."
            )
        found[student] = work or other
    if any(found.values()):  # or else the folder is none of a class
        for student in [student for student, work in found.items() if work is None]:
            found[student] = _misplaced_in(folders[student], topic)
    return list(found.items())


def _misplaced_in(folder: Path, topic: str) -> Path | None:
    """A student's folder, if the homework lies too deep in it: reading it will tell."""
    return folder if deeper(folder, topic) else None


def deeper(folder: Path, topic: str) -> list[str]:
    """The homework's files in the folders below one, as far as a short look finds them."""
    names = {f"{topic}{kind}" for kind in LARGEST}
    found: list[str] = []
    waiting, left = [(folder, 0)], MOST_SEEN
    for place, depth in waiting:
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in islice(entries, left):
                left -= 1
                if entry.name.startswith(".") or entry.name in NO_WORK:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting += [(Path(entry.path), depth + 1)] * (depth < DEEPEST)
                elif depth and entry.name in names:
                    found.append(Path(entry.path).relative_to(folder).as_posix())
    return sorted(found)


def _student_of(file: Path, assignment: str, topic: str) -> str:
    if file.stem != topic:
        return printable(file.stem)
    folder = file.absolute().parent
    return printable(folder.parent.name if folder.name == assignment else folder.name)


def _work_in(folder: Path, assignment: str, topic: str) -> Path | None:
    """Where in a student's folder the homework is; a link counts, and is refused when read."""
    inner = folder / assignment
    try:
        if folder.is_symlink() or inner.is_symlink():
            return folder if folder.is_symlink() else inner
        places = [inner, folder] if inner.is_dir() else [folder]
        filled = [place for place in places if not all(item.is_dir() for item in entries(place))]
    except OSError:
        return inner if os.path.lexists(inner) else folder  # reading it will tell
    named = [place for place in places if _holds(place, topic)]
    return next(iter(named + filled), None)


def _holds(folder: Path, topic: str) -> bool:
    return any(os.path.lexists(folder / f"{topic}{kind}") for kind in LARGEST)


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, but for what is hidden and what is no work."""
    return [folder / name for name in _visible(folder)]


def _visible(folder: Path) -> list[str]:
    names = os.listdir(folder)  # noqa: PTH208  plain names
    return sorted(name for name in names if not name.startswith(".") and name not in NO_WORK)


def listed(names: Sequence[str]) -> str:
    """Some names, the first ones of many, as they can be shown."""
    shown = ", ".join(printable(name) for name in names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


def shortened(path: str) -> str:
    """The end of a path, which has the file's name."""
    return path if len(path) <= LONGEST_PATH else f"…{path[-LONGEST_PATH:]}"
