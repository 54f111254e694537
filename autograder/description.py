"""An exercise as its homework tells it: signatures, docstrings, and where more is said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.bank import file
from autograder.course import BANK_SUFFIX, title_of
from autograder.definitions import Definition, definitions, shown
from autograder.errors import UsageError, did_you_mean
from autograder.exercise import Assignment, Exercise
from autograder.self_check import declared_in
from autograder.submission import read_submission


@dataclass(frozen=True)
class Function:
    """A function or class that is to be written.

    Attributes:
        signature: as the exercise declares it.
        docstring: the task, dedented; empty where it is nowhere to be found.
        place: "FILE:LINE" or "FILE, cell 3".
    """

    signature: str
    docstring: str
    place: str


@dataclass(frozen=True)
class Description:
    """An exercise in words.

    Attributes:
        name: of its homework.
        homework: its homework's heading.
        functions: those asked for.
        readings: files, and sections of them, that say more.
        at_hand: whether all these files are in the working directory or below it.
    """

    exercise: Exercise
    name: str
    homework: str
    functions: Sequence[Function]
    readings: Sequence[str]
    at_hand: bool


def describe(name: str, folders: Sequence[Path]) -> Description:
    """Describe an exercise.

    Args:
        name: of the exercise, or of one of its functions, which is then described alone.
        folders: homeworks' folders, each with its bank; the first one that knows the name tells
            the task, and later ones of the same homework what it lacks.

    Raises:
        UsageError: no folder knows the name; says which names are like it.
        BankError: a bank cannot be read.
    """
    banks = [(folder, file.load(next(folder.glob(f"*{BANK_SUFFIX}")))) for folder in folders]
    homeworks = [(folder, declared_in(bank)) for folder, bank in banks if bank.declarations]
    for pick in (_by_exercise, _by_function):
        for _, assignment in homeworks:
            if found := pick(assignment, name):
                same = [path for path, other in homeworks if other.name == assignment.name]
                return _described(*found, assignment, same)
    raise _unknown(name, [assignment for _, assignment in homeworks])


def _by_exercise(assignment: Assignment, name: str) -> tuple[Exercise, Sequence[str]] | None:
    for exercise in assignment.exercises:
        if exercise.name == name:
            return exercise, [item.name for item in exercise.signatures]
    return None


def _by_function(assignment: Assignment, name: str) -> tuple[Exercise, Sequence[str]] | None:
    for exercise in assignment.exercises:
        if name in [item.name for item in exercise.signatures]:
            return exercise, [name]
    return None


def _unknown(name: str, assignments: Sequence[Assignment]) -> UsageError:
    exercises = [exercise for assignment in assignments for exercise in assignment.exercises]
    functions = {item.name for exercise in exercises for item in exercise.signatures}
    names = [exercise.name for exercise in exercises]
    there = ", ".join(dict.fromkeys(names))
    advice = did_you_mean(name, [*names, *sorted(functions)]) or f"There are {there}."
    return UsageError(f"Expected an exercise or one of its functions but got {name!r}. {advice}")


def _described(
    exercise: Exercise,
    names: Sequence[str],
    assignment: Assignment,
    same: Sequence[Path],
) -> Description:
    read = [read_submission("", path, assignment.topic) for path in same]
    defined = [definitions(work, path) for work, path in zip(read, same, strict=True)]
    functions = []
    for signature in exercise.signatures:
        if signature.name in names:
            functions.append(_function(signature.name, signature.text, defined))
            functions += _methods(signature.name, defined)
    own = same[0]
    readings = list(_readings(own, exercise))
    at_hand = own.absolute().is_relative_to(Path.cwd())
    return Description(exercise, assignment.name, title_of(own), functions, readings, at_hand)


def _function(name: str, call: str, defined: Sequence[Mapping[str, Definition]]) -> Function:
    known = [item[name] for item in defined if name in item]
    told = [item.docstring for item in known if item.docstring]
    return Function(call, told[0] if told else "", known[0].place if known else "")


def _methods(name: str, defined: Sequence[Mapping[str, Definition]]) -> Iterator[Function]:
    """Those of a class that have a task of their own."""
    known = dict(pair for item in reversed(defined) for pair in item.items())
    for method, definition in known.items():
        if method.startswith(f"{name}.") and definition.docstring:
            yield _function(method, f"{name}.{definition.call}", defined)


def _readings(folder: Path, exercise: Exercise) -> Iterator[str]:
    for notebook in sorted(folder.glob("*.ipynb")):
        if section := _section(notebook, exercise.name):
            yield f"{shown(folder, notebook.name)}, section {section}"
    if (folder / "README.md").is_file():
        yield shown(folder, "README.md")


def _section(notebook: Path, exercise: str) -> str:
    """The heading above the cell that checks an exercise; empty where there is none."""
    heading = ""
    with suppress(OSError, ValueError, LookupError, TypeError):  # students' notebooks can be broken
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                heading = (re.findall(r"^#+ (.+)$", text, re.MULTILINE) or [heading])[-1]
            elif f'check("{exercise}")' in text:
                return heading
    return ""
