"""Lock-step, targets, stand-ins and speed, on a homework of two parts that go down a slope."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from autograder import explain
from autograder.authoring.trusted import run_trusted
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank
from autograder.checking import judge_all
from autograder.checking.judgement import Judgement
from autograder.errors import BankError, DeclarationError
from autograder.exercise import (
    Assignment,
    Check,
    Exercise,
    LockStep,
    Picture,
    Probe,
    Property,
    Speed,
    Target,
    array,
    probe,
    seed,
)
from autograder.pictures import pictures_of
from autograder.plan import plan
from autograder.probe import Call, Outcome, run
from autograder.results import Verdict

PARTS = ("slope", "step")
Parts = Mapping[str, Callable[..., Any]]


def down(sub, swap, w, steps):
    for number in range(1, steps + 1):
        dw = w**3 if swap == "slope" else sub.slope(w)
        new = w - 0.2 * np.sign(dw) if swap == "step" else sub.step(w, dw)
        yield number, {"dw": dw, "w": new}
        w = new


@probe(inputs={"w": array("N", gap=0.1)}, cases=6, swaps=PARTS)
def first_steps(sub, w, swap):
    for number, tensors in down(sub, swap, w, 3):
        yield {f"step {number}": tensors}


@probe(inputs={"seed": seed()}, cases=1, random=True, runs=60, swaps=(*PARTS, "start"))
def descent(sub, seed, swap):
    rng = np.random.default_rng(seed)
    w = rng.uniform(1, 2, size=40) if swap == "start" else sub.start(40, rng)
    path = [w, *(tensors["w"] for _, tensors in down(sub, swap, w, 4))]
    yield {"end": float(np.mean(path[-1])), "path": np.array([np.mean(w) for w in path])}


@probe(inputs={"seed": seed()}, cases=1, random=True, swaps=PARTS)
def race(sub, seed, swap):
    if swap != "step":
        sub.step(1.0, 1.0)
    return {"times": sub.times()}


def path_falls(inputs, outputs):
    """Law: down it goes."""
    return None if outputs["path"][-1] < outputs["path"][0] else "goes up"


LOCK = LockStep("lock-step", first_steps, costs={"slope": 1, "step": 0.5}, points=2)
TARGET = Target(
    "target",
    descent,
    outputs={"end": "the height"},
    costs={"slope": 1, "step": 0.5, "start": 0.25},
    reading=lambda outputs: f"It begins at {outputs['path'][0]:.0f}.",
    points=3,
)
LAW = Property("law", descent, law=path_falls, points=1)
SPEED = Speed("speed", race, most=8, points=1)
PICTURE = Picture(
    title="Way", probe=descent, lines={"path": "you"}, x="step", reading=lambda outputs: "Down."
)


def homework(*checks: Check, pictures: Sequence[Picture] = ()) -> Assignment:
    exercise = Exercise(
        name="descent",
        title="Descent",
        functions=["slope(w) -> dw", "step(w, dw) -> w", "start(n, rng) -> w"],
        checks=checks or [LOCK, TARGET, LAW, SPEED],
        pictures=pictures,
    )
    return Assignment(name="hw0_toy", exercises=(exercise,), declarations="")


RIGHT: Parts = {
    "slope": lambda w: 2 * w,
    "step": lambda w, dw: w - 0.1 * dw,
    "start": lambda n, rng: rng.normal(3.0, 0.5, size=n),
    "times": lambda: {"slope": 0.1, "step": 1.0},
}


def built(assignment: Assignment, *others: Parts) -> Bank:
    oracles = [Oracle("numpy", RIGHT), *(Oracle("other", parts) for parts in others)]
    return build(assignment, oracles, 7, public=False).bank


def judged(
    wrong: Parts | None = None, assignment: Assignment | None = None, bank: Bank | None = None
) -> tuple[dict[str, Judgement], dict[str, str]]:
    """Judgements and their words, by check."""
    assignment = assignment or homework()
    (item,) = plan_of(assignment, bank or built(assignment)).exercises
    namespace = {**RIGHT, **(wrong or {})}

    def ask(probe: Probe, calls: Sequence[Call]) -> list[Outcome]:
        return [run(probe.function, namespace, item.exercise.signatures, call) for call in calls]

    found = judge_all(item.exercise, run_trusted(item, namespace), ask, 1e-9)
    checks = item.exercise.checks
    return (
        {check.name: one for check, one in zip(checks, found, strict=True)},
        {
            check.name: explain.message(one, item.exercise, {})
            for check, one in zip(checks, found, strict=True)
        },
    )


def plan_of(assignment: Assignment, bank: Bank) -> Any:
    from unittest import mock

    with mock.patch("autograder.plan.probe_source", return_value=""):
        return plan(assignment, bank)


def failing(*arguments: Any) -> Any:
    raise ValueError("no idea")


def test_right_parts_pass_and_nothing_is_replaced() -> None:
    found, _ = judged()
    assert {name: one.verdict for name, one in found.items()} == dict.fromkeys(
        ("lock-step", "target", "law", "speed"), Verdict.PASSED
    )


def test_the_first_wrong_tensor_is_named_and_the_rest_earns_its_points() -> None:
    found, words = judged({"step": lambda w, dw: w - 0.11 * dw})
    lock = found["lock-step"]
    assert (lock.verdict, lock.swap, lock.score) == (Verdict.FAILED, "step", 1.5)
    assert words["lock-step"].startswith("right until step 1, w[0] = ")
    assert words["lock-step"].endswith(
        "with a stand-in for the part 'step' all the rest is right: 1.5 points for it"
    )


@pytest.mark.parametrize(("part", "score"), [("slope", 2.0), ("step", 2.5)])
def test_a_part_that_raises_costs_its_own_points_alone(part: str, score: float) -> None:
    found, words = judged({part: failing})
    target = found["target"]
    assert (target.verdict, target.swap, target.score) == (Verdict.FAILED, part, score)
    assert f"{part} raised ValueError: no idea" in words["target"]
    # What comes after it is judged with the stand-in.
    assert found["law"].verdict is Verdict.PASSED


def test_two_wrong_parts_earn_nothing_together() -> None:
    found, words = judged({"slope": lambda w: 3 * w, "step": lambda w, dw: w + dw})
    assert (found["lock-step"].swap, found["lock-step"].score) == ("", 0.0)
    assert "stand-in" not in words["lock-step"]


def test_what_the_lock_step_has_cleared_is_not_suspected() -> None:
    found, words = judged({"start": lambda n, rng: rng.normal(9.0, 0.5, size=n)})
    assert found["lock-step"].verdict is Verdict.PASSED
    assert found["target"].swap == "start"
    assert words["target"].startswith("descent misses its target: the height is 3.")
    assert "; right parts end between " in words["target"]
    assert "\n  It begins at 9.\n" in words["target"]


@pytest.mark.parametrize("value", [np.nan, np.inf, np.zeros(3), None])
def test_what_is_no_number_misses_every_target(value: Any) -> None:
    found, _ = judged({"start": lambda n, rng: np.full(n, np.nan) if value is None else value})
    assert found["target"].verdict is Verdict.FAILED


def test_right_parts_with_other_draws_never_miss() -> None:
    bank = built(homework(TARGET))
    for number in range(300):

        def start(n: int, rng: np.random.Generator, number: int = number) -> Any:
            return np.random.default_rng(number).normal(3.0, 0.5, size=n)

        found, _ = judged({"start": start}, homework(TARGET), bank)
        assert found["target"].verdict is Verdict.PASSED


def test_a_slow_submission_fails_without_a_number_that_changes() -> None:
    found, words = judged({"times": lambda: {"slope": 8.01, "step": 7.99}})
    assert found["speed"].verdict is Verdict.FAILED
    assert words["speed"].startswith("slope takes more than 8 times as long")
    _, other = judged({"times": lambda: {"slope": 93.7, "step": 1.0}})
    assert other["speed"] == words["speed"]


@pytest.mark.parametrize("times", [None, 1.0, {"slope": "fast"}, {"slope": np.nan}])
def test_times_that_no_probe_takes_are_not_believed(times: Any) -> None:
    found, _ = judged({"times": lambda: times})
    assert found["speed"].verdict is Verdict.FAILED


def test_a_part_that_raises_leaves_the_others_their_speed() -> None:
    found, _ = judged({"step": failing})
    assert found["speed"].verdict is Verdict.PASSED
    found, _ = judged({"step": failing, "times": lambda: {"slope": 9.0}})
    assert found["speed"].verdict is Verdict.FAILED


def test_oracles_must_agree_on_the_range() -> None:
    near = {**RIGHT, "start": lambda n, rng: rng.standard_normal(n) / 2 + 3}
    built(homework(TARGET), near)
    far = {**RIGHT, "start": lambda n, rng: rng.normal(3.5, 0.5, size=n)}
    with pytest.raises(BankError, match=r"the oracles disagree on where end lies \(numpy: 1\.2"):
        built(homework(TARGET), far)


def test_the_few_runs_of_another_oracle_may_be_alike_by_chance() -> None:
    alike = {**RIGHT, "start": lambda n, rng: np.full(n, 3.0)}
    built(homework(TARGET), alike)


def test_a_number_that_never_varies_is_no_target() -> None:
    same = {**RIGHT, "start": lambda n, rng: np.ones(n)}
    with pytest.raises(BankError, match="Expected end to be finite and to vary"):
        build(homework(TARGET), [Oracle("numpy", same)], 7, public=False)


@pytest.mark.parametrize(
    "declare",
    [
        lambda: LockStep("x", first_steps, costs={"start": 1}, points=2),
        lambda: LockStep("x", first_steps, costs={"step": 3}, points=2),
        lambda: Target("x", first_steps, outputs={"step 1": "it"}, points=2),
        lambda: Target("x", race, outputs={"times": "it"}, points=2),
    ],
    ids=["unknown swap", "costs too much", "not random", "no runs"],
)
def test_declarations_that_cannot_be_meant_are_refused(declare: Callable[[], Check]) -> None:
    with pytest.raises(DeclarationError, match=r"in 'x' of|for 'x' of"):
        homework(declare())


def test_a_picture_has_the_range_of_the_references() -> None:
    assignment = homework(TARGET, pictures=[PICTURE])
    (item,) = plan_of(assignment, built(assignment)).exercises
    (found,) = pictures_of(item.exercise, run_trusted(item, RIGHT))
    (line,) = found.lines
    assert (found.title, found.reading, line.label) == ("Way", "Down.", "you")
    assert len(line.values) == len(line.low) == len(line.high) == 5
    assert all(
        low < value < high
        for low, value, high in zip(line.low, line.values, line.high, strict=True)
        if value is not None
    )


def drawn(values: Any, reading: Callable[..., str] = lambda _: "") -> Any:
    @probe(inputs={}, cases=1, random=True)
    def any_path(sub):
        return {"path": values}

    picture = Picture(title="Way", probe=any_path, lines={"path": "you"}, x="n", reading=reading)
    assignment = homework(LOCK, pictures=[picture])
    (item,) = plan_of(assignment, built(assignment)).exercises
    return pictures_of(item.exercise, run_trusted(item, RIGHT))


def test_numbers_that_cannot_be_drawn_leave_a_gap() -> None:
    (found,) = drawn(np.array([1.23456, np.nan, np.inf, 2.0]))
    assert found.lines[0].values == [1.23, None, None, 2.0]


@pytest.mark.parametrize("values", [np.zeros(500), 3.0, np.zeros((2, 2)), "text", np.zeros(0)])
def test_what_is_no_curve_is_no_picture(values: Any) -> None:
    assert drawn(values) == []


def test_a_reading_that_fails_costs_the_words_alone() -> None:
    (found,) = drawn(np.ones(3), reading=failing)
    assert (found.reading, found.lines[0].values) == ("", [1.0, 1.0, 1.0])


def test_one_of_several_drawn_cases_may_be_too_sharp() -> None:
    jumps = itertools.chain([1.0], itertools.repeat(1.5))

    def floor_of(sub, x):
        return {"y": sub.slope(x)}

    def cases(count: int) -> int:
        values = [1.0, *(number + 1.5 for number in range(count - 1))]
        declared = probe(inputs={"x": lambda pick: pick.choice(values)}, cases=count)(floor_of)
        found = build(
            homework(LockStep("l", declared, points=1)),
            [Oracle("numpy", {"slope": np.floor})],
            7,
            public=False,
        )
        return len(found.bank.cases["floor_of"])

    assert next(jumps) == 1.0
    assert cases(4) == 3
    with pytest.raises(BankError, match="Keep the inputs away from jumps"):
        cases(2)
