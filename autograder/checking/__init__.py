"""From raw outcomes to verdicts, check by check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.checking import backward, manners, training
from autograder.checking.judgement import PASSED, Ask, Judgement, ProbeRun, Runs, first_difference
from autograder.exercise import (
    Agreement,
    Backward,
    Check,
    Contract,
    Exercise,
    LockStep,
    Property,
    Speed,
    Stability,
    Statistics,
    Target,
)
from autograder.results import Verdict


def judge_all(exercise: Exercise, runs: Runs, ask: Ask, level: float = 0.0) -> list[Judgement]:
    """Judge an exercise's checks.

    Good manners earn nothing by themselves: the checks on contract, stability and properties are
    skipped where none of the results of the functions that they look at is right.

    Args:
        exercise: whose checks to judge, in order.
        runs: the outcomes by probe.
        ask: runs further calls on the submission.
        level: p-values below it fail, from `statistics.level`.
    """
    found: dict[str, Judgement] = {}
    for check in exercise.checks:
        if isinstance(check, Agreement):
            found[check.name] = _judge_agreement(check, runs[check.probe.name])
        elif isinstance(check, Backward):
            found[check.name] = backward.judge_backward(check, runs[check.probe.name], ask)
        elif isinstance(check, LockStep):
            found[check.name] = training.judge_lock_step(check, runs[check.probe.name], ask)
    locked = [check for check in exercise.checks if isinstance(check, LockStep)]
    steps = [(check, found[check.name]) for check in locked]
    for check in exercise.checks:
        if isinstance(check, Target):
            suspects = training.suspects_of(check, steps)
            found[check.name] = training.judge_target(
                check, suspects, runs[check.probe.name], ask, level
            )
    values = [(check, found[check.name]) for check in exercise.checks if check.name in found]
    # What a part's own fault has cut short is seen where a stand-in takes its place.
    mended = {
        judged.swapped.probe.name: judged.swapped
        for _, judged in values
        if judged.swapped and judged.failure
    }
    swap = next((judged.swap for _, judged in steps if judged.failure), "")
    for check in exercise.checks:
        if isinstance(check, Speed) and swap in check.probe.swaps:
            run = runs[check.probe.name]
            mended[check.probe.name] = training.replaced(
                run, training.with_stand_in(swap, run, ask)
            )
    for check in exercise.checks:
        if check.name not in found:
            ready = _rests_on_right_results(exercise, check, values)
            judged = _judge_manners(check, {**runs, **mended}, level)
            found[check.name] = judged if ready else _too_early(judged)
    return [found[check.name] for check in exercise.checks]


def _too_early(judged: Judgement) -> Judgement:
    """Skip a check; what a function did to its arguments is said all the same."""
    early = Judgement(Verdict.SKIPPED, "comes after right results")
    remark = judged.remark
    if remark and remark.kind != "warning":
        return replace(early, run=judged.run, case=judged.case, remark=remark)
    return early


def _rests_on_right_results(
    exercise: Exercise, check: Check, values: Sequence[tuple[Check, Judgement]]
) -> bool:
    """Whether each of the check's probes has given a right result.

    A probe whose own values are not compared rests on the other probes of the same functions.
    """
    probes = (check.probe, *check.also) if isinstance(check, Contract) else (check.probe,)
    for probe in probes:
        own = [found for value, found in values if value.probe is probe]
        functions = exercise.functions_of(probe)
        related = [
            found for value, found in values if exercise.functions_of(value.probe) & functions
        ]
        relevant = own or related
        # A true derivative of a wrong forward pass has a text: it agrees with no oracle.
        right = [
            found
            for found in relevant
            if found.swap or (found.verdict is Verdict.PASSED and not found.text)
        ]
        if relevant and not right:
            return False
    return True


def _judge_manners(check: Check, runs: Runs, level: float) -> Judgement:
    if isinstance(check, Statistics):
        return manners.judge_statistics(check, runs[check.probe.name], level)
    if isinstance(check, Stability):
        return manners.judge_stability(check, runs[check.probe.name])
    if isinstance(check, Property):
        return manners.judge_property(check, runs[check.probe.name])
    if isinstance(check, Speed):
        return training.judge_speed(check, runs[check.probe.name])
    if isinstance(check, Contract):
        probes = (check.probe, *check.also)
        judged = (manners.judge_contract(runs[probe.name]) for probe in probes)
        return next((item for item in judged if item.verdict is not Verdict.PASSED), PASSED)
    raise TypeError(f"Expected a known kind of check but got {check!r}.")


def _judge_agreement(check: Agreement, run: ProbeRun) -> Judgement:
    difference = first_difference(run, check.outputs, ("worked", "drawn"))
    if difference and difference.mismatch:
        return replace(difference, text=check.says.get(difference.output, ""))
    return difference or PASSED
