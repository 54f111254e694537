"""Workflows for GitHub, GitLab and GitHub Classroom: written once, then the course's own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from autograder.bank.file import load
from autograder.course import BANK_SUFFIX, Course, meant
from autograder.errors import AutograderError, UsageError
from autograder.frameworks import Framework, extras
from autograder.integrations import wheel
from autograder.self_check import declared_in


@dataclass(frozen=True)
class Service:
    """Where a service looks for a workflow.

    Attributes:
        students: the path of the workflow that checks every push.
        instructor: of the one that grades a class; "" where there is none.
        engine: the folder that the engine's wheel is put in.
    """

    students: str
    instructor: str
    engine: str


SERVICES = {
    "github": Service(".github/workflows/autograder.yml", ".github/workflows/grade.yml", ".github"),
    "gitlab": Service(".gitlab-ci.yml", ".gitlab-ci.yml", ".gitlab"),
    "classroom": Service(".github/workflows/classroom.yml", "", ".github"),
}


def init(
    service: str,
    folder: Path,
    *,
    homeworks: Sequence[str] = (),
    instructor: bool = False,
    install: str | None = None,
    force: bool = False,
) -> list[Path]:
    """Write a workflow, and the engine that it installs.

    Args:
        service: of SERVICES.
        folder: the repository's; a course's, for the instructor's workflow.
        homeworks: what students' pushes check, as folders or files in the repository; what an
            instructor may grade, as names. None means all that are there.
        instructor: grade a class with hidden cases instead of checking pushes.
        install: what pip installs; by default this engine, as a wheel in the repository.
        force: overwrite what is there.

    Returns:
        The files written, the workflow first.

    Raises:
        UsageError: there is no such service or homework, or a file that would be overwritten.
    """
    if service not in SERVICES:
        known = ", ".join(SERVICES)
        raise UsageError(f"Expected a service ({known}) but got {service!r}.")
    place = SERVICES[service]
    if instructor and not place.instructor:
        raise UsageError(
            f"Expected github or gitlab with --instructor but got {service}. Repositories of "
            "GitHub Classroom are graded with: autograder ci init github --instructor."
        )
    names = _of_course(folder, homeworks) if instructor else _in_repository(folder, homeworks)
    if service == "classroom" and len(names) != 1:
        raise UsageError(
            f"Expected one homework in a repository of GitHub Classroom but got {_listed(names)}. "
            "Name it with --homework."
        )
    engine = PurePosixPath(place.engine) / wheel.NAME
    needed = extras(_frameworks(folder, names, instructor=instructor))
    values = {
        "homework": names[0],
        "homeworks": names,
        "install": f"./{engine}{needed}" if install is None else install,
    }
    text = _text(f"{service}-instructor.yml" if instructor else f"{service}.yml", values)
    files = {place.instructor if instructor else place.students: text.encode()}
    if install is None:
        files[str(engine)] = wheel.engine_wheel()
    return write_new(folder, files, force=force)


def write_new(folder: Path, files: dict[str, bytes], *, force: bool) -> list[Path]:
    """Write files where there are none yet, or where they would not change.

    Raises:
        UsageError: one is there already and has another content, or cannot be written.
    """
    paths = {folder / name: data for name, data in files.items()}
    for path, data in paths.items():
        if not force and path.exists() and not (path.is_file() and path.read_bytes() == data):
            raise UsageError(
                f"Expected no {path} yet but there is one. Nothing was written. "
                "Move it away, or overwrite it with --force."
            )
    try:
        for path, data in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o755 if data.startswith(b"#!") else 0o644)
    except OSError as error:
        raise UsageError(f"Cannot write {error.filename}: {error.strerror}.") from None
    return list(paths)


def _text(name: str, values: Mapping[str, object]) -> str:
    """A workflow; values stand in it as JSON, which every YAML reader reads as such."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"%{{{key}}}", json.dumps(value))
    return text


def _of_course(folder: Path, homeworks: Sequence[str]) -> list[str]:
    """The names of a course's homeworks, the wanted ones or all."""
    course = Course.find(folder.resolve())
    if course.root != folder.resolve():
        raise UsageError(
            f"Expected a course's folder but {folder} only lies in one. Name {course.root}."
        )
    if not course.names:
        raise UsageError(f"Expected a homework in {course.root / 'assignments'} but found none.")
    return [course.named(name) for name in homeworks] or course.names


def _in_repository(folder: Path, homeworks: Sequence[str]) -> list[str]:
    """Folders with a case bank, relative to the repository."""
    found = sorted(
        path.parent.relative_to(folder).as_posix()
        for pattern in (f"*{BANK_SUFFIX}", f"*/*{BANK_SUFFIX}")
        for path in folder.glob(pattern)
    )
    named = []
    for name in homeworks:
        there = (folder / name).exists() and not Path(name).is_absolute()
        place = name if there else meant(name, set(found))
        if place is None:
            raise UsageError(
                f"Expected a homework's folder in {folder} but got {name!r}. "
                "Name it as it is named in the repository."
            )
        named.append(place)
    if not homeworks and not found:
        raise UsageError(
            f"Expected a homework with its case bank in {folder} but found none. Copy a folder of "
            "student_template into it first, or name its place with --homework."
        )
    return named or list(dict.fromkeys(found))


def _frameworks(folder: Path, names: Sequence[str], *, instructor: bool) -> set[Framework]:
    """What some homeworks need beside NumPy."""
    if instructor:
        course = Course(folder.resolve())
        return {one for name in names for one in course.assignment(name).frameworks}
    found: set[Framework] = set()
    for name in names:
        path = folder / name
        for bank in (path if path.is_dir() else path.parent).glob(f"*{BANK_SUFFIX}"):
            with suppress(AutograderError):  # whoever checks with it will be told
                found.update(declared_in(load(bank)).frameworks)
    return found


def _listed(names: Sequence[str]) -> str:
    return f"{len(names)}: {', '.join(names)}"
