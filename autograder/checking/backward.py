"""Backward passes: the oracles' gradients, or the true derivative of one's own forward pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checking.judgement import PASSED, Ask, Judgement, ProbeRun, first_difference
from autograder.exercise import Backward, Floats
from autograder.numerics import gradients
from autograder.numerics.compare import numbers
from autograder.probe import Call
from autograder.results import Verdict
from autograder.wire import Value

ALMOST_AN_INPUT = 0.999  # a correlation beyond it makes an output a mere copy of an input
RESEMBLANCE = 0.4  # a wrong forward pass must follow the right one this closely to be an attempt
SLOPE_CASES = 4  # on how many cases a backward pass is compared with its own forward pass


def judge_backward(check: Backward, run: ProbeRun, ask: Ask) -> Judgement:
    """Judge gradients; a true derivative of a wrong forward pass passes, and says so."""
    kinds = ("worked", "drawn")
    names = list(check.wrt.values())
    difference = first_difference(run, names, kinds)
    if difference is None:
        return PASSED
    if not any(check.of in outcome.outputs for outcome in run.outcomes):
        return Judgement(Verdict.SKIPPED, f"comes after {check.of} can be computed")
    forward_is_right = first_difference(run, [check.of], kinds) is None
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
