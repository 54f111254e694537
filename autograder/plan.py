"""What grading a homework needs and what does not depend on the submission, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.bank.file import Bank, Case, Trace
from autograder.course import probe_source
from autograder.exercise import (
    FEEDBACK,
    Assignment,
    Contract,
    Exercise,
    Feedback,
    Probe,
    Statistics,
    Target,
)
from autograder.frameworks import Framework
from autograder.numerics import statistics
from autograder.numerics.forms import Expectation
from autograder.probe import Call
from autograder.sandbox.session import Batch, batch

LARGEST_MARGIN, LARGEST_RANDOM = 2**16, 8 * 2**20  # bytes of an answer
AGAIN = 3  # cases per probe on which every function is called twice


@dataclass(frozen=True)
class ProbePlan:
    """A probe's calls, encoded once for a whole class."""

    probe: Probe
    cases: Sequence[Case]
    again: Sequence[int]
    batch: Batch
    first: int
    expectation: Expectation


@dataclass(frozen=True)
class ExercisePlan:
    """What is run for one exercise, and what it is judged by.

    Attributes:
        probes: the calls.
        traces: the misconceptions to match wrong outputs with.
        mutants: the mechanical ones to match them with after that.
        level: the p-value below which a random function is wrong.
        feedback: how much the report may say.
    """

    exercise: Exercise
    probes: Sequence[ProbePlan]
    traces: Sequence[Trace]
    mutants: Sequence[Trace]
    level: float
    feedback: Feedback


@dataclass(frozen=True)
class Plan:
    """All that grading needs and that does not depend on the submission."""

    assignment: Assignment
    exercises: Sequence[ExercisePlan]
    sources: Mapping[str, str]  # of the probes, by name
    reproduce: str  # begins the line that shows a case again

    @property
    def points(self) -> float:
        return sum(item.exercise.points for item in self.exercises)

    @property
    def on_device(self) -> list[str]:
        """The exercises with a probe that runs on a GPU where one is asked for."""
        return [item.exercise.name for item in self.exercises if item.exercise.on_device]

    @property
    def with_framework(self) -> dict[str, Framework]:
        """The exercises that need a framework, and which."""
        named = {item.exercise.name: item.exercise.framework for item in self.exercises}
        return {name: framework for name, framework in named.items() if framework}

    @property
    def batches(self) -> list[bytes]:
        """What every submission is asked for in a plain worker, as it is sent."""
        return [
            entry.batch.frame
            for item in self.exercises
            for entry in item.probes
            if not entry.probe.framework
        ]


def plan(
    assignment: Assignment, bank: Bank, *, only: Sequence[str] = (), large: bool = False
) -> Plan:
    """Prepare grading with a bank.

    Args:
        assignment: the homework.
        bank: its cases.
        only: names of the exercises to grade; none means all.
        large: whether probes are asked for their large cases, where the bank has them: on a GPU.

    Raises:
        BankError: the bank was built for other declarations.
        DeclarationError: there is no exercise of such a name.
    """
    bank.require_version_of(assignment)
    named = [assignment.exercise(name) for name in dict.fromkeys(only)]
    chosen = named or assignment.exercises
    names = {probe.name for exercise in chosen for probe in exercise.probes}
    sources = {name: probe_source(assignment, name) for name in sorted(names)}
    # The level depends on the whole homework, so that a part of it gets the same verdict.
    cases = {name: bank.cases_of(name, large=large) for name in bank.cases}
    tests = sum(number_of_tests(item, cases) for item in assignment.exercises)
    level = statistics.level(tests)
    return Plan(
        assignment,
        [_exercise_plan(exercise, bank, cases, sources, level) for exercise in chosen],
        sources,
        # A hidden bank's cases have other numbers than those beside a student's work.
        f"autograder check {assignment.name}"
        if bank.declarations is not None
        else "autograder check FILE --bank BANK",
    )


def number_of_tests(exercise: Exercise, cases: Mapping[str, Sequence[Any]]) -> int:
    """How many p-values an exercise is judged by, of the cases of each probe."""
    found = 0
    for check in exercise.checks:
        if isinstance(check, Statistics | Target):
            names = check.says if isinstance(check, Statistics) else check.outputs
            found += len(names) * len(cases[check.probe.name])
    return found


def _exercise_plan(
    exercise: Exercise,
    bank: Bank,
    cases_by_probe: Mapping[str, Sequence[Case]],
    sources: Mapping[str, str],
    level: float,
) -> ExercisePlan:
    contracts = [check for check in exercise.checks if isinstance(check, Contract)]
    promised = {probe.name for check in contracts for probe in (check.probe, *check.also)}
    probes = []
    first = 0
    for probe in exercise.probes:
        cases = cases_by_probe[probe.name]
        again = _spread(cases) if probe.name in promised and not probe.random else []
        calls = [Call(case.inputs) for case in cases]
        calls += [Call(cases[index].inputs, again=True) for index in again]
        functions = watched(exercise, probe)
        source = sources[probe.name]
        expectation = Expectation([(case.outputs, case.atol) for case in cases], again)
        encoded = batch(
            *(source, probe.name, functions, calls, _largest(probe, cases)), expectation.numbers
        )
        probes.append(ProbePlan(probe, cases, again, encoded, first, expectation))
        first += len(cases)
    traces = [trace for trace in bank.traces if trace.exercise == exercise.name]
    mutants = [trace for trace in bank.mutants if trace.exercise == exercise.name]
    strictest = max(exercise.feedback, bank.feedback, key=FEEDBACK.index)
    return ExercisePlan(exercise, probes, traces, mutants, level, strictest)


def watched(exercise: Exercise, probe: Probe) -> Sequence[str]:
    """The signatures of the functions whose calls are watched."""
    return exercise.functions if probe.watched else []


def _largest(probe: Probe, cases: Sequence[Case]) -> int:
    """How many bytes an answer may have: several times what the oracles' have."""
    if probe.random:
        return LARGEST_RANDOM
    return LARGEST_MARGIN + 8 * max(len(case.packed_outputs) for case in cases)


def _spread(cases: Sequence[Case]) -> list[int]:
    drawn = [index for index, case in enumerate(cases) if case.kind == "drawn"]
    step = max(1, (len(drawn) - 1) // max(1, AGAIN - 1))
    return drawn[::-1][::step][:AGAIN]
