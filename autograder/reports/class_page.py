"""The class's page: what its template shows, gathered from one submission after another."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.reports import tables
from autograder.reports.marks import MISSING, Mark, mark
from autograder.reports.texts import clipped, number
from autograder.reports.timeline import Line, Timeline, line
from autograder.results import CheckResult, ClassResults, Diagnosis, SubmissionResult, Verdict

SHOWN_MISTAKES, SHOWN_STUDENTS = 10, 16  # each before the rest is folded away
LONGEST_MESSAGE = 600  # characters; the students' pages have it whole
STATUS_WORDS = {"graded": "Graded", "missing": "Missing", "error": "Grader error"}


@dataclass(frozen=True, slots=True)
class Row:
    """A student in the list.

    Attributes:
        marks: by the exercises' names.
        attempts: None where there is no more than one, and no deadline.
    """

    student: str
    page: str
    status: str
    word: str
    score: str
    points: float
    marks: Mapping[str, Mark]
    attempts: Line | None


@dataclass(frozen=True)
class Mistake:
    """What went wrong in the same way, with the title of the exercise and the students' pages.

    Attributes:
        diagnosis: None where the behaviour has no name.
        check, message, reproduce: what the first check that failed says to the first student.
    """

    title: str
    diagnosis: Diagnosis | None
    check: str
    message: str
    reproduce: str
    students: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Trouble:
    """What the grader failed at, for the instructor.

    Attributes:
        subject: the exercise, or empty where it is the whole submission.
    """

    student: str
    page: str
    subject: str
    messages: Sequence[str]


@dataclass(frozen=True)
class Bar:
    """A bar of the histogram, in the coordinates of its picture."""

    count: int
    height: float
    label: str


class ClassPage:
    """Gathers what the page shows of a class; keeps a few words of every submission."""

    def __init__(self, deadline: str = "") -> None:
        self._tally, self._timeline = tables.Tally(), Timeline(deadline)
        self._rows: list[Row] = []
        self._troubles: list[Trouble] = []

    def add(self, submission: SubmissionResult, page: str) -> None:
        """Add a submission, and the path of its student's page."""
        self._tally.add(submission)
        self._timeline.add(submission.attempts)
        self._rows.append(_row(submission, page))
        self._troubles += _troubles(submission, page)

    def view(self, results: ClassResults, *, title: str) -> dict[str, object]:
        """What the template is filled with."""
        tally = self._tally
        scores = tally.scores
        return {
            "title": title,
            "assignment": results.assignment,
            "bank": results.bank,
            "total": tally.total,
            "handed_in": tally.handed_in,
            "graded": len(scores),
            "complete": tally.complete,
            "max_score": next(iter(tally.maxima)) if len(tally.maxima) == 1 else None,
            "median": statistics.median(scores) if scores else None,
            "mean": statistics.fmean(scores) if scores else None,
            "median_share": _median_share(tally.shares),
            "bars": _bars(tally.distribution()),
            "timeline": self._timeline.picture(),
            "titles": tally.titles,
            "rates": tally.pass_rates(),
            "mistakes": self._mistakes(),
            "shown": SHOWN_MISTAKES,
            "many": SHOWN_STUDENTS,
            "troubles": self._troubles,
            "rows": self._rows,
            "unmarked": MISSING,
        }

    def _mistakes(self) -> list[Mistake]:
        page_of: dict[str, str] = {}
        for row in self._rows:
            page_of.setdefault(row.student, row.page)
        return [
            Mistake(
                title=self._tally.titles[found.exercise],
                diagnosis=found.diagnosis,
                check=found.example.name,
                message=clipped(found.example.message, LONGEST_MESSAGE),
                reproduce=case.reproduce if (case := found.example.counterexample) else "",
                students=[(student, page_of[student]) for student in found.students],
            )
            for found in self._tally.mistakes()
        ]


def _row(submission: SubmissionResult, page: str) -> Row:
    status = tables.standing(submission)
    complete = status == "graded" and submission.passed
    return Row(
        student=submission.student,
        page=page,
        status=status,
        word="All passed" if complete else STATUS_WORDS[status],
        score=number(submission.score) if status == "graded" else "",
        points=submission.score if status == "graded" else -1.0,
        marks={}
        if status == "missing"
        else {item.name: mark(item) for item in submission.exercises},
        attempts=line(submission.attempts, submission.max_score),
    )


def _median_share(shares: Sequence[float]) -> float | None:
    return min(1.0, max(0.0, statistics.median(shares))) if shares else None


def _bars(counts: Sequence[int]) -> list[Bar]:
    most = max(1, *counts)
    step = 100 // tables.BINS
    return [
        Bar(count, round(count / most, 4), f"{step * place} to {step * (place + 1)} percent")
        for place, count in enumerate(counts)
    ]


def _troubles(submission: SubmissionResult, page: str) -> list[Trouble]:
    if tables.standing(submission) != "error":
        return []
    by_exercise = {
        exercise.title: _error_texts(exercise.checks)
        for exercise in submission.exercises
        if tables.erred(exercise)
    } or {"": list(submission.notes)}
    return [
        Trouble(submission.student, page, subject, messages)
        for subject, messages in by_exercise.items()
    ]


def _error_texts(checks: Sequence[CheckResult]) -> list[str]:
    texts = [check.message for check in checks if check.verdict is Verdict.ERROR]
    return [text for text in dict.fromkeys(texts) if text]
