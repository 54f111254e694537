"""A misconception as a short patch of the NumPy reference."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import load_module
from autograder.errors import DeclarationError
from autograder.exercise import Assignment, Exercise


@dataclass(frozen=True)
class Misconception:
    """A known mistake.

    Attributes:
        name: unique within the homework, `bias_gradient_averaged`.
        exercise: where it belongs.
        replace: lines of the reference by what the mistake writes instead; "function: line"
            where the same line stands in several functions of the exercise.
        behaves: completes "Behaves exactly as if ...".
        hint: what to look at, without giving the answer away.
    """

    name: str
    exercise: str
    replace: Mapping[str, str]
    behaves: str
    hint: str


def load_misconceptions(path: Path) -> tuple[Misconception, ...]:
    """Read the list MISCONCEPTIONS of a misconceptions.py; a missing file has none.

    Raises:
        DeclarationError: the file does not run or two entries share a name.
    """
    if not path.is_file():
        return ()
    module = load_module(f"_misconceptions_{path.parent.name}", path.read_text("utf-8"), str(path))
    found = tuple(getattr(module, "MISCONCEPTIONS", ()))
    names = [item.name for item in found]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise DeclarationError(
            f"Expected each misconception once in {path} but got twice: {twice}."
        )
    return found


def apply(misconception: Misconception, reference: str, assignment: Assignment) -> str:
    """The reference's text with the mistake in it.

    Raises:
        DeclarationError: a line to replace does not stand exactly once in the exercise.
    """
    exercise = assignment.exercise(misconception.exercise)
    lines = reference.splitlines()
    for target, wrong in misconception.replace.items():
        function, old = _split(target, exercise)
        places = _find(old, lines, _spans(reference, exercise, function))
        if len(places) != 1:
            raise DeclarationError(
                f"Expected the line {old!r} once in {function or exercise.name} of the reference "
                f"but got it {len(places)} times. Mend misconception {misconception.name!r}."
            )
        start = places[0]
        indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
        replacement = [indent + line for line in wrong.splitlines()] or [indent + "pass"]
        # The line count stays, so that the spans of the other replacements do.
        kept = len(old.splitlines())
        lines[start : start + kept] = ["\n".join(replacement), *[""] * (kept - 1)]
    text = "\n".join(lines) + "\n"
    _require_parsing(text, misconception)
    return text


def _split(target: str, exercise: Exercise) -> tuple[str, str]:
    function, separator, rest = target.partition(": ")
    if separator and function in {signature.name for signature in exercise.signatures}:
        return function, rest
    return "", target


def _spans(reference: str, exercise: Exercise, function: str) -> list[range]:
    """The line ranges (from 0) of the exercise's functions, or of one of them."""
    names = {function} if function else {item.name for item in exercise.signatures}
    return [
        range(node.lineno - 1, node.end_lineno or node.lineno)
        for node in ast.parse(reference).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names
    ]


def _find(old: str, lines: Sequence[str], spans: Sequence[range]) -> list[int]:
    wanted = [line.strip() for line in old.splitlines()]
    return [
        start
        for span in spans
        for start in span
        if [line.strip() for line in lines[start : start + len(wanted)]] == wanted
    ]


def _require_parsing(text: str, misconception: Misconception) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise DeclarationError(
            f"Misconception {misconception.name!r} does not parse: {error}."
        ) from None
