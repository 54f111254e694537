"""Trainings: in step with the oracles, to their targets, fast enough; wrong parts swapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from autograder import wire
from autograder.bank.file import Range
from autograder.checking.judgement import PASSED, Ask, Judgement, ProbeRun, first_difference
from autograder.exercise import LockStep, Speed, Target
from autograder.numerics import statistics
from autograder.numerics.compare import Mismatch, compare, numbers
from autograder.probe import Call, Outcome
from autograder.results import Verdict
from autograder.wire import Value


def judge_lock_step(check: LockStep, run: ProbeRun, ask: Ask) -> Judgement:
    """Judge a training step by step, if need be with a stand-in for one part."""
    difference = first_difference(run, list(run.cases[0].outputs), ("worked", "drawn"))
    if difference is None:
        return PASSED
    if difference.mismatch:
        difference = _at_a_step(difference, difference.mismatch)

    def holds(swap: str, outcomes: Sequence[Outcome]) -> bool:
        expected = [case.swapped[swap] for case in run.cases]
        return not any(
            compare(outcome.outputs.get(name), value, own.atol[name])
            for own, outcome in zip(expected, outcomes, strict=True)
            for name, value in own.outputs.items()
        )

    return _with_a_swap(check, check.costs, run, difference, ask, holds)


def _at_a_step(found: Judgement, mismatch: Mismatch) -> Judgement:
    """Name the step and its first wrong tensor."""
    tensor = re.match(r"\['(\w+)'\]", mismatch.path)
    if tensor is None:
        return found
    place = f"right until {found.output}, {tensor[1]}"
    return replace(
        found, place=place, mismatch=replace(mismatch, path=mismatch.path[tensor.end() :])
    )


def suspects_of(check: Target, steps: Sequence[tuple[LockStep, Judgement]]) -> list[str]:
    """Which parts may be at fault: the exact comparison knows better than the target."""
    blamed = {judged.swap for _, judged in steps if judged.swap}
    cleared = {
        swap
        for lock, judged in steps
        if judged.verdict is Verdict.PASSED
        for swap in lock.probe.swaps
    }
    return [swap for swap in check.costs if swap in blamed] or [
        swap for swap in check.costs if swap not in cleared
    ]


def judge_target(
    check: Target, suspects: Sequence[str], run: ProbeRun, ask: Ask, level: float
) -> Judgement:
    """Judge where a training ends, if need be with a stand-in for one of the suspects."""
    missed = next(_missed(check, run, run.outcomes, "", level), None)
    if missed is None:
        return PASSED

    def holds(swap: str, outcomes: Sequence[Outcome]) -> bool:
        return next(_missed(check, run, outcomes, swap, level), None) is None

    return _with_a_swap(check, suspects, run, missed, ask, holds)


def _missed(
    check: Target, run: ProbeRun, outcomes: Sequence[Outcome], swap: str, level: float
) -> Iterator[Judgement]:
    """Where the outputs do not lie where the oracles' do."""
    for index, (case, outcome) in enumerate(zip(run.cases, outcomes, strict=True)):
        if outcome.failure:
            yield Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
            continue
        for name, called in check.outputs.items():
            if chance_of(outcome, name, case.ranges[swap][name]) < level:
                text = _miss(called, outcome.outputs.get(name), case.ranges[swap][name], level)
                yield Judgement(
                    Verdict.FAILED,
                    text,
                    run.probe.name,
                    run=run,
                    case=index,
                    reading=_read(check, outcome),
                )


def _read(check: Target, outcome: Outcome) -> str:
    try:
        return check.reading(wire.opened(outcome.outputs))
    except Exception:  # outputs of any shape and type come here
        return ""


def chance_of(outcome: Outcome, name: str, usual: Range) -> float:
    """The p-value of an output, by where those of the oracles lie; 0 for what is no number."""
    found = numbers(outcome.outputs.get(name))
    if len(found) != 1 or found[0].size != len(usual.mean):
        return 0.0
    chances = [
        statistics.another_run(value, mean, std, usual.runs)
        for value, mean, std in zip(found[0].ravel().tolist(), usual.mean, usual.std, strict=True)
    ]
    return min(1.0, len(chances) * min(chances))


def _miss(called: str, value: Value, usual: Range, level: float) -> str:
    found = numbers(value)
    got = f"{float(found[0].ravel()[0]):.3g}" if found and found[0].size else "missing"
    reach = statistics.reach(level, usual.std[0], usual.runs)
    low, high = usual.mean[0] - reach, usual.mean[0] + reach
    return f"misses its target: {called} is {got}; right parts end between {low:.3g} and {high:.3g}"


def _with_a_swap(
    check: LockStep | Target,
    suspects: Iterable[str],
    run: ProbeRun,
    judged: Judgement,
    ask: Ask,
    holds: Callable[[str, Sequence[Outcome]], bool],
) -> Judgement:
    """Give credit for the rest where a stand-in for one part makes all of it right."""
    for swap in sorted(suspects, key=lambda swap: check.costs[swap]):
        outcomes = with_stand_in(swap, run, ask)
        if any(outcome.failure and outcome.failure.kind == "died" for outcome in outcomes):
            return judged  # there will be no further answer
        if holds(swap, outcomes):
            score = check.points - check.costs[swap]
            swapped = replace(replaced(run, outcomes), again={})
            return replace(judged, swap=swap, swapped=swapped, score=score)
    return judged


def replaced(run: ProbeRun, outcomes: Sequence[Outcome]) -> ProbeRun:
    """A run with other outcomes, of which nothing is known."""
    return replace(run, outcomes=outcomes, agreed=frozenset())


def with_stand_in(swap: str, run: ProbeRun, ask: Ask) -> Sequence[Outcome]:
    """The probe's outcomes with a stand-in for one part."""
    return ask(run.probe, [Call({**case.inputs, "swap": swap}) for case in run.cases])


def judge_speed(check: Speed, run: ProbeRun) -> Judgement:
    """Judge what functions take beside the yardstick's time."""
    for index, outcome in enumerate(run.outcomes):
        if outcome.failure:
            return Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
        slow = slowest(check, outcome)
        if slow:
            # The time itself differs from run to run, and verdicts must not.
            text = (
                f"takes more than {check.most:g} times as long as array operations should: a loop "
                "over examples is slow"
            )
            return Judgement(Verdict.FAILED, text, slow, run=run, case=index)
    return PASSED


def slowest(check: Speed, outcome: Outcome) -> str:
    """The function that takes most time, if it is more than it may take."""
    times = outcome.outputs.get("times")
    if not isinstance(times, dict) or not all(isinstance(time, float) for time in times.values()):
        return check.probe.name  # no submission that leaves the probe alone comes here
    slow = [name for name, time in times.items() if not time <= check.most]
    return max(slow, key=lambda name: times[name], default="")
