"""Gradescope's results.json, for one submission.

https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

from typing import Literal, get_args

from autograder.errors import UsageError
from autograder.reports import tables
from autograder.reports.texts import (
    clipped,
    exercise_text,
    headline,
    reason,
    remarks,
    visible,
)
from autograder.results import ExerciseResult, Record, SubmissionResult, to_json

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
LONGEST = 20_000  # characters of a text


class Test(Record, frozen=True, kw_only=True):
    """One exercise."""

    name: str
    number: str
    status: Literal["passed", "failed"]
    score: float
    max_score: float
    output: str
    visibility: Visibility


class Results(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The whole file. Without a score and tests, Gradescope gives none and tells the instructor."""

    score: float | None = None
    output: str
    output_format: str
    test_output_format: str
    test_name_format: str
    visibility: Visibility
    stdout_visibility: Visibility
    tests: list[Test] | None = None


def gradescope(
    results: SubmissionResult,
    *,
    homework: str,
    visibility: Visibility = "visible",
    why: str = "",
) -> bytes:
    """What a student, and the instructor, see on Gradescope.

    Args:
        results: of one submission. A grader error leaves no score and no tests.
        homework: its name, as the student reads it.
        visibility: when students see it: "hidden", "after_due_date", "after_published", "visible".
        why: the grader failed, where students may know.

    Returns:
        The content of /autograder/results/results.json.

    Raises:
        UsageError: there is no such visibility.
    """
    if visibility not in get_args(Visibility):
        raise UsageError(
            "Expected visibility of hidden, after_due_date, after_published or visible "
            f"but got visibility={visibility!r}."
        )
    erred = tables.standing(results) == "error"
    said = {reason(results)}
    tests = [
        _test(exercise, place, said, visibility)
        for place, exercise in enumerate(results.exercises, start=1)
    ]
    output = f"{headline(results)}\n\n{why if erred else remarks(results)}".strip()
    return to_json(
        Results(
            score=None if erred else results.score,
            output=clipped(visible(f"{homework}\n{output}"), LONGEST),
            output_format="text",
            test_output_format="text",
            test_name_format="text",
            visibility=visibility,
            stdout_visibility="hidden",
            tests=None if erred else tests,
        )
    )


def _test(exercise: ExerciseResult, place: int, said: set[str], visibility: Visibility) -> Test:
    return Test(
        name=visible(exercise.title),
        number=str(place),
        status="passed" if exercise.passed else "failed",
        score=exercise.score,
        max_score=exercise.max_score,
        output=clipped(exercise_text(exercise, said=said), LONGEST),
        visibility=visibility,
    )
