"""The course that is measured: its right and wrong implementations, and banks of it or of parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from measuring import ROOT

from autograder.authoring.banks import misconceptions_of
from autograder.bank.build import Oracle, build
from autograder.bank.draw import draw_cases
from autograder.bank.file import Bank
from autograder.course import Course, load_module
from autograder.exercise import Assignment, Check, Exercise
from autograder.misconceptions.patch import apply
from autograder.numerics import statistics
from autograder.plan import ExercisePlan, Plan, number_of_tests, plan

COURSE = Course(ROOT)

Namespace: TypeAlias = Mapping[str, object]


@cache
def assignment_of(homework: str) -> Assignment:
    return COURSE.assignment(homework)


@cache
def namespace_of(path: Path) -> Namespace:
    """What a file of ours defines: a reference, or an implementation of tests/submissions."""
    with np.errstate():  # what a file sets must not outlive it
        return vars(load_module(f"_ours_{abs(hash(path))}", path.read_text("utf-8"), str(path)))


def reference_of(homework: str) -> Namespace:
    return namespace_of(COURSE.reference(homework, "numpy"))


def files_of(homework: str, exercise: str, kind: str) -> list[Path]:
    """The implementations of tests/submissions that are "right" or "wrong"."""
    return sorted((ROOT / "tests" / "submissions" / homework / kind / exercise).glob("*.py"))


def mistakes_of(homework: str, exercise: str) -> list[str]:
    """The names of the misconceptions."""
    known = misconceptions_of(COURSE, homework)
    return [item.name for item in known if item.exercise == exercise]


@cache
def with_mistake(homework: str, name: str) -> Namespace:
    """The reference with a misconception in it."""
    known = {item.name: item for item in misconceptions_of(COURSE, homework)}
    reference = COURSE.reference(homework, "numpy").read_text("utf-8")
    text = apply(known[name], reference, assignment_of(homework))
    return vars(load_module(f"_wrong_{name}", text, name))


def only_checks(exercise: Exercise, wanted: Callable[[Check], bool]) -> Exercise | None:
    """The exercise with some of its checks; None where it has none of these."""
    checks = [check for check in exercise.checks if wanted(check)]
    return replace(exercise, checks=checks, pictures=()) if checks else None


def every(_: Check) -> bool:
    """Whichever check."""
    return True


def draws(check: Check) -> bool:
    """Whether a check looks at a random function."""
    return check.probe.random


def plan_of(homework: str, part: Exercise, seed: int) -> ExercisePlan:
    """An exercise, or a part of it, with hidden cases of a seed."""
    return plan_alone(homework, part, seed).exercises[0]


def plan_alone(homework: str, part: Exercise, seed: int) -> Plan:
    """The same, to grade a file with: as strict with random functions as the whole homework."""
    prepared = plan(alone(homework, part), bank_of(homework, part, seed))
    (only,) = prepared.exercises
    return replace(prepared, exercises=[replace(only, level=level_of(homework))])


def bank_of(homework: str, part: Exercise | None, seed: int) -> Bank:
    """A hidden bank for one exercise, or a part of it; without, for the whole homework."""
    oracle = Oracle("numpy", reference_of(homework))
    return build(alone(homework, part), [oracle], seed, public=False).bank


def alone(homework: str, part: Exercise | None) -> Assignment:
    """The homework with this exercise only."""
    whole = assignment_of(homework)
    return replace(whole, exercises=(part,)) if part else whole


def part_of(
    homework: str, name: str, wanted: Callable[[Check], bool], *, frameworks: bool = False
) -> Exercise | None:
    """An exercise with such checks alone; None where it has none.

    Where a probe uses a framework, thousands of runs take days: `frameworks` asks for those, too.
    """
    return only_checks(
        assignment_of(homework).exercise(name),
        lambda check: wanted(check) and (frameworks or not check.probe.framework),
    )


def exercises(
    wanted: Callable[[Check], bool], *, frameworks: bool = False
) -> Iterator[tuple[str, Exercise]]:
    """Every homework and exercise that has such checks, with these alone: see part_of."""
    for homework in COURSE.names:
        for exercise in assignment_of(homework).exercises:
            part = part_of(homework, exercise.name, wanted, frameworks=frameworks)
            if part:
                yield homework, part


@cache
def level_of(homework: str) -> float:
    """The p-value below which a random function of the homework is wrong, as in a real bank."""
    cases = {
        probe.name: draw_cases(probe, 0)
        for exercise in assignment_of(homework).exercises
        for probe in exercise.probes
        if probe.random
    }
    return statistics.level(
        sum(number_of_tests(exercise, cases) for exercise in assignment_of(homework).exercises)
    )
