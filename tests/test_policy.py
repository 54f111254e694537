from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import UsageError
from autograder.policy import CHOICES, Counting, Late, Policy, parse_deadline
from autograder.results import AttemptResult, BankInfo, SubmissionResult
from autograder.store import Attempt, Store

HOMEWORK = "hw1_x"
BANK = BankInfo(id="b" * 16, seed=5, oracles=["numpy"])
OTHER = BankInfo(id="c" * 16, seed=6, oracles=["numpy"])
DUE = datetime(2030, 1, 31, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

# Being late


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("none", Late(0.0, None)),
        ("zero", Late(1.0, None)),
        ("0%", Late(0.0, None)),
        ("20%", Late(0.2, None)),
        ("100%", Late(1.0, None)),
        ("10%/day", Late(0.1, DAY)),
        ("0.5%/hour", Late(0.005, HOUR)),
        ("50%/week", Late(0.5, 7 * DAY)),
    ],
)
def test_a_rule_for_late_work_is_read(text: str, late: Late) -> None:
    assert Late.parse(text) == late


@pytest.mark.parametrize(
    "text",
    ["", "ten", "10", "-10%", "101%", "1e1%", ".5%", "10%/month", "10%/", "10%/day ", "10% /day"],
)
def test_a_rule_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Late.parse(text)
    assert str(caught.value) == (
        f"Expected --late none, zero, 20%, 10%/day, 1%/hour or the like but got {text!r}."
    )


@pytest.mark.parametrize(
    ("rule", "by", "points"),
    [
        ("none", 100 * DAY, 0.0),
        ("zero", SECOND, 40.0),
        ("20%", SECOND, 8.0),
        ("20%", 100 * DAY, 8.0),
        ("10%/day", timedelta(0), 0.0),
        ("10%/day", -SECOND, 0.0),
        ("10%/day", timedelta(microseconds=1), 4.0),
        ("10%/day", DAY, 4.0),
        ("10%/day", DAY + SECOND, 8.0),
        ("10%/day", 100 * DAY, 40.0),
        ("1%/hour", 2.5 * HOUR, 1.2),
        ("50%/week", 8 * DAY, 40.0),
    ],
)
def test_every_unit_begun_costs_its_share_of_the_full_points(
    rule: str, by: timedelta, points: float
) -> None:
    assert Late.parse(rule).penalty(by, 40.0) == pytest.approx(points)


UNITS = [None, HOUR, DAY, 7 * DAY]
rules = st.builds(Late, st.floats(0, 1), st.sampled_from(UNITS))
delays = st.timedeltas(timedelta(days=-9), timedelta(days=999))
points = st.floats(0, 1e6)


@given(rules, delays, delays, points)
def test_the_later_the_dearer_up_to_all_points(
    late: Late, one: timedelta, other: timedelta, most: float
) -> None:
    sooner, later = sorted([one, other])
    assert 0 <= late.penalty(sooner, most) <= late.penalty(later, most) <= most


@given(rules, st.timedeltas(timedelta(days=-9999), timedelta(0)), points)
def test_in_time_costs_nothing(late: Late, by: timedelta, most: float) -> None:
    assert late.penalty(by, most) == 0


@given(rules, delays, points, st.floats(0, 1))
def test_a_penalty_leaves_no_less_than_nothing_and_no_more_than_was_earned(
    late: Late, by: timedelta, most: float, share: float
) -> None:
    weighed = Policy("last", DUE, late).weigh(attempt(by, share * most, most=most))
    assert 0 <= weighed.score <= share * most
    assert weighed.late == max(by, timedelta(0))
    if by <= timedelta(0):
        assert weighed.score == share * most


def attempt(
    by: timedelta, score: float, run: int = 1, *, student: str = "ada", most: float = 40.0
) -> Attempt:
    """Handed in so long after the deadline."""
    return Attempt(student, DUE + by, run, f"{student}-{run}", BANK.id, score, most)


# Which one counts

TRIED = {
    "early": attempt(-2 * DAY, 20.0, 3),  # graded once more in the third run
    "good": attempt(-DAY, 30.0, 1),
    "again": attempt(-HOUR, 30.0, 2),
    "late": attempt(HOUR, 33.0, 4),
    "later": attempt(3 * DAY, 40.0, 5),
}


@pytest.mark.parametrize(
    ("choice", "rule", "tried", "counts"),
    [
        ("last", None, "early good again", "early"),
        ("last", None, "early good late later", "later"),
        ("first", None, "later late good early", "early"),
        ("best", None, "early good later", "later"),
        ("best", None, "again early good", "good"),
        ("best", "10%/day", "early good late", "good"),
        ("best", "10%/day", "early late", "late"),
        ("best", "10%/day", "early late later", "late"),
        ("best", "none", "good late later", "later"),
        ("last", "10%/day", "good late", "late"),
        ("first", "20%", "good late", "good"),
        ("last", "zero", "good late later", "good"),
        ("best", "zero", "early late later", "early"),
        ("last", "zero", "late later", "later"),
        ("first", "zero", "late later", "late"),
        ("last", "50%/day", "good late", "late"),
        ("last", "50%/day", "good later", "good"),
    ],
)
def test_the_policy_chooses_the_attempt(
    choice: str, rule: str | None, tried: str, counts: str
) -> None:
    policy = Policy(choice, DUE, Late.parse(rule)) if rule else Policy(choice)  # type: ignore[arg-type]
    chosen = policy.choose([TRIED[name] for name in tried.split()])
    assert chosen.attempt is TRIED[counts]


def test_work_that_earns_no_points_at_all_still_counts() -> None:
    only = attempt(-DAY, 0.0, most=0.0)
    assert Policy("last", DUE, Late.parse("zero")).choose([only]).attempt is only


moments = st.builds(attempt, delays, st.floats(0, 40), st.integers(1, 5))


@given(rules, st.lists(moments, min_size=1, max_size=6))
def test_the_best_is_no_worse_than_any_other_choice(late: Late, tried: Sequence[Attempt]) -> None:
    scores = {choice: Policy(choice, DUE, late).choose(tried).score for choice in CHOICES}
    assert scores["best"] == max(Policy("best", DUE, late).weigh(item).score for item in tried)
    assert scores["best"] == max(scores.values())


# The deadline


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2030-01-31T12:00Z", "2030-01-31T12:00:00+00:00"),
        ("2030-01-31T12:00+05:00", "2030-01-31T12:00:00+05:00"),
        ("2030-01-31T12:00", "2030-01-31T12:00:00+01:00"),
        ("2030-01-31 12:00:00", "2030-01-31T12:00:00+01:00"),
        ("2030-07-31T12:00", "2030-07-31T12:00:00+02:00"),
        ("2030-01-31", "2030-02-01T00:00:00+01:00"),
    ],
    ids=["UTC", "offset", "local", "blank", "summer", "a day"],
)
def test_a_deadline_is_read_with_its_offset(text: str, read: str) -> None:
    assert parse_deadline(text).isoformat() == read


@pytest.mark.parametrize("text", ["", "tomorrow", "31.1.2030", "2030-02-30T12:00", "12:00"])
def test_a_deadline_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_deadline(text)
    assert str(caught.value) == (
        f"Expected --deadline as 2026-11-30T23:59 or 2026-11-30T23:59+01:00 but got {text!r}."
    )


def test_a_deadline_outside_of_all_calendars_is_told() -> None:
    with pytest.raises(UsageError, match="Expected --deadline"):
        parse_deadline("0001-01-01T00:00+14:00")


# The class


def result(score: float, student: str = "", status: str = "graded") -> SubmissionResult:
    return SubmissionResult(
        student=student,
        file="layers.py",
        score=score,
        max_score=40.0,
        status=status,  # type: ignore[arg-type]
        notes=["read"],
        exercises=[],
    )


class Kept:
    """A store that is filled run by run."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def run(self, bank: BankInfo = BANK, **work: tuple[timedelta, float]) -> None:
        """A run in which these students have handed in, so long after the deadline."""
        run = self.store.begin(HOMEWORK, bank)
        for student, (by, score) in work.items():
            digest = f"{student} {by} {score}"
            run.add(digest, [(student, (DUE + by).timestamp())], result(score, student))

    def counting(
        self,
        policy: Policy | None = None,
        students: Sequence[str] | None = None,
        others: Mapping[str, SubmissionResult] | None = None,
    ) -> Counting:
        chosen = policy or Policy()
        return Counting(
            self.store, HOMEWORK, chosen, bank=BANK.id, students=students, others=others
        )


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Store.beside(tmp_path) as store:
        yield Kept(store)


def test_the_plain_policy_leaves_single_attempts_as_they_are(kept: Kept) -> None:
    kept.run(ben=(DAY, 30.0), ada=(-DAY, 20.0))
    kept.run(ben=(DAY, 30.0))
    assert list(kept.counting()) == [result(20.0, "ada"), result(30.0, "ben")]


def test_several_attempts_are_listed_by_time(kept: Kept) -> None:
    kept.run(ada=(-DAY, 20.0))
    kept.run(ada=(-2 * DAY, 10.0))
    (found,) = kept.counting()
    assert (found.student, found.score, found.notes) == ("ada", 10.0, ["read"])
    assert found.attempts == [
        AttemptResult(
            handed_in="2030-01-29T12:00:00+00:00",
            score=10.0,
            late_seconds=0.0,
            penalty=0.0,
            counts=True,
        ),
        AttemptResult(
            handed_in="2030-01-30T12:00:00+00:00",
            score=20.0,
            late_seconds=0.0,
            penalty=0.0,
            counts=False,
        ),
    ]


def test_what_lateness_has_cost_is_noted(kept: Kept) -> None:
    kept.run(ada=(-SECOND, 20.0))
    kept.run(ada=(25 * HOUR, 30.0))
    (found,) = kept.counting(Policy("last", DUE, Late.parse("10%/day")))
    assert found.score == 22.0
    assert found.notes == [
        "read",
        "handed in 2 days after the deadline (2030-01-31 12:00+00:00): 8.00 points off",
    ]
    assert [(item.score, item.late_seconds, item.penalty) for item in found.attempts] == [
        (20.0, 0.0, 0.0),
        (30.0, 90_000.0, 8.0),
    ]


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (SECOND, "1 minute"),
        (61 * SECOND, "2 minutes"),
        (HOUR, "1 hour"),
        (HOUR + SECOND, "2 hours"),
        (DAY, "1 day"),
        (20 * DAY, "20 days"),
    ],
)
def test_a_delay_that_costs_once_is_told_in_its_largest_unit(
    kept: Kept, by: timedelta, told: str
) -> None:
    kept.run(ada=(by, 30.0))
    (found,) = kept.counting(Policy("last", DUE, Late.parse("25%")))
    assert found.notes[1:] == [
        f"handed in {told} after the deadline (2030-01-31 12:00+00:00): 10.00 points off"
    ]


@pytest.mark.parametrize(
    ("rule", "by", "told"),
    [
        (
            "1%/hour",
            48.5 * HOUR,
            "49 hours after the deadline (2030-01-31 12:00+00:00): 19.60 points off",
        ),
        ("1%/hour", SECOND, "1 hour after the deadline (2030-01-31 12:00+00:00): 0.40 points off"),
        (
            "10%/day",
            24.5 * HOUR,
            "2 days after the deadline (2030-01-31 12:00+00:00): 8.00 points off",
        ),
        ("10%/day", HOUR, "1 day after the deadline (2030-01-31 12:00+00:00): 4.00 points off"),
        (
            "10%/week",
            8 * DAY,
            "2 weeks after the deadline (2030-01-31 12:00+00:00): 8.00 points off",
        ),
    ],
)
def test_a_delay_is_told_in_the_unit_that_it_is_counted_in(
    kept: Kept, rule: str, by: timedelta, told: str
) -> None:
    kept.run(ada=(by, 30.0))
    (found,) = kept.counting(Policy("last", DUE, Late.parse(rule)))
    assert found.notes[1:] == [f"handed in {told}"]


def test_no_more_points_are_said_to_be_lost_than_were_earned(kept: Kept) -> None:
    kept.run(ada=(HOUR, 3.0))
    (found,) = kept.counting(Policy("last", DUE, Late.parse("zero")))
    assert found.score == 0.0
    assert found.notes[1:] == [
        "handed in 1 hour after the deadline (2030-01-31 12:00+00:00): 3.00 points off"
    ]


def test_lateness_that_costs_nothing_is_listed_but_not_noted(kept: Kept) -> None:
    kept.run(ada=(HOUR, 30.0))
    (found,) = kept.counting(Policy("last", DUE, Late.parse("none")))
    assert (found.score, found.notes) == (30.0, ["read"])
    assert [item.late_seconds for item in found.attempts] == [3600.0]


def test_another_bank_is_noted(kept: Kept) -> None:
    kept.run(OTHER, ada=(-DAY, 30.0), ben=(-DAY, 30.0))
    kept.run(BANK, ben=(-HOUR, 20.0))
    last, best = kept.counting(), kept.counting(Policy("best"))
    noted = ["read", f"graded with another bank: {OTHER.id}"]
    assert [item.notes for item in last] == [noted, ["read"]]
    assert [item.notes for item in best] == [noted, noted]


@pytest.mark.parametrize("choice", CHOICES)
def test_an_error_of_the_grader_wins_over_every_attempt(kept: Kept, choice: str) -> None:
    kept.run(ada=(-DAY, 30.0), ben=(-DAY, 20.0))
    error = result(0.0, "ada", "error")
    found = kept.counting(Policy(choice), others={"ada": error})  # type: ignore[arg-type]
    assert [(item.student, item.status) for item in found] == [("ada", "error"), ("ben", "graded")]
    assert found[0] == error


def test_who_hands_in_nothing_now_may_have_an_attempt_that_counts(kept: Kept) -> None:
    kept.run(ada=(-DAY, 30.0))
    others = {name: result(0.0, name, "missing") for name in ("ada", "eve")}
    plain = kept.counting(others=others)
    assert [(item.student, item.status) for item in plain] == [
        ("ada", "missing"),
        ("eve", "missing"),
    ]
    for policy in (Policy("best"), Policy("first"), Policy("last", DUE)):
        found = kept.counting(policy, others=others)
        assert [(item.student, item.status) for item in found] == [
            ("ada", "graded"),
            ("eve", "missing"),
        ]
        assert found[0].score == 30.0


def test_only_the_class_of_the_day_counts_where_it_is_named(kept: Kept) -> None:
    kept.run(ada=(-DAY, 30.0), ben=(-DAY, 20.0), cem=(-DAY, 10.0))
    others = {"eve": result(0.0, "eve", "missing")}
    found = kept.counting(students=["eve", "cem", "ada", "nobody"], others=others)
    assert [item.student for item in found] == ["ada", "cem", "eve"]
    assert len(kept.counting()) == 3


def test_parts_of_the_class_are_loaded_alone(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.run(**{f"s{number}": (-DAY, float(number)) for number in range(6)})
    error = result(0.0, "s2", "error")
    found = kept.counting(others={"s2": error})
    whole = list(found)
    loaded: list[str] = []
    of_store = kept.store.results
    monkeypatch.setattr(
        kept.store, "results", lambda keys: (loaded.extend(keys), of_store(keys))[1]
    )
    assert found[4] == whole[4]
    assert found[-1] == whole[5]
    assert found[2] == error
    assert len(loaded) == 2
    assert found[1:4] == whole[1:4]
    assert len(loaded) == 4
    assert found[::-2] == whole[::-2]
    assert found[9:] == []
    with pytest.raises(IndexError):
        found[6]


def test_a_class_of_nobody_is_empty(kept: Kept) -> None:
    found = kept.counting()
    assert not found
    assert list(found) == []


def test_times_are_told_in_universal_time_but_the_deadline_as_it_was_set(kept: Kept) -> None:
    there = Policy("last", DUE.astimezone(timezone(5 * HOUR)), Late.parse("20%"))
    kept.run(ada=(HOUR, 30.0))
    (found,) = kept.counting(there)
    (told,) = found.attempts
    assert (told.handed_in, told.late_seconds) == ("2030-01-31T13:00:00+00:00", 3600.0)
    assert found.notes[1:] == [
        "handed in 1 hour after the deadline (2030-01-31 17:00+05:00): 8.00 points off"
    ]
