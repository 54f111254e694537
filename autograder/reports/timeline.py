"""When attempts came in, as a picture of the class; how a student's scores went, as a line."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.reports.texts import number
from autograder.results import AttemptResult

HOUR, DAY = 3600, 86400
STEPS = [n * HOUR for n in (1, 3, 6, 12)]
STEPS += [n * DAY for n in (1, 2, 7, 14, 28, 91, 364, 1820, 7280)]
MOST_BARS, MOST_TICKS = 40, 6
MONDAY = 4 * DAY  # the first since 1970


@dataclass(frozen=True)
class Bar:
    """The attempts of a span of time.

    Attributes:
        left, width: in shares of the picture.
        in_time, late: how many attempts.
        label: the span in words.
    """

    left: float
    width: float
    in_time: int
    late: int
    label: str

    @property
    def total(self) -> int:
        return self.in_time + self.late


@dataclass(frozen=True)
class Picture:
    """All attempts over time; places are shares of the picture's width.

    Attributes:
        ticks: places with a date or a time.
        deadline: its place, None where it is not known.
        when: the deadline in words, with its offset.
    """

    attempts: int
    late: int
    students: int
    most: int
    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, str]]
    deadline: float | None
    when: str


@dataclass(frozen=True, slots=True)
class Line:
    """The scores of a student's attempts, in order.

    Attributes:
        points: of the line, in a box of 100 by 100.
        counting: the point of the attempt that counts.
        text: the scores in words.
    """

    count: int
    points: str
    counting: str
    text: str


class Timeline:
    """Gathers the attempts of a class.

    Args:
        deadline: as in `ClassResults`.
    """

    def __init__(self, deadline: str = "") -> None:
        self._in_time, self._late = array("d"), array("d")
        self._due = datetime.fromisoformat(deadline) if deadline else None
        self._students = 0

    def add(self, attempts: Sequence[AttemptResult]) -> None:
        """Note a student's attempts."""
        self._students += bool(attempts)
        for attempt in attempts:
            time = datetime.fromisoformat(attempt.handed_in).timestamp()
            (self._late if attempt.late_seconds else self._in_time).append(time)

    def picture(self) -> Picture | None:
        """The attempts over time; None where there are none."""
        times = [*self._in_time, *self._late]
        if not times:
            return None
        deadline = self._due.timestamp() if self._due else None
        moments = times if deadline is None else [*times, deadline]
        first, last = min(moments), max(moments)
        step = _step(last - first, MOST_BARS - 1)
        # A bar begins at the deadline, so that none lies on both sides.
        start = _floor(first, step, MONDAY if deadline is None else deadline)
        count = int((last - start) // step) + 1
        span = step * count
        bins = [Counter(int((time - start) // step) for time in of) for of in self._sides]
        bars = [
            Bar(
                left=place / count,
                width=1 / count,
                in_time=bins[0][place],
                late=bins[1][place],
                label=f"{_spelt(start + place * step)} to {_spelt(start + (place + 1) * step)}",
            )
            for place in sorted(bins[0] | bins[1])
        ]
        return Picture(
            attempts=len(times),
            late=len(self._late),
            students=self._students,
            most=max(bar.total for bar in bars),
            bars=bars,
            ticks=[((time - start) / span, text) for time, text in _ticks(start, span)],
            deadline=None if deadline is None else (deadline - start) / span,
            when=self._due.isoformat(" ", "minutes") if self._due else "",
        )

    @property
    def _sides(self) -> tuple[array[float], array[float]]:
        return self._in_time, self._late


def line(attempts: Sequence[AttemptResult], max_score: float) -> Line | None:
    """The scores of a student's attempts; None where there are none."""
    if not attempts:
        return None
    gap, whole = 100 / max(1, len(attempts) - 1), max_score or 1.0
    points = [
        f"{gap * place:.4g},{100 * (1 - min(1.0, max(0.0, item.score / whole))):.4g}"
        for place, item in enumerate(attempts)
    ]
    counting = next((place for place, item in enumerate(attempts) if item.counts), -1)
    return Line(
        count=len(attempts),
        points=" ".join(points),
        counting=points[counting],
        text=", ".join(number(item.score) for item in attempts),
    )


def _step(span: float, most: int) -> int:
    """The finest step that goes into a span so many times at most, or the coarsest there is."""
    return next((step for step in STEPS if span / step <= most), STEPS[-1])


def _floor(time: float, step: int, anchor: float) -> float:
    return anchor + (time - anchor) // step * step


def _ticks(start: float, span: float) -> Iterator[tuple[float, str]]:
    step = _step(span, MOST_TICKS)
    time = _floor(start, step, MONDAY)
    while (time := time + step) < start + span:
        date = datetime.fromtimestamp(time, UTC)
        if step >= 364 * DAY:
            yield time, f"{date.year}"
        else:
            yield time, f"{date:%H:%M}" if time % DAY else f"{date.day} {date:%b}"


def _spelt(time: float) -> str:
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M}"
