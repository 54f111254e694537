"""What a verdict is: the typed records behind results.json, the stable contract for other tools.

Nothing here depends on the machine, the clock or the order of grading, so that the same
submission and bank give the same bytes everywhere.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

SCHEMA = 1


class Verdict(enum.StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"  # not run, because something it builds on failed: earns nothing
    ERROR = "error"  # the grader's own fault: never becomes a score


class Record(msgspec.Struct, frozen=True):
    """Base of all results: immutable, compared by value, encoded by msgspec."""


class Diagnosis(Record, frozen=True, kw_only=True):
    """A misconception, or a generic finding, that explains a failure."""

    name: str
    behaves: str  # completes "Behaves exactly as if ..."
    hint: str


class Counterexample(Record, frozen=True, kw_only=True):
    """The simplest failing case, in a few rounded numbers."""

    case: int
    inputs: dict[str, str]
    got: str
    expected: str
    reproduce: str


class CheckResult(Record, frozen=True, kw_only=True):
    """One check's verdict on one submission."""

    name: str
    kind: str
    verdict: Verdict
    score: float
    max_score: float
    message: str = ""
    counterexample: Counterexample | None = None
    diagnosis: list[Diagnosis] = []


class Line(Record, frozen=True, kw_only=True):
    """A curve; None where a number is NaN or infinite. `low` and `high` are empty or as long."""

    label: str
    values: list[float | None]
    low: list[float] = []  # where 99 of 100 runs of right parts lie
    high: list[float] = []


class Picture(Record, frozen=True, kw_only=True):
    """Curves over a common axis, and what they say."""

    title: str
    x: str
    start: int
    logarithmic: bool
    lines: list[Line]
    reading: str


class ExerciseResult(Record, frozen=True, kw_only=True):
    """All checks of one exercise."""

    name: str
    title: str
    score: float
    max_score: float
    checks: list[CheckResult]
    behaviour: str = ""  # the same for submissions that are wrong in the same way
    pictures: list[Picture] = []

    @property
    def passed(self) -> bool:
        return all(check.verdict is Verdict.PASSED for check in self.checks)

    @property
    def diagnosis(self) -> list[Diagnosis]:
        """Every diagnosis of the exercise once, in the order of its checks."""
        found = {item.name: item for check in self.checks for item in check.diagnosis}
        return list(found.values())


class AttemptResult(Record, frozen=True, kw_only=True):
    """One of a student's attempts. `score` is what it earned before the penalty for being late."""

    handed_in: str  # ISO 8601, UTC
    score: float
    late_seconds: float
    penalty: float  # points
    counts: bool


Status = Literal["graded", "missing", "error"]


class SubmissionResult(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One student's result. `status` is "graded", "missing" (nothing handed in) or "error"."""

    student: str
    file: str
    score: float
    max_score: float
    status: Status
    notes: list[str]  # what the reader of the file had to say: skipped magics, failing cells
    exercises: list[ExerciseResult]
    attempts: list[AttemptResult] = []  # where there are several, or a deadline

    @property
    def passed(self) -> bool:
        return self.status == "graded" and all(item.passed for item in self.exercises)


class BankInfo(Record, frozen=True, kw_only=True):
    """Which bank the verdicts rest on."""

    id: str
    seed: int
    oracles: list[str]


class ClassResults(Record, frozen=True, kw_only=True):
    """The content of results.json."""

    schema: int = SCHEMA
    assignment: str
    bank: BankInfo
    deadline: str = ""  # ISO 8601 with its offset; empty where there is none
    submissions: Sequence[SubmissionResult]  # of a class, loaded as they are looked at


def json_parts(results: ClassResults) -> Iterator[bytes]:
    """The same bytes as `to_json`, a submission at a time."""
    frame = to_json(msgspec.structs.replace(results, submissions=[]))
    head, tail = frame.rsplit(b"[]", 1)
    if not results.submissions:
        yield frame
        return
    yield head + b"["
    between = b"\n"
    for submission in results.submissions:
        lines = msgspec.json.format(msgspec.json.encode(submission), indent=1)
        yield between + b"  " + lines.replace(b"\n", b"\n  ")
        between = b",\n"
    yield b"\n ]" + tail


def to_json(results: msgspec.Struct) -> bytes:
    """Encode as indented JSON, a final newline included."""
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"
