"""From raw outcomes to a verdict: one function per kind of check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from autograder import wire
from autograder.bank.file import Case, Range
from autograder.exercise import (
    Agreement,
    Backward,
    Check,
    Contract,
    Exercise,
    Floats,
    LockStep,
    Probe,
    Property,
    Speed,
    Stability,
    Statistics,
    Target,
)
from autograder.numerics import gradients, statistics
from autograder.numerics.compare import Mismatch, compare, numbers, wrong_dtype
from autograder.probe import Call, Failure, Outcome, Remark
from autograder.results import Verdict
from autograder.wire import Value

ALMOST_AN_INPUT = 0.999  # a correlation beyond it makes an output a mere copy of an input
RESEMBLANCE = 0.4  # a wrong forward pass must follow the right one this closely to be an attempt
SLOPE_CASES = 4  # on how many cases a backward pass is compared with its own forward pass


@dataclass(frozen=True)
class ProbeRun:
    """What a submission returned for one probe.

    Attributes:
        cases: of the bank.
        outcomes: one per case.
        again: for some cases, by index, the outcome of calling everything twice.
        first: the number of the first case, counted over all probes of the exercise.
        agreed: cases, by index, whose outputs are known to equal the oracles'.
    """

    probe: Probe
    cases: Sequence[Case]
    outcomes: Sequence[Outcome]
    again: Mapping[int, Outcome] = field(default_factory=dict)
    first: int = 0
    agreed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Judgement:
    """A verdict and its grounds, not yet put into words for the student.

    Attributes:
        text: what there is to say besides, or instead of the rest.
        function: whom the text speaks of; empty where the probe tells.
        run: the probe at fault.
        case: index of the first failing case.
        output: name of the wrong output.
        mismatch: how it differs.
        failure: why the probe ended early.
        remark: what a call did besides returning.
        place: where a wrong output stands, in words, instead of its name.
        swap: the part that a stand-in took the place of, if all the rest is right.
        swapped: the probe with the stand-in.
        score: what the rest earns.
        reading: what the outputs look like, in a sentence.
    """

    verdict: Verdict
    text: str = ""
    function: str = ""
    run: ProbeRun | None = None
    case: int | None = None
    output: str = ""
    mismatch: Mismatch | None = None
    failure: Failure | None = None
    remark: Remark | None = None
    place: str = ""
    swap: str = ""
    swapped: ProbeRun | None = None
    score: float = 0.0
    reading: str = ""


Runs: TypeAlias = Mapping[str, ProbeRun]
Ask: TypeAlias = Callable[[Probe, Sequence[Call]], Sequence[Outcome]]  # runs further calls

PASSED = Judgement(Verdict.PASSED)


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
            found[check.name] = _judge_backward(check, runs[check.probe.name], ask)
        elif isinstance(check, LockStep):
            found[check.name] = _judge_lock_step(check, runs[check.probe.name], ask)
    locked = [check for check in exercise.checks if isinstance(check, LockStep)]
    steps = [(check, found[check.name]) for check in locked]
    for check in exercise.checks:
        if isinstance(check, Target):
            suspects = _suspects(check, steps)
            found[check.name] = _judge_target(check, suspects, runs[check.probe.name], ask, level)
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
            mended[check.probe.name] = _replaced(run, _with(swap, run, ask))
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
        return _judge_statistics(check, runs[check.probe.name], level)
    if isinstance(check, Stability):
        return _judge_stability(check, runs[check.probe.name])
    if isinstance(check, Property):
        return _judge_property(check, runs[check.probe.name])
    if isinstance(check, Speed):
        return _judge_speed(check, runs[check.probe.name])
    if isinstance(check, Contract):
        probes = (check.probe, *check.also)
        judged = (_judge_contract(runs[probe.name]) for probe in probes)
        return next((item for item in judged if item.verdict is not Verdict.PASSED), PASSED)
    raise TypeError(f"Expected a known kind of check but got {check!r}.")


def _judge_agreement(check: Agreement, run: ProbeRun) -> Judgement:
    difference = _first_difference(run, check.outputs, ("worked", "drawn"))
    if difference and difference.mismatch:
        return replace(difference, text=check.says.get(difference.output, ""))
    return difference or PASSED


def _first_difference(
    run: ProbeRun, outputs: Sequence[str], kinds: Sequence[str]
) -> Judgement | None:
    """The first case whose outputs differ from the oracles'."""
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if case.kind not in kinds or index in run.agreed:
            continue
        for name in outputs:
            if name not in outcome.outputs:
                return Judgement(
                    Verdict.FAILED, run=run, case=index, output=name, failure=outcome.failure
                )
            mismatch = mismatch_of(case, outcome, name)
            if mismatch:
                return Judgement(
                    Verdict.FAILED, run=run, case=index, output=name, mismatch=mismatch
                )
    return None


def mismatch_of(case: Case, outcome: Outcome, name: str) -> Mismatch | None:
    """How an output differs from the oracles'; None where it does not."""
    got = outcome.outputs.get(name)
    if case.targets[name].is_met(got):
        return None
    return compare(got, case.outputs[name], case.atol[name])


def _judge_backward(check: Backward, run: ProbeRun, ask: Ask) -> Judgement:
    kinds = ("worked", "drawn")
    names = list(check.wrt.values())
    difference = _first_difference(run, names, kinds)
    if difference is None:
        return PASSED
    if not any(check.of in outcome.outputs for outcome in run.outcomes):
        return Judgement(Verdict.SKIPPED, f"comes after {check.of} can be computed")
    forward_is_right = _first_difference(run, [check.of], kinds) is None
    if not forward_is_right and is_own_derivative(check, run, ask):
        return Judgement(
            Verdict.PASSED,
            f"differs from the reference as {check.of} does, but is its true derivative",
        )
    return difference


def is_own_derivative(check: Backward, run: ProbeRun, ask: Ask) -> bool:
    """Whether the gradients are the derivative of the submission's own, non-trivial forward.

    Args:
        check: which gradients, of what.
        run: the outcomes.
        ask: runs the forward pass on inputs moved along random directions.
    """
    usable = [
        index
        for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True))
        if case.kind == "drawn" and {check.of, *check.wrt.values()} <= set(outcome.outputs)
    ]
    if len(usable) < SLOPE_CASES or _is_trivial(check, run, usable):
        return False
    chosen = [usable[place] for place in np.linspace(0, len(usable) - 1, SLOPE_CASES).astype(int)]
    return all(
        _slopes_are_true(check, run, chosen, name, gradient, ask)
        for name, gradient in check.wrt.items()
    )


def _slopes_are_true(
    check: Backward, run: ProbeRun, chosen: Sequence[int], name: str, gradient: str, ask: Ask
) -> bool:
    rng = np.random.default_rng(0)
    along = {index: gradients.direction(run.cases[index].inputs[name], rng) for index in chosen}
    calls = [
        Call({**run.cases[index].inputs, name: moved}, until=check.of)
        for index in chosen
        for moved in along[index].moved
    ]
    answers = iter(ask(run.probe, calls))
    verdicts = []
    for index in chosen:
        outcomes = [next(answers) for _ in gradients.MULTIPLES]
        if any(check.of not in outcome.outputs for outcome in outcomes):
            return False
        slope = gradients.slope(
            along[index],
            [outcome.outputs[check.of] for outcome in outcomes],
            run.outcomes[index].outputs[check.of],
            run.cases[index].inputs[check.upstream] if check.upstream else None,
            run.outcomes[index].outputs[gradient],
        )
        verdicts.append(slope.verdict if slope else "false")
    return "false" not in verdicts and "true" in verdicts


def _is_trivial(check: Backward, run: ProbeRun, usable: Sequence[int]) -> bool:
    """Whether this is no attempt: constant, little more than an input, or unlike what was asked.

    The forward output must follow the oracle's, though wrongly; no output may be explained by one
    input alone, for the derivative of x or of 3x + 1 is no achievement.
    """
    names = (check.of, *check.wrt.values())
    for name in names:
        mine = np.concatenate([_flat(run.outcomes[index].outputs[name]) for index in usable])
        if mine.size == 0 or np.ptp(mine) == 0 or not np.isfinite(mine).all():
            return True
        for given in run.cases[usable[0]].inputs:
            theirs = np.concatenate([_flat(run.cases[index].inputs[given]) for index in usable])
            if mine.shape == theirs.shape and _correlation(mine, theirs) > ALMOST_AN_INPUT:
                return True
    forward = np.concatenate([_flat(run.outcomes[index].outputs[check.of]) for index in usable])
    oracle = np.concatenate([_flat(run.cases[index].outputs[check.of]) for index in usable])
    return forward.shape == oracle.shape and _correlation(forward, oracle) < RESEMBLANCE


def _correlation(a: Floats, b: Floats) -> float:
    """The size of the correlation of two arrays; 0 where one of them is constant."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return abs(float(a @ b)) / size if size else 0.0


def _flat(value: Value) -> Floats:
    parts = [leaf.ravel() for leaf in numbers(value)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _judge_lock_step(check: LockStep, run: ProbeRun, ask: Ask) -> Judgement:
    difference = _first_difference(run, list(run.cases[0].outputs), ("worked", "drawn"))
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


def _suspects(check: Target, steps: Sequence[tuple[LockStep, Judgement]]) -> list[str]:
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


def _judge_target(
    check: Target, suspects: Sequence[str], run: ProbeRun, ask: Ask, level: float
) -> Judgement:
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
        outcomes = _with(swap, run, ask)
        if any(outcome.failure and outcome.failure.kind == "died" for outcome in outcomes):
            return judged  # there will be no further answer
        if holds(swap, outcomes):
            score = check.points - check.costs[swap]
            swapped = replace(_replaced(run, outcomes), again={})
            return replace(judged, swap=swap, swapped=swapped, score=score)
    return judged


def _replaced(run: ProbeRun, outcomes: Sequence[Outcome]) -> ProbeRun:
    """A run with other outcomes, of which nothing is known."""
    return replace(run, outcomes=outcomes, agreed=frozenset())


def _with(swap: str, run: ProbeRun, ask: Ask) -> Sequence[Outcome]:
    """The probe's outcomes with a stand-in for one part."""
    return ask(run.probe, [Call({**case.inputs, "swap": swap}) for case in run.cases])


def _judge_stability(check: Stability, run: ProbeRun) -> Judgement:
    names = list(run.cases[0].outputs)
    difference = _first_difference(run, names, ("hard",))
    if difference or check.warnings:
        return difference or PASSED
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        for remark in outcome.remarks:
            if case.kind == "hard" and remark.kind == "warning":
                return Judgement(Verdict.FAILED, run=run, case=index, remark=remark)
    return PASSED


def _judge_property(check: Property, run: ProbeRun) -> Judgement:
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if case.kind == "hard":
            continue
        if outcome.failure:
            return Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
        text = broken_law(check, case, outcome)
        if text:
            return Judgement(Verdict.FAILED, text, check.of, run=run, case=index)
    return PASSED


def broken_law(check: Property, case: Case, outcome: Outcome) -> str:
    """What is wrong with the outputs, by the property's law; empty where nothing is."""
    try:
        return check.law(case.inputs, wire.opened(outcome.outputs)) or ""
    except Exception as error:  # outputs of any shape and type come here
        return _cannot_be_judged(error)


def _cannot_be_judged(error: Exception) -> str:
    return f"has results that cannot be judged: {type(error).__name__}: {error}"


def _judge_statistics(check: Statistics, run: ProbeRun, level: float) -> Judgement:
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if outcome.failure:
            return Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
        for name, p_value in p_values(check, case, outcome).items():
            if not p_value >= level:
                chance = f"by chance: {p_value:.0e}" if p_value > 0 else "by chance: none"
                text = f"{check.says[name]} ({chance})" if name in check.says else name
                return Judgement(Verdict.FAILED, text, check.of, run=run, case=index)
    return PASSED


def _judge_speed(check: Speed, run: ProbeRun) -> Judgement:
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


def p_values(check: Statistics, case: Case, outcome: Outcome) -> Mapping[str, float]:
    """The p-values of a statistics check; outputs that cannot be judged have 0, by the reason."""
    try:
        found = check.test(case.inputs, wire.opened(outcome.outputs))
        return {name: float(found[name]) for name in check.says}
    except Exception as error:  # outputs of any shape and type come here
        return {_cannot_be_judged(error): 0.0}


def _judge_contract(run: ProbeRun) -> Judgement:
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if outcome.failure:
            return Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
        for remark in outcome.remarks:
            if remark.kind != "warning":
                return Judgement(Verdict.FAILED, run=run, case=index, remark=remark)
        if index in run.agreed:
            continue
        for name, expected in case.outputs.items():
            text = wrong_dtype(outcome.outputs.get(name), expected)
            if text:
                return Judgement(Verdict.FAILED, f"has {text}", run=run, case=index, output=name)
    if run.probe.random:
        return PASSED
    for index, second in run.again.items():
        for remark in second.remarks:
            if remark.kind == "state":
                return Judgement(Verdict.FAILED, run=run, case=index, remark=remark)
        found = _state_kept(run, index, second)
        if found:
            return found
    return PASSED


def _state_kept(run: ProbeRun, index: int, second: Outcome) -> Judgement | None:
    first = run.outcomes[index]
    if second.failure:
        text = "works once, but fails when called again with the same arguments"
        return Judgement(Verdict.FAILED, text, run=run, case=index, failure=second.failure)
    if wire.same(first.outputs, second.outputs):
        return None
    for name, value in first.outputs.items():
        atol = run.cases[index].atol.get(name, 0.0)
        other = second.outputs.get(name)
        if wire.pack(other) != wire.pack(value) and compare(other, value, atol):
            text = (
                "changes when the functions are called twice: something is kept from one call to "
                "the next, or backward spoils its cache"
            )
            return Judgement(Verdict.FAILED, text, run=run, case=index, output=name)
    return None
