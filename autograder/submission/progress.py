"""How far a student's file is: functions that are still as in the template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.notebook_source import UnparsedError, parse

if TYPE_CHECKING:
    from autograder.submission import Submission


@dataclass(frozen=True, order=True)
class Progress:
    """How far a file is; the smaller, the further."""

    unreadable: bool
    empty: bool  # of functions
    unfilled: int  # functions that still are as in the template
    notebook: bool

    @classmethod
    def of(cls, submission: Submission) -> Progress:
        functions: dict[str, bool] = {}  # by name, whether unfilled; the last definition counts
        for label, text in submission.chunks:
            try:
                functions.update(_functions(parse(text).body))
            except UnparsedError:
                # Somebody is at work here; what it says is near enough.
                functions[label] = False
                stubs = re.findall(r"^[ \t]+raise NotImplementedError\b", text, re.MULTILINE)
                functions.update({f"{label} {place}": True for place in range(len(stubs))})
        return cls(
            unreadable=bool(submission.problem),
            empty=not functions,
            unfilled=sum(functions.values()),
            notebook=submission.file.lower().endswith(".ipynb"),
        )


def _functions(body: Sequence[ast.stmt], inside: str = "") -> Iterator[tuple[str, bool]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{inside}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{inside}{node.name}", is_unfilled(node.body)


def is_unfilled(body: Sequence[ast.stmt]) -> bool:
    """Whether a function ends in the template's `raise NotImplementedError`, come what may."""
    last = next((node for node in body if isinstance(node, ast.Return | ast.Raise)), None)
    if not isinstance(last, ast.Raise):
        return False
    error = last.exc.func if isinstance(last.exc, ast.Call) else last.exc
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"
