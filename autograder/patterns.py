"""What wrong results have in common: factors, orders, places, and the cases that they come from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder import wire
from autograder.checking.judgement import ProbeRun
from autograder.numerics.compare import ETA, Mismatch, compare

FEW = 2  # lengths that tell a factor from a constant
CHANCE = 0.01  # that what fits is a coincidence
SINGLE = 1e-5  # relative differences below it may come from single precision
PLAIN = 1000  # a larger factor, or a smaller one than its inverse, says nothing
FAR = 100.0  # inputs beyond it are large
UNITS = ("rows", "columns", "layers")
DISTINCT = 6  # values of a parameter that are told apart at most

Inputs: TypeAlias = Mapping[str, Any]
Numbers: TypeAlias = NDArray[np.float64]


def of_elements(mismatch: Mismatch, inputs: Inputs) -> str:
    """How the wrong elements of an output relate to the right ones, in words; empty if not at all.

    Args:
        mismatch: a wrong output, with the numbers.
        inputs: of the case.
    """
    got, expected, wrong = mismatch.got, mismatch.expected, mismatch.wrong
    if got is None or expected is None or wrong is None:
        return ""
    if got.size == 1:  # any two numbers have a factor: it must be a plain one
        if float(expected.ravel()[0]).is_integer():  # a number of epochs, say
            return ""
        relation = _relation(got.ravel(), expected.ravel())
        return f"it is {relation}" if relation and "." not in relation else ""
    many = int(wrong.sum())
    share = (
        f"all {many} elements differ"
        if many == wrong.size
        else f"{many} of {wrong.size} elements differ"
    )
    if many == 1:
        return share
    whole = _whole(got, expected)
    if whole:
        return f"{share}; {whole}"
    if not got[wrong].any():
        return f"{share}, all are 0"
    relation = _relation(got[wrong], expected[wrong])
    if relation:
        share = f"{share}, each is {relation}"
    return share + _places(wrong, inputs)


def of_cases(run: ProbeRun, output: str) -> str:
    """What the cases have in common in which an output is wrong; empty where that is nothing.

    Args:
        run: the probe's cases and what came out.
        output: its name.
    """
    found = [
        compare(outcome.outputs.get(output), case.outputs[output], case.atol[output])
        for case, outcome in zip(run.cases, run.outcomes, strict=True)
    ]
    cases = [case.inputs for case in run.cases]
    return _lengths(found, cases) or _rule(found, cases)


def _rule(found: Sequence[Mismatch | None], cases: Sequence[Inputs]) -> str:
    """Which inputs the wrong cases have, and the right ones have not."""
    wrong = [mismatch is not None for mismatch in found]
    rules = list(_rules(cases))
    if _is_coincidence(sum(wrong), len(wrong), len(rules)):
        return ""
    fitting = [
        (name, says) for name, says, holds in rules if [holds(inputs) for inputs in cases] == wrong
    ]
    if not fitting:
        return ""
    # Parameters that change together are all named: any of them may be the cause.
    first = dict(reversed(fitting))
    parameters = [says for name, says in first.items() if name not in _arrays(cases)]
    where = " and ".join(reversed(parameters)) or fitting[0][1]
    return f"wrong in exactly those {sum(wrong)} of {len(wrong)} cases where {where}"


def _is_coincidence(marked: int, total: int, rules: int) -> bool:
    """Whether one of the rules may well fit by chance, as if the marked ones were drawn."""
    return rules > CHANCE * math.comb(total, marked)


def _lengths(found: Sequence[Mismatch | None], cases: Sequence[Inputs]) -> str:
    """Which length the results are multiplied or divided by: a mean for a sum, say."""
    wrong = [mismatch for mismatch in found if mismatch]
    factors = np.array([_factor_of(mismatch) for mismatch in wrong], np.float64)
    if not np.isfinite(factors).all():
        return ""
    inputs = [case for case, mismatch in zip(cases, found, strict=True) if mismatch]
    for name in _arrays(cases):
        shapes = [case[name].shape for case in inputs]
        for axis in range(min(map(len, shapes), default=0)):
            lengths = np.array([shape[axis] for shape in shapes])
            unit = UNITS[min(axis, 2)] if len(shapes[0]) > 1 else "elements"
            if len(np.unique(lengths)) < FEW:
                continue
            if np.allclose(factors * lengths, 1):
                return f"in every wrong case it is divided by the number of {unit} of {name}"
            if np.allclose(factors, lengths):
                return f"in every wrong case it is multiplied by the number of {unit} of {name}"
    return ""


def _factor_of(mismatch: Mismatch) -> float:
    """The constant factor of what is wrong; NaN where there is none."""
    got, expected, wrong = mismatch.got, mismatch.expected, mismatch.wrong
    if got is None or expected is None or wrong is None:
        return np.nan
    factor = _factor(got[wrong], expected[wrong])
    return np.nan if factor is None else factor


def _arrays(cases: Sequence[Inputs]) -> list[str]:
    """The inputs that are arrays of numbers in all cases."""
    return [
        name
        for name in cases[0]
        if all(
            isinstance(case.get(name), np.ndarray) and case[name].dtype.kind in "biuf"
            for case in cases
        )
    ]


Test: TypeAlias = Callable[[Any], bool]
Rule: TypeAlias = tuple[str, str, Callable[[Inputs], bool]]  # the input, the rule in words


def _rules(cases: Sequence[Inputs]) -> Iterator[Rule]:
    """Rules about inputs, the plainest ones first."""
    arrays = _arrays(cases)
    for name in arrays:
        yield from _rules_on_shape(name, cases)
    for name in cases[0]:
        if name not in arrays:
            yield from _rules_on_values(name, cases)
    for name in arrays:
        yield _rule_on(name, "has negative elements", lambda x: bool(np.any(x < 0)))
        yield _rule_on(name, "has zeros", lambda x: bool(np.any(x == 0)))
        yield _rule_on(name, f"has elements beyond {FAR:g}", lambda x: bool(np.any(abs(x) > FAR)))


def _rules_on_shape(name: str, cases: Sequence[Inputs]) -> Iterator[Rule]:
    dimensions = {np.ndim(inputs[name]) for inputs in cases}
    if dimensions == {2}:
        yield _rule_on(name, "has one row", lambda x: x.shape[0] == 1)
        yield _rule_on(name, "has one column", lambda x: x.shape[1] == 1)
        yield _rule_on(name, "is not square", lambda x: x.shape[0] != x.shape[1])
        yield _rule_on(name, "has several rows", lambda x: x.shape[0] > 1)
        yield _rule_on(name, "has several columns", lambda x: x.shape[1] > 1)
    elif dimensions == {1}:
        yield _rule_on(name, "has one element", lambda x: x.size == 1)
        yield _rule_on(name, "has several elements", lambda x: x.size > 1)


def _rules_on_values(name: str, cases: Sequence[Inputs]) -> Iterator[Rule]:
    if any(isinstance(leaf, np.ndarray) for _, leaf in wire.leaves(cases[0][name])):
        return  # nobody would read them
    values = sorted({repr(inputs.get(name)) for inputs in cases})
    if len(values) <= DISTINCT:
        yield from (_rule_on(name, f"= {value}", _reads(value)) for value in values)
        yield from (_rule_on(name, f"is not {value}", _differs(value)) for value in values)


def _rule_on(name: str, says: str, test: Test) -> Rule:
    return name, f"{name} {says}", lambda inputs: test(inputs.get(name))


def _reads(value: str) -> Test:
    return lambda found: repr(found) == value


def _differs(value: str) -> Test:
    return lambda found: repr(found) != value


def _whole(got: Numbers, expected: Numbers) -> str:
    """How the array as a whole relates to the right one."""
    if got.ndim == 2 and got.shape == got.shape[::-1] and np.allclose(got, expected.T):
        return "it is the transpose of what is expected"
    finite = np.isfinite(got).all() and np.isfinite(expected).all()
    if not finite:
        return ""
    if np.allclose(np.sort(got, axis=None), np.sort(expected, axis=None), rtol=ETA, atol=0):
        return "these are the right numbers in another order"
    largest = float(np.abs(expected).max())
    near = 0 < np.abs(got - expected).max() < SINGLE * largest
    if near and _is_single(got) and not _is_single(expected):
        return "these are numbers in single precision (float32)"
    return ""


def _is_single(numbers: Numbers) -> bool:
    """Whether all of them can be written in 32 bits."""
    with np.errstate(over="ignore"):
        return bool(np.array_equal(numbers, numbers.astype(np.float32)))


def _relation(got: Numbers, expected: Numbers) -> str:
    """The constant factor between two arrays, in words; empty where there is none."""
    factor = _factor(got, expected)
    if factor is None or abs(factor - 1) < 1e-3 or not 1 / PLAIN <= abs(factor) <= PLAIN:
        return ""
    for known, word in ((-1.0, "minus"), (0.5, "half of"), (2.0, "twice")):
        if np.isclose(factor, known, rtol=1e-9, atol=1e-12):
            return f"{word} what is expected"
    inverse = round(1 / factor)
    if inverse > 1 and np.isclose(factor * inverse, 1):
        return f"1/{inverse} of what is expected"
    return f"{factor:.4g} times what is expected"


def _factor(got: Numbers, expected: Numbers) -> float | None:
    """The constant factor between two arrays, None where there is none."""
    finite = np.isfinite(got).all() and np.isfinite(expected).all()
    if not (expected.all() and got.all() and finite):
        return None
    with np.errstate(over="ignore"):
        ratios = got / expected
    factor = float(np.median(ratios))
    return factor if np.allclose(ratios, factor, rtol=1e3 * ETA, atol=0) else None


def _places(wrong: NDArray[np.bool_], inputs: Inputs) -> str:
    """Where the wrong elements are, by the inputs of the same shape."""
    alike = {
        name: value
        for name, value in inputs.items()
        if isinstance(value, np.ndarray) and value.shape == wrong.shape
    }
    if _is_coincidence(int(wrong.sum()), wrong.size, 3 * len(alike)):
        return ""
    for name, value in alike.items():
        for says, places in (("negative", value < 0), ("positive", value > 0), ("0", value == 0)):
            if np.array_equal(wrong, places):
                return f", exactly where {name} is {says}"
    return ""
