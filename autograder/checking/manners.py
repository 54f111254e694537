"""What results keep besides their values: laws, chances, stability, the functions' manners."""

from __future__ import annotations

from collections.abc import Mapping

from autograder import wire
from autograder.bank.file import Case
from autograder.checking.judgement import PASSED, Judgement, ProbeRun, first_difference
from autograder.exercise import Property, Stability, Statistics
from autograder.numerics.compare import compare, wrong_dtype
from autograder.probe import Outcome
from autograder.results import Verdict


def judge_stability(check: Stability, run: ProbeRun) -> Judgement:
    """Judge the hard cases: right numbers, and no warnings unless they are forgiven."""
    names = list(run.cases[0].outputs)
    difference = first_difference(run, names, ("hard",))
    if difference or check.warnings:
        return difference or PASSED
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        for remark in outcome.remarks:
            if case.kind == "hard" and remark.kind == "warning":
                return Judgement(Verdict.FAILED, run=run, case=index, remark=remark)
    return PASSED


def judge_property(check: Property, run: ProbeRun) -> Judgement:
    """Judge a law by every case's outputs."""
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


def judge_statistics(check: Statistics, run: ProbeRun, level: float) -> Judgement:
    """Judge p-values, each by itself."""
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if outcome.failure:
            return Judgement(Verdict.FAILED, run=run, case=index, failure=outcome.failure)
        for name, p_value in p_values(check, case, outcome).items():
            if not p_value >= level:
                chance = f"by chance: {p_value:.0e}" if p_value > 0 else "by chance: none"
                text = f"{check.says[name]} ({chance})" if name in check.says else name
                return Judgement(Verdict.FAILED, text, check.of, run=run, case=index)
    return PASSED


def p_values(check: Statistics, case: Case, outcome: Outcome) -> Mapping[str, float]:
    """The p-values of a statistics check; outputs that cannot be judged have 0, by the reason."""
    try:
        found = check.test(case.inputs, wire.opened(outcome.outputs))
        return {name: float(found[name]) for name in check.says}
    except Exception as error:  # outputs of any shape and type come here
        return {_cannot_be_judged(error): 0.0}


def _cannot_be_judged(error: Exception) -> str:
    return f"has results that cannot be judged: {type(error).__name__}: {error}"


def judge_contract(run: ProbeRun) -> Judgement:
    """Judge manners: arguments kept, dtypes, the same again in a second call."""
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
        if second.failure.kind == "called":
            text = "names and order of the arguments are part of the task"
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
