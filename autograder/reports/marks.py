"""One exercise of one student as a sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from autograder.reports.texts import MARK_WORDS, mark_of, number
from autograder.results import ExerciseResult


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign.

    Attributes:
        kind: a key of MARK_WORDS.
        share: of the points, 0 to 1.
        text: the same in words.
    """

    kind: str
    share: float
    text: str


MISSING = Mark("missing", 0.0, MARK_WORDS["missing"])


def mark(exercise: ExerciseResult) -> Mark:
    """The sign of an exercise that was handed in."""
    return _mark(mark_of(exercise), exercise.score, exercise.max_score)


@lru_cache(1024)  # a class has thousands of signs, and few that differ
def _mark(kind: str, score: float, max_score: float) -> Mark:
    if kind == "error":
        return Mark(kind, 0.0, MARK_WORDS[kind])
    share = min(1.0, max(0.0, score / max_score)) if max_score > 0 else 0.0
    return Mark(
        kind, round(share, 4), f"{MARK_WORDS[kind]}, {number(score)} of {number(max_score)}"
    )
