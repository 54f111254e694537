"""Results as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder import explain
from autograder.definitions import Locations
from autograder.probe import UNWRITTEN
from autograder.reports.changes import Change
from autograder.reports.lines import INDENT, Beside, Indented, whole
from autograder.results import (
    CheckResult,
    ClassResults,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)
from autograder.self_check import ShownCase
from autograder.wire import Value

MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.FAILED: ("✗", "red"),
    Verdict.SKIPPED: ("·", "yellow"),
    Verdict.ERROR: ("!", "magenta"),
}


def points(value: float) -> str:
    """A number of points without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def submission(
    result: SubmissionResult, assignment: str, where: Locations | None = None
) -> RenderableType:
    """A table that a student can act on: every exercise, and what is wrong with it.

    Args:
        result: of the submission.
        assignment: the homework's name.
        where: what the result speaks of, for places that editors can follow.
    """
    parts: list[RenderableType] = [
        Text.assemble((assignment, "bold"), "  ", (result.file, "dim")),
        *(Text(f"note: {note}", style="dim") for note in result.notes),
    ]
    said: set[str] = set()
    parts += [_exercise(item, said, where) for item in result.exercises]
    done = sum(item.passed for item in result.exercises)
    total = f"{points(result.score)} of {points(result.max_score)} points"
    style = "bold green" if result.passed else "bold"
    parts.append(Text(f"{total}, {done} of {len(result.exercises)} exercises complete", style))
    return Group(*parts)


def _exercise(item: ExerciseResult, said: set[str], where: Locations | None) -> RenderableType:
    verdict = _verdict_of(item)
    mark, colour = MARKS[verdict]
    head = Text.assemble(
        (f"{mark} ", colour),
        (f"{item.name:<24}", "bold"),
        f"{points(item.score):>5} / {points(item.max_score)}",
    )
    return Group(head, *(Indented(part, INDENT) for part in _details(item, said, where)))


def _verdict_of(item: ExerciseResult) -> Verdict:
    verdicts = [check.verdict for check in item.checks]
    for verdict in (Verdict.ERROR, Verdict.FAILED, Verdict.SKIPPED):
        if verdict in verdicts:
            return verdict
    return Verdict.PASSED


def _details(
    item: ExerciseResult, said: set[str], where: Locations | None
) -> Iterator[RenderableType]:
    for check in item.checks:
        if check.verdict in (Verdict.FAILED, Verdict.ERROR) and check.message not in said:
            said.add(check.message)
            yield _failure(check, said, where)
        elif check.verdict is Verdict.SKIPPED and _is_left_out(item) and check.message not in said:
            said.add(check.message)
            yield Text(check.message, style="yellow")
        elif check.verdict is Verdict.PASSED and check.message:
            yield Text(f"{check.name}: {check.message}", style="dim")


def _is_left_out(item: ExerciseResult) -> bool:
    """Whether an exercise could not be run at all, which its result tells only here."""
    return all(check.verdict is Verdict.SKIPPED for check in item.checks)


def _failure(check: CheckResult, said: set[str], where: Locations | None) -> RenderableType:
    message, place = _located(check.message, where) if where else (check.message, "")
    text = Text(message)
    text.highlight_regex(r"^\w+:", "bold")
    text.highlight_regex(r"\[[^\[\]]*\]$", "dim")
    lines: list[RenderableType] = [whole((check.name, "red"), "  ", (place, "dim"))]
    lines += _hanging(text)
    for found in check.diagnosis:
        if found.name not in said:
            said.add(found.name)
            if found.behaves:
                lines += _hanging(Text(f"  Behaves exactly as if {found.behaves}.", "yellow"))
            if found.hint:
                lines += _hanging(Text(f"  Hint: {found.hint}", "yellow"))
    if check.counterexample:
        lines.append(whole(f"  Reproduce: {check.counterexample.reproduce}", style="dim"))
    return Group(*lines)


def _hanging(text: Text) -> Iterator[RenderableType]:
    """Its lines; one that is broken goes on below its own beginning."""
    for line in text.split():
        blanks = len(line.plain) - len(line.plain.lstrip(" "))
        yield Indented(line[blanks:], blanks)


def _located(message: str, where: Locations) -> tuple[str, str]:
    """The message with its lines as FILE:LINE, or else where the function is that it begins with.

    Returns:
        (message, place); the place is empty where the message has one or nothing is written yet.
    """
    lines = rf"^( +){re.escape(where.file)}, line (\d+)"
    text, count = re.subn(
        lines, lambda match: f"{match[1]}{where.shown}:{match[2]}", message, flags=re.MULTILINE
    )
    name = re.split(r"[^\w.]", message, maxsplit=1)[0]
    known = where.functions.get(name, where.functions.get(name.partition(".")[0], ""))
    return text, "" if count or message.endswith(UNWRITTEN) else known


def changes(found: Sequence[Change]) -> RenderableType:
    """What changed since the last check."""
    styles = {"better": "green", "worse": "red", "same": "yellow"}
    lines = [Text(item.text, styles[item.direction]) for item in found]
    return Group("", *lines or [Text("no change", "dim")])


def waiting(text: str) -> RenderableType:
    """That the work is watched, and what there is to say."""
    return Text.assemble((text, "bold"), ("  Watching; Ctrl-C ends.", "dim"))


def case(shown: ShownCase) -> RenderableType:
    """One case in full: inputs, outputs beside what they should be, and what fails with it."""
    title = f": {shown.case.title}" if shown.case.title else ""
    which = "smallest case found" if shown.number is None else f"case {shown.number}"
    head = Text(f"{shown.exercise}, {which}{title}", "bold underline")
    parts: list[RenderableType] = [head]
    for name, value in shown.case.inputs.items():
        parts += [Text(name, "bold"), Indented(full(value), INDENT)]
    got, failure = shown.outcome.outputs, shown.outcome.failure
    rows = [
        (name, full(got[name]) if name in got else "nothing", full(expected))
        for name, expected in shown.case.outputs.items()
    ]
    parts.append(Beside(("output", "yours", "should be"), rows))
    if failure and shown.number is not None and not shown.failed:
        parts.append(Text(explain.failure_text(failure, {})))
    said: set[str] = set()
    for check in shown.failed:
        parts.append(_failure(msgspec.structs.replace(check, counterexample=None), said, None))
    return Group(*parts)


def full(value: Value) -> str:
    """A value with all its numbers, up to a thousand."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        unsigned = value + 0.0 if value.dtype.kind == "f" else value  # no -0.
        return np.array2string(unsigned, precision=6, separator=", ", threshold=1000)
    if isinstance(value, list | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return "\n".join(f"{key}: {full(item)}" for key, item in items)
    return explain.brief(value)


def summary(results: ClassResults) -> RenderableType:
    """A class in a table: one line a student."""
    table = Table("student", "points", "complete", "remarks", title=results.assignment)
    table.columns[1].justify = "right"
    for item in results.submissions:
        done = f"{sum(part.passed for part in item.exercises)} of {len(item.exercises)}"
        remark = item.notes[0] if item.notes else ""
        style = {"missing": "yellow", "error": "magenta"}.get(item.status, "")
        table.add_row(
            Text(item.student),
            f"{points(item.score)} / {points(item.max_score)}",
            done,
            Text(remark[:100]),
            style=style,
        )
    return table
