"""Attempts over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.reports.timeline import MOST_BARS, MOST_TICKS, Picture, Timeline, line
from autograder.results import AttemptResult

START = datetime(2026, 11, 2, 8, 20, 30, tzinfo=UTC)


def attempt(time: datetime = START, *, score: float = 1, late: float = 0, counts: bool = False):
    return AttemptResult(
        handed_in=time.isoformat(timespec="seconds"),
        score=score,
        late_seconds=late,
        penalty=0,
        counts=counts,
    )


def drawn(*attempts: AttemptResult, deadline: datetime | None = None) -> Picture:
    timeline = Timeline(deadline.isoformat() if deadline else "")
    timeline.add(attempts)
    picture = timeline.picture()
    assert picture is not None
    return picture


def test_without_attempts_there_is_no_picture() -> None:
    timeline = Timeline()
    timeline.add([])
    assert timeline.picture() is None


@pytest.mark.parametrize("days", [0, 0.01, 1, 3, 10, 100, 1000, 20000])
def test_any_span_of_time_is_a_few_bars_that_hold_every_attempt(days: float) -> None:
    times = [START + share * timedelta(days=days) for share in (0, 0.1, 0.5, 0.999, 1)]
    picture = drawn(*map(attempt, times))
    assert sum(bar.total for bar in picture.bars) == picture.attempts == 5
    assert max(bar.total for bar in picture.bars) == picture.most
    assert all(bar.width >= 1 / (MOST_BARS + 1) for bar in picture.bars)
    assert all(bar.left >= 0 and bar.left + bar.width <= 1 + 1e-9 for bar in picture.bars)
    assert len(picture.ticks) <= MOST_TICKS + 1
    assert all(0 <= place < 1 for place, _ in picture.ticks)


def test_bars_begin_at_full_hours_and_say_so() -> None:
    (bar,) = drawn(attempt()).bars
    assert bar.label == "2026-11-02 08:00 to 2026-11-02 09:00"


def test_no_bar_lies_on_both_sides_of_the_deadline() -> None:
    deadline = datetime(2026, 11, 2, 22, 59, tzinfo=UTC)
    picture = drawn(
        attempt(deadline - timedelta(seconds=1)),
        attempt(deadline + timedelta(seconds=10), late=10.7),
        deadline=deadline,
    )
    assert picture.when == "2026-11-02 22:59+00:00"
    before, after = picture.bars
    assert (before.in_time, before.late) == (1, 0)
    assert (after.in_time, after.late) == (0, 1)
    assert picture.deadline == pytest.approx(after.left)


def test_a_deadline_before_every_attempt_is_in_the_picture() -> None:
    picture = drawn(attempt(late=30 * 86400.0), deadline=START - timedelta(days=30))
    assert picture.deadline is not None
    assert 0 <= picture.deadline < picture.bars[0].left


def test_a_deadline_after_every_attempt_is_in_the_picture() -> None:
    picture = drawn(attempt(), deadline=START + timedelta(days=3))
    assert picture.deadline is not None
    assert picture.bars[0].left < picture.deadline <= 1


def test_a_line_goes_from_attempt_to_attempt_and_marks_the_one_that_counts() -> None:
    found = line([attempt(score=5), attempt(score=20, counts=True), attempt(score=2.25)], 20)
    assert found is not None
    assert (found.count, found.text) == (3, "5, 20, 2.25")
    assert found.points == "0,75 50,0 100,88.75"
    assert found.counting == "50,0"


def test_a_line_of_nothing_and_one_without_points() -> None:
    assert line([], 20) is None
    single = line([attempt(score=0, counts=True)], 0)
    assert single is not None
    assert single.points == single.counting == "0,100"
