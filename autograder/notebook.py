"""What a homework's notebook imports: `check("dense_layer")` judges the cells run so far."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast

import msgspec

from autograder.errors import UsageError
from autograder.names import bound_in, read_in, scope_of
from autograder.reports.chart import chart
from autograder.results import CheckResult, Counterexample, ExerciseResult, Picture, Verdict

# Cell magics after which the cell's body runs in the notebook's own namespace.
_TRANSPARENT = frozenset({"capture", "prun", "time"})
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*(?:\n|\Z)")
_LINE_MAGIC = re.compile(
    r"^([ \t]*)(?:[%!?][^\n]*|[\w., ]+=\s*[%!][^\n]*|[%\w.*]+\?{1,2}[ \t]*)$", re.MULTILINE
)


def check(exercise: str) -> Report | float:
    """Judge an exercise's functions as they stand in this notebook.

    Args:
        exercise: its name, as in `check("dense_layer")`.

    Returns:
        The verdict of every check, which the notebook displays. Where nbgrader executes the
        notebook, they are displayed already, and the result is the points, as it expects.

    Raises:
        UsageError: this is no notebook, its folder lacks the bank, or there is no such exercise.
        AssertionError: nbgrader validates the notebook, and something is wrong.
    """
    history = _history(exercise)
    # Loads the grader, which the import of this module at the top of a notebook should not.
    from autograder.self_check import check_text, locate

    known = locate(Path.cwd()).assignment.exercises
    names = [item.name for one in known if one.name == exercise for item in one.signatures]
    result = check_text(gather_source(history, names), exercise)
    defined = _last_definitions(history)
    report = Report(result, tuple(name for name in names if name not in defined))
    purpose = os.environ.get("NBGRADER_EXECUTION")
    if purpose is None:
        return report
    if purpose == "validate" and not result.passed:
        raise AssertionError(repr(report))
    sys.modules["IPython"].display.display(report)
    return report.points


def gather_source(history: Sequence[str], names: Sequence[str]) -> str:
    """Make one file of what a notebook's cells defined.

    Only what the named functions need is kept, down to helpers, imports and constants: cells
    that explore, plot or train have no part in a check. Of every name the last definition counts.

    Args:
        history: the cells in the order in which they ran, one that ran twice twice. Magics, shell
            lines and cells that do not parse are passed over.
        names: the functions and classes that are wanted; those never defined are left out.

    Returns:
        The source: imports first, then definitions in their order, except that what is used by
        a definition itself (a default, a decorator) stands before it even where its cell was
        run again later.
    """
    defined = _last_definitions(history)
    needed: dict[_Definition, None] = {}
    seen: set[str] = set()
    waiting = [*names, "*"]  # `from numpy import *` may bind anything
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for definition in defined.get(name, ()):
            needed[definition] = None
            waiting += definition.uses
    return "\n\n".join(item.text for item in _in_order(needed, defined)) + "\n" if needed else ""


def _history(exercise: str) -> Sequence[str]:
    """The cells that ran. IPython is never imported here: a notebook has done so already."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        raise UsageError(
            f"Expected a notebook but check({exercise!r}) was called outside of one. In a "
            f"terminal, run: autograder check --exercise {exercise}"
        )
    return cast("Sequence[str]", shell.user_ns["In"])


@dataclass(frozen=True, eq=False)
class _Definition:
    """A statement that gives names a value.

    Attributes:
        text: its source.
        place: where it stands among all: __future__ first, then imports, then by time.
        binds: the names; "*" where they are unknown.
        uses: global names that it needs sooner or later.
        at_once: those it needs when it runs, not only when it is called.
        extends: names whose former value lives on in the new one.
    """

    text: str
    place: tuple[int, int]
    binds: frozenset[str]
    uses: frozenset[str]
    at_once: frozenset[str]
    extends: frozenset[str]


def _last_definitions(history: Sequence[str]) -> dict[str, tuple[_Definition, ...]]:
    """For every name its last definition, after those which that one extends."""
    defined: dict[str, tuple[_Definition, ...]] = {}
    statements = (pair for cell in history for pair in _statements(cell))
    for time, (node, text) in enumerate(statements):
        definition = _definition(node, text, time)
        for name in definition.binds:
            former = defined.get(name, ()) if name in definition.extends else ()
            defined[name] = (*former, definition)
    return defined


def _statements(cell: str) -> Iterator[tuple[ast.stmt, str]]:
    """A cell's top-level statements with their source, without magics and shell lines."""
    magic = _CELL_MAGIC.match(cell)
    if magic:
        cell = cell[magic.end() :] if magic[1] in _TRANSPARENT else ""
    tree = _parse(cell)
    if tree is None:
        cell = _LINE_MAGIC.sub(r"\1pass", cell)
        tree = _parse(cell)
    lines = cell.split("\n")
    for node in tree.body if tree else ():
        match node:
            # What IPython makes of a cell that begins with %%time.
            case ast.Expr(
                ast.Call(
                    ast.Attribute(_, "run_cell_magic"),
                    [ast.Constant(str(name)), _, ast.Constant(str(body))],
                )
            ):
                yield from _statements(body) if name in _TRANSPARENT else ()
            case _ if not _calls_ipython(node):
                yield node, _source(node, cell, lines)


def _parse(cell: str) -> ast.Module | None:
    try:
        return ast.parse(cell)
    except (SyntaxError, ValueError):
        return None


def _calls_ipython(node: ast.stmt) -> bool:
    """Whether a statement, outside of functions, is a magic or shell line of old."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return False
    return any(isinstance(item, ast.Name) and item.id == "get_ipython" for item in ast.walk(node))


def _source(node: ast.stmt, cell: str, lines: Sequence[str]) -> str:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    if decorators:
        first = min(item.lineno for item in decorators)
        return "\n".join(lines[first - 1 : node.end_lineno])
    return ast.get_source_segment(cell, node) or ast.unparse(node)


def _definition(node: ast.stmt, text: str, time: int) -> _Definition:
    scope = scope_of(text)
    binds, uses, at_once = bound_in(scope), read_in(scope), read_in(scope, at_once=True)
    extends: set[str] = binds & at_once
    kind = 2
    if isinstance(node, ast.Import | ast.ImportFrom):
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        kind = 0 if is_future else 1
        if is_future or any(alias.name == "*" for alias in node.names):
            binds.add("*")
            extends.add("*")
    elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        changed = set(_names_changed(node))
        binds |= changed
        extends |= changed
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            extends |= binds  # a branch or a loop may leave a name as it was
    return _Definition(
        text,
        (kind, time),
        frozenset(binds),
        frozenset(uses | extends - {"*"}),
        frozenset(at_once | extends - {"*"}),
        frozenset(extends),
    )


def _names_changed(node: ast.stmt) -> Iterator[str]:
    """Names such as x in `x += 1`, `x[0] = 1` and `x.a = 1`."""
    for item in ast.walk(node):
        target: ast.expr | None = None
        if isinstance(item, ast.AugAssign):
            target = item.target
        elif isinstance(item, ast.Attribute | ast.Subscript) and isinstance(item.ctx, ast.Store):
            target = item
        while isinstance(target, ast.Attribute | ast.Subscript):
            target = target.value
        if isinstance(target, ast.Name):
            yield target.id


def _in_order(
    needed: Iterable[_Definition], defined: dict[str, tuple[_Definition, ...]]
) -> list[_Definition]:
    ordered: dict[_Definition, None] = {}
    begun: set[tuple[_Definition, bool]] = set()

    def put(definition: _Definition, *, called: bool) -> None:
        """Put a definition after what it needs at once or, where it is called then, at all."""
        if (definition, called) in begun:
            return
        begun.add((definition, called))
        for name in sorted(definition.uses if called else definition.at_once):
            for other in defined.get(name, ()):
                if name not in definition.extends or other.place < definition.place:
                    put(other, called=True)
        ordered[definition] = None

    for definition in sorted(needed, key=lambda item: item.place):
        put(definition, called=False)
    return list(ordered)


# Text takes the theme's colours, so that it reads on light and on dark; signs bring their own.
_PLAIN = (
    "margin: 0.2em 0; padding: 0; background: transparent; color: inherit; "
    "font-family: monospace; white-space: pre-wrap"
)
_COLOURS = {
    Verdict.PASSED: "#1a7f37",
    Verdict.FAILED: "#b3261e",
    Verdict.SKIPPED: "#5f6368",
    Verdict.ERROR: "#8f5a00",
}


@dataclass(frozen=True, repr=False)
class Report:
    """An exercise's result, displayed by notebooks as HTML and elsewhere as text.

    Attributes:
        result: the verdicts.
        not_run: functions that no cell of this session has defined.
    """

    result: ExerciseResult
    not_run: tuple[str, ...] = ()

    def __repr__(self) -> str:
        lines = [f"{self.result.title} ({self.result.name}): {_points(self.result)}"]
        lines += [self._reminder] if self.not_run else []
        for item in _said_once(self.result.checks):
            lines.append(f"  {item.verdict:<7}  {item.name}: {_points(item)}")
            lines += [f"    {line}" for line in _explanation(item)]
        return "\n".join(lines)

    @property
    def brief(self) -> str:
        """What is wrong, in words, without the cases."""
        lines = []
        for item in _said_once(self.result.checks):
            if item.verdict is not Verdict.PASSED and (item.message or item.diagnosis):
                lines.append(f"{item.name}: {_points(item)}")
                lines += [f"  {line}" for line in _words(item)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self.html

    @property
    def html(self) -> str:
        """A section that reads on light and on dark, without styles of the page or scripts."""
        passed = self.result.passed
        colour = _COLOURS[Verdict.PASSED if passed else Verdict.FAILED]
        reminder = f"<p><em>{escape(self._reminder)}</em></p>" if self.not_run else ""
        items = "".join(_check_html(item) for item in _said_once(self.result.checks))
        return (
            f'<section style="border-left: 4px solid {colour}; padding: 0.2em 0 0.2em 1em">'
            f'<p style="margin: 0"><strong>{escape(self.result.title)}</strong> '
            f"(<code>{escape(self.result.name)}</code>): {_points(self.result)}</p>{reminder}"
            f'<ul style="list-style: none; margin: 0; padding: 0">{items}</ul>'
            f"{_pictures_html(self.result.pictures)}</section>"
        )

    @property
    def points(self) -> float:
        """The points as nbgrader may read them: where a sum is above its maximum, it gives up."""
        return min(max(round(float(self.result.score), 9), 0.0), float(self.result.max_score))

    @property
    def _reminder(self) -> str:
        names = ", ".join(self.not_run)
        return f"No cell that ran so far defines {names}: run that cell first, then this one again."


def _points(result: ExerciseResult | CheckResult) -> str:
    unit = "point" if result.max_score == 1 else "points"
    return f"{round(result.score, 2):g} of {result.max_score:g} {unit}"


def _said_once(checks: Sequence[CheckResult]) -> Iterator[CheckResult]:
    """The checks, without the explanation where an earlier one has given the same."""
    said: set[str] = set()
    for item in checks:
        if item.message and item.message in said:
            item = msgspec.structs.replace(item, message="", diagnosis=[], counterexample=None)
        said.add(item.message)
        yield item


def _words(item: CheckResult) -> Iterator[str]:
    yield from item.message.splitlines()
    for diagnosis in item.diagnosis:
        if diagnosis.behaves:
            yield f"Behaves exactly as if {diagnosis.behaves.rstrip('.')}."
        if diagnosis.hint:
            yield f"Hint: {diagnosis.hint}"


def _explanation(item: CheckResult) -> Iterator[str]:
    yield from _words(item)
    if item.counterexample:
        yield from (f"{name}: {value}" for name, value in _case(item.counterexample))


def _case(case: Counterexample) -> Iterator[tuple[str, str]]:
    yield from case.inputs.items()
    if case.got or case.expected:
        yield "got", case.got
        yield "expected", case.expected
    if case.reproduce:
        yield "reproduce", case.reproduce


def _pictures_html(pictures: Sequence[Picture]) -> str:
    figures = "".join(
        f'<figure style="margin: 0"><strong>{escape(item.title)}</strong><br>{chart(item)}'
        f"<figcaption>{escape(item.reading)}</figcaption></figure>"
        for item in pictures
    )
    if not figures:
        return ""
    return (
        '<details><summary style="display: list-item; cursor: pointer">Pictures</summary>'
        f'<div style="display: flex; flex-wrap: wrap; gap: 1em 2em">{figures}</div></details>'
    )


def _check_html(item: CheckResult) -> str:
    parts = [
        f'<li style="margin: 0.5em 0"><span style="background: {_COLOURS[item.verdict]}; '
        'color: #fff; border-radius: 3px; padding: 0 0.5em">'
        f"{item.verdict}</span> {escape(item.name)}: {_points(item)}"
    ]
    if item.message:
        parts.append(f'<pre style="{_PLAIN}">{escape(item.message)}</pre>')
    for diagnosis in item.diagnosis:
        told = []
        if diagnosis.behaves:
            told.append(f"Behaves exactly as if {escape(diagnosis.behaves.rstrip('.'))}.")
        if diagnosis.hint:
            told.append(f"<strong>Hint:</strong> {escape(diagnosis.hint)}")
        parts.append(f'<p style="margin: 0.3em 0">{"<br>".join(told)}</p>')
    if item.counterexample:
        rows = "".join(
            f'<tr><th scope="row" style="text-align: left">{escape(name)}</th>'
            f'<td style="text-align: left"><pre style="{_PLAIN}">{escape(value)}</pre></td></tr>'
            for name, value in _case(item.counterexample)
        )
        parts.append(
            '<details><summary style="display: list-item; cursor: pointer">'
            f"Case {item.counterexample.case}</summary><table>{rows}</table></details>"
        )
    return "".join([*parts, "</li>"])
