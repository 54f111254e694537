from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder import wire
from autograder.bank.file import Case
from autograder.checking.judgement import ProbeRun
from autograder.exercise import probe
from autograder.numerics.compare import compare
from autograder.patterns import of_cases, of_elements
from autograder.probe import Outcome

SHAPES = 4 * [(1, 1), (1, 3), (2, 2), (3, 1), (4, 2), (3, 3), (5, 4), (1, 2), (2, 1), (6, 3)]
ALL = "all 12 elements differ"
X = np.array([[1.1, -2.0, 3.0, -0.7], [-4.0, 5.0, 6.0, 8.0], [9.0, 0.3, -7.0, 2.5]])


@probe(inputs={}, cases=1)
def toy(sub):
    return {}


def run_of(function: Callable[..., Any], right: Callable[..., Any] = lambda x, **_: 2 * x):
    """A probe's run on arrays of many shapes, with three modes and two rates."""
    rng = np.random.default_rng(3)
    cases, outcomes = [], []
    for index, shape in enumerate(SHAPES):
        inputs = {
            "x": rng.choice([-3.0, -1.5, 0.5, 2.0, 2.5], shape),
            "mode": ("train", "test", None)[index % 3],
            "rate": (0.1, 0.9)[index % 2],
        }
        outputs = {"y": wire.unpack(wire.pack(right(**inputs)))}
        cases.append(
            Case(
                kind="drawn",
                title="",
                packed_inputs=wire.pack(inputs),
                packed_outputs=wire.pack(outputs),
                atol={"y": 1e-12},
            )
        )
        outcomes.append(Outcome({"y": function(**inputs)}))
    return ProbeRun(toy, cases, outcomes)


def wrong_where(condition: Callable[..., bool]) -> Callable[..., Any]:
    return lambda **inputs: 2 * inputs["x"] + (1.0 if condition(**inputs) else 0.0)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (lambda x, **_: len(x) == 1, "12 of 40 cases where x has one row"),
        (lambda x, **_: x.shape[1] == 1, "12 of 40 cases where x has one column"),
        (lambda x, **_: x.shape[0] != x.shape[1], "28 of 40 cases where x is not square"),
        (lambda x, **_: len(x) > 1, "28 of 40 cases where x has several rows"),
        (lambda mode, **_: mode == "test", "13 of 40 cases where mode = 'test'"),
        (lambda mode, **_: mode is not None, "27 of 40 cases where mode is not None"),
        (lambda rate, **_: rate > 0.5, "20 of 40 cases where rate = 0.9"),
        (lambda x, **_: (x < 0).any(), "cases where x has negative elements"),
    ],
    ids=["one", "column", "oblong", "batch", "mode", "not a mode", "rate", "negative"],
)
def test_what_the_wrong_cases_have_in_common_is_said(
    condition: Callable[..., bool], says: str
) -> None:
    text = of_cases(run_of(wrong_where(condition)), "y")
    assert text.startswith("wrong in exactly those ")
    assert text.endswith(says)


@pytest.mark.parametrize(
    "condition",
    [lambda **_: False, lambda **_: True, lambda x, **_: x.shape == (5, 4)],
    ids=["all right", "all wrong", "a single case"],
)
def test_no_rule_is_made_of_nothing(condition: Callable[..., bool]) -> None:
    assert of_cases(run_of(wrong_where(condition)), "y") == ""


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda x, **_: 2 * x / len(x), "divided by the number of rows of x"),
        (lambda x, **_: 2 * x * x.shape[1], "multiplied by the number of columns of x"),
        (lambda x, **_: 2 * x / 3, ""),
        (lambda x, **_: None, ""),
        (lambda x, **_: 2 * x[0], ""),
    ],
    ids=["a mean", "columns", "a constant", "nothing", "another shape"],
)
def test_a_factor_that_is_a_length_is_recognised_over_the_cases(
    function: Callable[..., Any], says: str
) -> None:
    found = of_cases(run_of(function), "y")
    assert found.endswith(says) if says else "number of" not in found


@pytest.mark.parametrize("size", [4, 6, 8])
def test_what_fits_few_cases_may_be_a_coincidence_and_is_not_said(size: int) -> None:
    run = run_of(wrong_where(lambda rate, **_: rate > 0.5))
    few = ProbeRun(toy, run.cases[:size], run.outcomes[:size])
    assert of_cases(few, "y") == ""


def test_parameters_that_change_together_are_named_together() -> None:
    run = run_of(wrong_where(lambda rate, **_: rate > 0.5))
    tied = [
        msgspec.structs.replace(
            case, packed_inputs=wire.pack({**case.inputs, "every": int(10 * case.inputs["rate"])})
        )
        for case in run.cases
    ]
    text = of_cases(ProbeRun(toy, tied, run.outcomes), "y")
    assert text.endswith("cases where rate = 0.9 and every = 9")


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        (8.0, 4.0, ""),
        (3.0, 1.5, "it is twice what is expected"),
        (1e9, np.inf, ""),
        (np.inf, 1.5, ""),
        (1.5e-9, 1.5, ""),
    ],
    ids=["a count", "twice", "infinity expected", "infinite", "tiny"],
)
def test_a_number_alone_has_a_factor_only_where_that_tells_something(
    got: float, expected: float, says: str
) -> None:
    mismatch = compare(np.array(got), np.array(expected), 1e-12)
    assert mismatch is not None
    assert of_elements(mismatch, {}) == says


def test_inputs_of_changing_kinds_do_no_harm() -> None:
    run = run_of(wrong_where(lambda x, **_: len(x) == 1))
    kinds = [np.ones(3), [1.0], None, 2.0, "a", np.array(1.0), {"k": 1.0}]
    odd = [
        Case(
            kind=case.kind,
            title="",
            packed_inputs=wire.pack({**case.inputs, "odd": kinds[index % len(kinds)]}),
            packed_outputs=case.packed_outputs,
            atol=case.atol,
        )
        for index, case in enumerate(run.cases)
    ]
    text = of_cases(ProbeRun(toy, odd, run.outcomes), "y")
    assert text.endswith("cases where x has one row")


@pytest.mark.parametrize(
    ("got", "says"),
    [
        (X[::-1], "8 of 12 elements differ; these are the right numbers in another order"),
        (X.astype(np.float32),
         "3 of 12 elements differ; these are numbers in single precision (float32)"),
        (np.where(X < 0, 0.0, X), "4 of 12 elements differ, all are 0"),
        (np.where(X < 0, X + 1, X), "4 of 12 elements differ, exactly where x is negative"),
        (np.where(X > 0, 3 * X, X), "8 of 12 elements differ, each is 3 times what is expected, "
         "exactly where x is positive"),
        (X * (1 + 1e-7), ALL),
        (np.where(X > 8, X + 1, X), "1 of 12 elements differ"),
        (np.where(X > 7, X + 1, X), "2 of 12 elements differ"),
        (X + 1, ALL),
    ],
    ids=["permuted", "single precision", "zeros", "negative", "positive", "off", "one", "two",
         "no pattern"],
)  # fmt: skip
def test_what_the_wrong_elements_have_in_common_is_said(got: np.ndarray, says: str) -> None:
    mismatch = compare(got.astype(np.float64), X, 1e-12)
    assert mismatch is not None
    text = of_elements(mismatch, {"x": X})
    assert text == says
