"""Which of a student's attempts counts, and what being late costs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Literal, get_args, overload

from msgspec.structs import replace

from autograder.errors import UsageError
from autograder.results import AttemptResult, SubmissionResult
from autograder.store import Attempt, Store

Choice = Literal["last", "best", "first"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
_UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Late:
    """What is taken from an attempt after the deadline: so much for every unit begun.

    Attributes:
        share: of the full points, 0 to 1.
        unit: None takes the share once, however late it is.
    """

    share: float
    unit: timedelta | None

    @classmethod
    def parse(cls, text: str) -> Late:
        """Read "none", "zero", "20%" or "10%/day".

        Raises:
            UsageError: the text is something else.
        """
        if text in ("none", "zero"):
            return cls(float(text == "zero"), None)
        match = re.fullmatch(r"(\d+(?:\.\d+)?)%(?:/(hour|day|week))?", text)
        if match is None or float(match[1]) > 100:
            raise UsageError(
                f"Expected --late none, zero, 20%, 10%/day, 1%/hour or the like but got {text!r}."
            )
        return cls(float(match[1]) / 100, _UNITS[match[2]] if match[2] else None)

    def penalty(self, by: timedelta, max_score: float) -> float:
        """The points that an attempt loses which is late `by`."""
        if by <= timedelta(0):
            return 0.0
        units = math.ceil(by / self.unit) if self.unit else 1
        return min(1.0, self.share * units) * max_score


@dataclass(frozen=True)
class Weighed:
    """An attempt, and what is left of its score."""

    attempt: Attempt
    late: timedelta
    penalty: float

    @property
    def score(self) -> float:
        return max(0.0, self.attempt.score - self.penalty)


@dataclass(frozen=True)
class Policy:
    """Which attempt counts.

    Attributes:
        choice: "last" is the one that was graded last, "first" the one handed in first, "best"
            the one with the most points after what being late costs (the earlier of two equals).
        deadline: None knows no late attempts.
        late: what they lose.
    """

    choice: Choice = "last"
    deadline: datetime | None = None
    late: Late = Late(0.0, None)

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than which attempt was graded last."""
        return self.choice == "last" and self.deadline is None

    def weigh(self, attempt: Attempt) -> Weighed:
        """See how late an attempt is, and what that costs."""
        by = attempt.handed_in - self.deadline if self.deadline else timedelta(0)
        by = max(by, timedelta(0))
        return Weighed(attempt, by, self.late.penalty(by, attempt.max_score))

    def choose(self, attempts: Sequence[Attempt]) -> Weighed:
        """The attempt that counts, of one student's.

        Attempts that lose everything by being late count only where there is no other.
        """
        weighed = [self.weigh(item) for item in attempts]
        in_time = [item for item in weighed if item.penalty < item.attempt.max_score]
        weighed = in_time or weighed
        if self.choice == "best":
            return max(weighed, key=lambda item: (item.score, -item.attempt.handed_in.timestamp()))
        if self.choice == "first":
            return min(weighed, key=lambda item: item.attempt.handed_in)
        return max(weighed, key=lambda item: item.attempt.run)


def parse_deadline(text: str) -> datetime:
    """Read a time as ISO 8601 writes it; without an offset it is this machine's local time.

    A day alone ends at midnight.

    Returns:
        The time with its offset, so that reports show how it was read.

    Raises:
        UsageError: the text is something else.
    """
    try:
        whole_day = timedelta(days=1 if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else 0)
        found = datetime.fromisoformat(text) + whole_day
        found = found if found.tzinfo else found.astimezone()
        found.astimezone(UTC)  # refuses what lies outside of the calendar
        return found
    except (ValueError, OSError, OverflowError):
        raise UsageError(
            f"Expected --deadline as 2026-11-30T23:59 or 2026-11-30T23:59+01:00 but got {text!r}."
        ) from None


class Counting(Sequence[SubmissionResult]):
    """The submissions that count, by student, loaded from the store as they are looked at."""

    def __init__(
        self,
        store: Store,
        homework: str,
        policy: Policy,
        *,
        bank: str,
        students: Sequence[str] | None = None,
        others: Mapping[str, SubmissionResult] | None = None,
    ) -> None:
        """Choose from a store.

        Args:
            store: has the attempts.
            homework: its name.
            policy: which attempt counts.
            bank: the id of the bank of the day; what rests on another one says so.
            students: None takes all that are known.
            others: results that are in no store: grader errors, and of students who have handed
                in nothing, who may have an earlier attempt.
        """
        self._store, self._policy, self._bank = store, policy, bank
        self._others = dict(others or {})
        found = groupby(store.attempts(homework), key=lambda item: item.student)
        self._attempts = {student: list(items) for student, items in found}
        for student, result in list(self._others.items()):
            earlier = result.status == "missing" and not policy.is_plain
            if earlier and student in self._attempts:
                del self._others[student]
        named = {*self._attempts, *self._others} if students is None else set(students)
        self._students = sorted(named & {*self._attempts, *self._others})

    def __len__(self) -> int:
        return len(self._students)

    @overload
    def __getitem__(self, index: int) -> SubmissionResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[SubmissionResult]: ...
    def __getitem__(self, index: int | slice) -> SubmissionResult | Sequence[SubmissionResult]:
        if isinstance(index, slice):
            return list(self._loaded(self._students[index]))
        return next(self._loaded([self._students[index]]))

    def __iter__(self) -> Iterator[SubmissionResult]:
        return self._loaded(self._students)

    def _loaded(self, students: Sequence[str]) -> Iterator[SubmissionResult]:
        chosen = {
            student: self._policy.choose(self._attempts[student])
            for student in students
            if student not in self._others
        }
        results = self._store.results([item.attempt.verdict for item in chosen.values()])
        for student in students:
            if student in self._others:
                yield self._others[student]
            else:
                yield self._counted(student, next(results), chosen[student])

    def _counted(self, student: str, result: SubmissionResult, own: Weighed) -> SubmissionResult:
        attempts = self._attempts[student]
        notes = list(result.notes)
        if own.attempt.bank != self._bank:
            notes.append(f"graded with another bank: {own.attempt.bank}")
        if self._policy.deadline is None and len(attempts) == 1:
            return replace(result, student=student, notes=notes)
        weighed = [self._policy.weigh(item) for item in attempts]
        told = [
            AttemptResult(
                handed_in=item.attempt.handed_in.isoformat(timespec="seconds"),
                score=item.attempt.score,
                late_seconds=item.late.total_seconds(),
                penalty=item.penalty,
                counts=item.attempt is own.attempt,
            )
            for item in weighed
        ]
        if own.penalty:
            lost = min(own.penalty, own.attempt.score)
            late, deadline = _spelt(own.late, self._policy.late.unit), self._policy.deadline
            when = f" ({deadline.isoformat(' ', 'minutes')})" if deadline else ""
            notes.append(f"handed in {late} after the deadline{when}: {lost:.2f} points off")
        return replace(result, student=student, score=own.score, notes=notes, attempts=told)


def _spelt(late: timedelta, counted_in: timedelta | None) -> str:
    """A duration in the unit that it is counted in, or else in its largest, rounded up."""
    if counted_in is None:
        units = [unit for unit in (_UNITS["day"], _UNITS["hour"]) if late >= unit]
        counted_in = next(iter(units), _MINUTE)
    names = {unit: name for name, unit in _UNITS.items()} | {_MINUTE: "minute"}
    count = max(1, math.ceil(late / counted_in))
    return f"{count} {names[counted_in]}{'s' if count > 1 else ''}"
