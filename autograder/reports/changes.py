"""What changed between two results of the same work, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from autograder.reports.texts import number
from autograder.results import ExerciseResult, SubmissionResult, Verdict

MOST_NAMES = 3

Direction = Literal["better", "worse", "same"]


class Change(NamedTuple):
    """A line, and whether it is good news."""

    text: str
    direction: Direction


def changes(before: SubmissionResult, after: SubmissionResult) -> list[Change]:
    """Compare two results, exercise by exercise; the points come last.

    Args:
        before: the earlier result.
        after: the later one, of the same homework.
    """
    earlier = {item.name: item for item in before.exercises}
    found = [
        change
        for item in after.exercises
        if item.name in earlier
        for change in _of_exercise(earlier[item.name], item)
    ]
    gained = round(after.score - before.score, 2)
    if gained:
        unit = "point" if abs(gained) == 1 else "points"
        text = f"{'+' if gained > 0 else '-'}{number(abs(gained))} {unit}"
        found.append(Change(text, "better" if gained > 0 else "worse"))
    return found


def _of_exercise(before: ExerciseResult, after: ExerciseResult) -> Iterator[Change]:
    if after.passed:
        if not before.passed:
            yield Change(f"{after.name}: now passes", "better")
        return
    passed, passes = _passed(before), _passed(after)
    lost = [name for name in passed if name not in passes]
    won = [name for name in passes if name not in passed]
    if won:
        yield Change(f"{after.name}: {_some(won)} now right", "better")
    if lost:
        yield Change(f"{after.name}: new failure in {_some(lost)}", "worse")
    if not lost and not won and _messages(before) != _messages(after):
        yield Change(f"{after.name}: fails in another way", "same")


def _passed(exercise: ExerciseResult) -> list[str]:
    return [check.name for check in exercise.checks if check.verdict is Verdict.PASSED]


def _messages(exercise: ExerciseResult) -> list[str]:
    """What failed; lines that have only moved, by what was written above them, are the same."""
    failed = [check for check in exercise.checks if check.verdict is Verdict.FAILED]
    return [re.sub(r", line \d+", "", check.message) for check in failed]


def _some(names: list[str]) -> str:
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return ", ".join([*names[:MOST_NAMES], *more])
