"""The homeworks as students receive them, and a copy of one to work in.

A course has them in its student_template/. The wheel carries those of our course in this folder
(see setup.py), so that a student needs nothing but the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.course import BANK_SUFFIX, TEMPLATES, Course, meant, title_of
from autograder.errors import UsageError, did_you_mean

_PACKAGED = (Path(__file__).parent, Path(__file__).parents[2] / TEMPLATES)  # a wheel, a checkout


@dataclass(frozen=True)
class Homework:
    """A homework's released folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def title(self) -> str:
        return title_of(self.folder)


@dataclass(frozen=True)
class Copied:
    """What became of a student's folder, by file names.

    Attributes:
        folder: where it is.
        added: what was copied.
        kept: what was there already and stayed as it was.
        older: of these, a bank with other cases than the released one.
    """

    folder: Path
    added: list[str]
    kept: list[str]
    older: list[str]


def released(course: Path | None = None) -> list[Homework]:
    """The homeworks that can be begun.

    Args:
        course: a course, or a folder of homeworks. By default the course that the working
            directory is in, or else the one that came with the package.

    Raises:
        UsageError: there are none.
    """
    root = course or _course_around()
    for place in (root / TEMPLATES, root) if root else _PACKAGED:
        if found := [Homework(folder) for folder in sorted(place.glob("*/")) if has_bank(folder)]:
            return found
    if root is None:
        raise UsageError(
            "Expected homeworks in the package but it was built without them. Name a course's "
            "folder with --course DIR."
        )
    raise UsageError(
        f"Expected released homeworks in {root / TEMPLATES} but there are none. Make them with "
        "autograder release HW, or name a folder of homeworks with --course DIR."
    )


def find(name: str, course: Path | None = None) -> Homework:
    """Find a homework by its name, or by a beginning that no other has.

    Raises:
        UsageError: there is none, or more than one; says which there are.
    """
    known = {homework.name: homework for homework in released(course)}
    found = meant(name, known)
    if found is not None:
        return known[found]
    expected = f"Expected one of {', '.join(known)} but got {name!r}."
    raise UsageError(f"{expected} {did_you_mean(name, known)}".rstrip())


def has_bank(folder: Path) -> bool:
    """Whether a folder is that of a homework."""
    return any(folder.glob(f"*{BANK_SUFFIX}"))


def copy(homework: Homework, where: Path) -> Copied:
    """Copy what is missing of a homework; nothing that is there is touched.

    Args:
        homework: from `find`.
        where: the folder to put it in, or the homework's own folder.

    Raises:
        UsageError: the folder cannot be written.
    """
    own = where.resolve().name == homework.name
    folder = where if own else where / homework.name
    added, kept, older = [], [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(homework.folder.iterdir()):
            if not path.is_file() or path.name.startswith("."):
                continue
            data, target = path.read_bytes(), folder / path.name
            if _write_new(target, data):
                added.append(path.name)
                continue
            kept.append(path.name)
            if path.suffix == BANK_SUFFIX and target.read_bytes() != data:
                older.append(path.name)
    except OSError as error:
        raise UsageError(
            f"Cannot write {error.filename or folder}: {error.strerror}. Name another folder: "
            f"autograder start {homework.name} DIR"
        ) from None
    return Copied(folder, added, kept, older)


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file unless there is one; all of it or nothing."""
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(data)
    except OSError:
        path.unlink()
        raise
    return True


def _course_around() -> Path | None:
    try:
        return Course.find(Path.cwd()).root
    except UsageError:
        return None
