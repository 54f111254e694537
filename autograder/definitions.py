"""Where a submission defines its functions, and what their docstrings say; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from autograder.notebook_source import UnparsedError, parse
from autograder.submission import Submission

_Node: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Definition:
    """A function, a class, or one of its methods.

    Attributes:
        call: its name and arguments; of a class the name alone.
        docstring: dedented; empty where there is none.
        place: "optimization.py:12", which editors can follow, or "optimization.ipynb, cell 3".
    """

    call: str
    docstring: str
    place: str


@dataclass(frozen=True)
class Locations:
    """Where things are, for somebody who reads about them in a terminal.

    Attributes:
        file: the name of the submission's file.
        shown: how to name it from the working directory.
        functions: places by name.
    """

    file: str
    shown: str
    functions: Mapping[str, str]


def locations(submission: Submission, path: Path) -> Locations:
    """Find where everything is; see `definitions`."""
    found = {name: item.place for name, item in definitions(submission, path).items()}
    return Locations(submission.file, shown(path, submission.file), found)


def definitions(submission: Submission, path: Path) -> dict[str, Definition]:
    """Find all of them, as "function" or "Class.method"; of each the one that counts, the last.

    Args:
        submission: what was read.
        path: the folder or file that it was read from.
    """
    file = shown(path, submission.file)
    found: dict[str, Definition] = {}
    for label, text in submission.chunks:
        with suppress(UnparsedError):
            for name, node in _defined(parse(text).body):
                place = f"{file}:{node.lineno}" if label == submission.file else f"{file}, {label}"
                found[name] = Definition(_call_of(node), ast.get_docstring(node) or "", place)
    return found


def _defined(body: Sequence[ast.stmt], inside: str = "") -> Iterator[tuple[str, _Node]]:
    for node in body:
        if isinstance(node, _Node):
            yield f"{inside}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _defined(node.body, f"{inside}{node.name}.")


def _call_of(node: _Node) -> str:
    arguments = "" if isinstance(node, ast.ClassDef) else ast.unparse(node.args)
    return f"{node.name}({arguments.removeprefix('self, ').removeprefix('self')})"


def shown(path: Path, file: str) -> str:
    """How to name a file to somebody in the working directory.

    Args:
        path: the file, or the folder that it is in.
        file: its name.
    """
    whole = (path / file if path.is_dir() else path).absolute()
    here = Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)
