"""A class in numbers: the grade table, pass rates, the spread of scores, frequent mistakes."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from autograder.results import (
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


class FrequentDiagnosis(NamedTuple):
    """A mistake and who made it, each student once, in the order of the results."""

    exercise: str
    diagnosis: Diagnosis
    students: list[str]


def write_csv(results: ClassResults, path: Path) -> None:
    """Write one row per student.

    The columns are student, file, status, score, max_score and one per exercise. What the grader
    failed to judge stays empty: it is no zero. Text that a spreadsheet would take for a formula
    gets an apostrophe in front.
    """
    names = list(exercise_titles(results))
    path.parent.mkdir(parents=True, exist_ok=True)
    header = ["student", "file", "status", "score", "max_score", *names]
    write_rows(path, [header, *(_row(submission, names) for submission in results.submissions)])


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


def exercise_titles(results: ClassResults) -> dict[str, str]:
    """The title of every exercise by its name, in the order of the assignment."""
    titles: dict[str, str] = {}
    for submission in results.submissions:
        for exercise in submission.exercises:
            titles.setdefault(exercise.name, exercise.title)
    return titles


def pass_rates(results: ClassResults) -> list[PassRate]:
    """How the class did in each exercise, in the order of the assignment."""
    titles: dict[str, str] = {}
    passed, graded = Counter[str](), Counter[str]()
    shares: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)  # and of the rest
    for submission in results.submissions:
        titles.update({item.name: item.title for item in submission.exercises})
        if submission.status == "missing":
            continue
        judged = [item for item in submission.exercises if not erred(item)]
        score, most = (sum(getattr(item, name) for item in judged) for name in _SCORES)
        for item in judged:
            graded[item.name] += 1
            passed[item.name] += item.passed
            if item.max_score > 0:
                rest = (score - item.score) / max(most - item.max_score, item.max_score * 1e-9)
                shares[item.name].append((item.score / item.max_score, rest))
    return [
        PassRate(name, title, passed[name], graded[name], *_analysed(shares.get(name, [])))
        for name, title in titles.items()
    ]


_SCORES = ("score", "max_score")


def _analysed(shares: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """The mean of an exercise's shares, and their correlation with those of the rest."""
    if not shares:
        return None, None
    own, rest = np.array(shares).T
    alike = len(shares) < ENOUGH or np.ptp(own) < 1e-9 or np.ptp(rest) < 1e-9
    return float(own.mean()), None if alike else float(np.corrcoef(own, rest)[0, 1])


def frequent_diagnoses(results: ClassResults) -> list[FrequentDiagnosis]:
    """Every diagnosis with the students that it was made of, most frequent first."""
    found: dict[tuple[str, str], FrequentDiagnosis] = {}
    for submission in results.submissions:
        for exercise in submission.exercises:
            for diagnosis in exercise.diagnosis:
                new = FrequentDiagnosis(exercise.name, diagnosis, [])
                found.setdefault((exercise.name, diagnosis.name), new)
                found[exercise.name, diagnosis.name].students.append(submission.student)
    order = list(exercise_titles(results))
    return sorted(
        found.values(), key=lambda item: (-len(item.students), order.index(item.exercise))
    )


def score_shares(results: ClassResults) -> list[float]:
    """The share of the points, 0 to 1, of every graded submission that could earn any."""
    return [
        item.score / item.max_score
        for item in results.submissions
        if standing(item) == "graded" and item.max_score > 0
    ]


def score_distribution(results: ClassResults) -> list[int]:
    """How many graded submissions lie in each tenth of the points; all points are in the last."""
    counts = [0] * BINS
    for share in score_shares(results):
        # Sums of points carry rounding: 5.999999 of 20 is 6 of 20.
        counts[min(BINS - 1, max(0, int(round(share * BINS, 9))))] += 1
    return counts
