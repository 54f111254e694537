"""The results of a PrairieLearn external grader, for one submission.

https://docs.prairielearn.com/externalGrading/
"""

from __future__ import annotations

from autograder.reports import tables
from autograder.reports.texts import clipped, exercise_text, headline, reason, remarks, visible
from autograder.results import Record, SubmissionResult, to_json

LARGEST = 1_000_000  # bytes
LONGEST = (20_000, 2_000, 200, 0)  # characters of a text: the first with which the whole fits


class Test(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One exercise."""

    name: str
    description: str
    points: float
    max_points: float
    message: str = ""


class Grade(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The whole file. What is not gradable costs the student neither points nor an attempt."""

    gradable: bool
    score: float | None = None  # 0 to 1
    message: str
    output: str = ""
    format_errors: list[str] | None = None
    tests: list[Test]


def prairielearn(result: SubmissionResult, *, why: str = "") -> bytes:
    """What a student, and the instructor, see on PrairieLearn.

    Args:
        result: of one submission. It is not gradable where nothing was handed in, or where the
            grader itself failed.
        why: the grader failed, where students may know.

    Returns:
        The content of /grade/results/results.json, at most 1 MB.
    """
    data = b""
    for longest in LONGEST:
        data = to_json(_grade(result, longest, why))
        if len(data) <= LARGEST:
            break
    return data


def _grade(result: SubmissionResult, longest: int, why: str) -> Grade:
    message, output = headline(result), clipped(why or remarks(result), longest)
    if tables.standing(result) != "graded":
        return Grade(
            gradable=False, message=message, output=output, format_errors=[message], tests=[]
        )
    said = {reason(result)}
    tests = [
        Test(
            name=visible(exercise.title),
            description=visible(exercise.name),
            points=exercise.score,
            max_points=exercise.max_score,
            message=clipped(exercise_text(exercise, said=said), longest),
        )
        for exercise in result.exercises
    ]
    return Grade(gradable=True, score=_share(result), message=message, output=output, tests=tests)


def _share(result: SubmissionResult) -> float:
    if result.max_score <= 0:
        return float(result.passed)
    return min(1.0, max(0.0, result.score / result.max_score))
