"""A class in numbers: the grade table, pass rates, the spread of scores, what went wrong."""

from __future__ import annotations

import csv
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from autograder.results import (
    CheckResult,
    ClassResults,
    Diagnosis,
    ExerciseResult,
    Status,
    SubmissionResult,
    Verdict,
)

BINS = 10  # of the score distribution
ENOUGH = 10  # submissions for a correlation
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet may run a cell that begins so


class PassRate(NamedTuple):
    """How a class did in one exercise.

    Attributes:
        exercise: its name.
        title: as students read it.
        passed: how many submissions pass every check.
        graded: out of how many; nothing handed in and grader errors do not count.
        share: mean share of the points, 0 to 1; None where there are none to have.
        discrimination: how well it tells those who know the rest of the homework from those who do
            not: the correlation of its points with the points of all other exercises; None where
            fewer than ENOUGH were graded, or all did equally well.
    """

    exercise: str
    title: str
    passed: int
    graded: int
    share: float | None
    discrimination: float | None = None


class Mistake(NamedTuple):
    """What went wrong in an exercise in the same way, and for whom.

    Attributes:
        exercise: its name.
        diagnosis: None where the students share a behaviour that has no name.
        example: the first check that failed for the first of them.
        students: each once, in the order of the results.
    """

    exercise: str
    diagnosis: Diagnosis | None
    example: CheckResult
    students: list[str]


def write_csv(results: ClassResults, path: Path) -> None:
    """Write one row per student.

    The columns are student, file, status, score, max_score and one per exercise. What the grader
    failed to judge stays empty: it is no zero. Text that a spreadsheet would take for a formula
    gets an apostrophe in front.
    """
    exercises = (item for submission in results.submissions for item in submission.exercises)
    names = list(dict.fromkeys(item.name for item in exercises))
    path.parent.mkdir(parents=True, exist_ok=True)
    header = ["student", "file", "status", "score", "max_score", *names]
    rows = (_row(submission, names) for submission in results.submissions)
    write_rows(path, chain([header], rows))


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows as RFC 4180 says, harmless to spreadsheets."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        csv.writer(file).writerows([_harmless(text) for text in row] for row in rows)


def _row(submission: SubmissionResult, names: list[str]) -> list[str]:
    found = {exercise.name: exercise for exercise in submission.exercises}
    status = standing(submission)
    return [
        submission.student,
        submission.file,
        status,
        "" if status == "error" else f"{submission.score:.10g}",
        f"{submission.max_score:.10g}",
        *(
            f"{found[name].score:.10g}" if name in found and not erred(found[name]) else ""
            for name in names
        ),
    ]


def _harmless(cell: str) -> str:
    # Some spreadsheets trim spaces first, and would then see the formula behind them.
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell


def standing(submission: SubmissionResult) -> Status:
    """A submission's status, which is "error" as soon as one check is the grader's own fault."""
    return "error" if any(map(erred, submission.exercises)) else submission.status


def erred(exercise: ExerciseResult) -> bool:
    """Whether the grader failed at one of the exercise's checks."""
    return any(check.verdict is Verdict.ERROR for check in exercise.checks)


class Tally:
    """A class in numbers, from one look at every submission.

    Attributes:
        titles: of the exercises, by name, in the order of the assignment.
        total: how many submissions there are.
        handed_in: those that are there.
        complete: those that are graded and pass every check.
        scores: of those that are graded.
        shares: of the points, 0 to 1, of those that are graded and could earn any.
        maxima: the points that there are to earn.
    """

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self.total = self.handed_in = self.complete = 0
        self.scores, self.shares = array("d"), array("d")
        self.maxima: set[float] = set()
        self._passed, self._graded = Counter[str](), Counter[str]()
        self._points: dict[str, tuple[array[float], array[float]]] = {}
        self._mistakes: dict[tuple[str, str], Mistake] = {}

    @classmethod
    def of(cls, submissions: Iterable[SubmissionResult]) -> Self:
        """The tally of some submissions."""
        tally = cls()
        for submission in submissions:
            tally.add(submission)
        return tally

    def add(self, submission: SubmissionResult) -> None:
        """Count a submission."""
        self.total += 1
        self.maxima.add(submission.max_score)
        for exercise in submission.exercises:
            self.titles.setdefault(exercise.name, exercise.title)
            self._add_mistakes(submission.student, exercise)
        if submission.status == "missing":
            return
        self.handed_in += 1
        self._add_exercises([item for item in submission.exercises if not erred(item)])
        if standing(submission) == "graded":
            self.complete += submission.passed
            self.scores.append(submission.score)
            if submission.max_score > 0:
                self.shares.append(submission.score / submission.max_score)

    def _add_exercises(self, judged: Sequence[ExerciseResult]) -> None:
        score, most = sum(item.score for item in judged), sum(item.max_score for item in judged)
        for item in judged:
            self._graded[item.name] += 1
            self._passed[item.name] += item.passed
            if item.max_score > 0:
                rest = (score - item.score) / max(most - item.max_score, item.max_score * 1e-9)
                own, others = self._points.setdefault(item.name, (array("d"), array("d")))
                own.append(item.score / item.max_score)
                others.append(rest)

    def _add_mistakes(self, student: str, exercise: ExerciseResult) -> None:
        failed = [check for check in exercise.checks if check.verdict is Verdict.FAILED]
        if not failed:
            return
        named: list[tuple[str, Diagnosis | None]]
        named = [(found.name, found) for found in exercise.diagnosis]
        if not named and exercise.behaviour:
            named = [(exercise.behaviour, None)]
        for name, diagnosis in named:
            new = Mistake(exercise.name, diagnosis, failed[0], [])
            self._mistakes.setdefault((exercise.name, name), new).students.append(student)

    def pass_rates(self) -> list[PassRate]:
        """How the class did in each exercise, in the order of the assignment."""
        return [
            PassRate(
                name,
                title,
                self._passed[name],
                self._graded[name],
                *_analysed(*self._points.get(name, ((), ()))),
            )
            for name, title in self.titles.items()
        ]

    def mistakes(self) -> list[Mistake]:
        """What went wrong, most frequent first: diagnoses, and nameless behaviours that are shared.

        A diagnosis is told even of one student; two must share a behaviour that has no name.
        """
        told = [item for item in self._mistakes.values() if item.diagnosis or item.students[1:]]
        order = {name: place for place, name in enumerate(self.titles)}
        return sorted(told, key=lambda item: (-len(item.students), order[item.exercise]))

    def distribution(self) -> list[int]:
        """How many graded submissions lie in each tenth of the points; full ones in the last."""
        counts = [0] * BINS
        for share in self.shares:
            # Sums of points carry rounding: 5.999999 of 20 is 6 of 20.
            counts[min(BINS - 1, max(0, int(round(share * BINS, 9))))] += 1
        return counts


def _analysed(own: Sequence[float], rest: Sequence[float]) -> tuple[float | None, float | None]:
    """The mean of an exercise's shares, and their correlation with those of the rest."""
    if not own:
        return None, None
    alike = len(own) < ENOUGH or np.ptp(own) < 1e-9 or np.ptp(rest) < 1e-9
    return float(np.mean(own)), None if alike else float(np.corrcoef(own, rest)[0, 1])
