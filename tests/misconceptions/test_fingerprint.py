from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import wire
from autograder.bank.file import Case, Trace
from autograder.checking.judgement import ProbeRun
from autograder.exercise import Agreement, Check, Property, Statistics, probe
from autograder.misconceptions.fingerprint import NOTHING, behaviour, marks_of, match, match_part
from autograder.probe import Failure, Outcome, Remark

NAN, INF = math.nan, math.inf
ATOL = 1e-9
Y = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
RAISED = Failure("raised", "toy", "ValueError: no")


@probe(inputs={})
def toy_pass(sub):
    return {}


@probe(inputs={}, random=True)
def toss(sub):
    return {}


VALUE = Agreement("value", toy_pass, outputs=["y"], points=1)


def case(outputs: Mapping[str, Any], kind: str = "drawn") -> Case:
    return Case(
        kind=kind,
        title="",
        packed_inputs=wire.pack({}),
        packed_outputs=wire.pack(outputs),
        atol=dict.fromkeys(outputs, ATOL),
    )


def travelled(value: object) -> wire.Value:
    return wire.unpack(wire.pack(value))


def marks(*pairs: tuple[Any, Any]) -> dict[str, list[float]]:
    """The marks of outputs y, given pairs of what was returned and what is right."""
    cases = [case({"y": right}) for _, right in pairs]
    outcomes = [Outcome({"y": travelled(got)}) for got, _ in pairs]
    return marks_of([VALUE], {"toy_pass": ProbeRun(toy_pass, cases, outcomes)}, 0.0)


def test_right_outputs_leave_no_marks() -> None:
    assert marks((Y, Y), (2.0, 2.0)) == {}
    assert marks((Y + 1e-12, Y)) == {}


def test_every_call_is_marked_where_one_is_wrong() -> None:
    found = marks((Y, Y), (2 * Y, Y), (3.0, 3.0))
    assert list(found) == ["toy_pass/y"]
    assert len(found["toy_pass/y"]) == 3
    assert len(set(found["toy_pass/y"])) == 3


@pytest.mark.parametrize(("got", "mark"), [(None, NOTHING), ({1, 2}, NAN)])
def test_outputs_without_numbers_have_marks_of_their_own(got: object, mark: float) -> None:
    np.testing.assert_equal(marks((got, Y))["toy_pass/y"], [mark])


def test_what_is_not_finite_leaves_marks_that_tell_where_and_what() -> None:
    """A crash looks unlike NaN, and two ways to overflow unlike each other."""
    wrong = [Y * NAN, np.array([1.0, NAN]), np.array([NAN, 1.0]), np.array([1.0, -INF]),
             np.array([1.0, INF]), np.array([2.0, INF]), [Y, np.array([INF])]]  # fmt: skip
    found = [marks((got, Y))["toy_pass/y"][0] for got in wrong]
    assert np.isfinite(found).all()
    assert len(set(found)) == len(found)


def test_an_output_that_never_came_is_missing() -> None:
    cases = [case({"y": Y, "dx": Y})] * 2
    outcomes = [Outcome({"y": Y}, RAISED), Outcome({"y": Y, "dx": Y})]
    found = marks_of([VALUE], {"toy_pass": ProbeRun(toy_pass, cases, outcomes)}, 0.0)
    assert list(found) == ["toy_pass/dx"]
    assert np.isnan(found["toy_pass/dx"]).tolist() == [True, False]


DIFFERENT = {
    "zeros": 0 * Y,
    "negative": -Y,
    "twice": 2 * Y,
    "flat": Y.ravel(),
    "transposed": Y.T,
    "with an axis more": Y[None],
    "rows swapped": Y[::-1],
    "columns reversed": Y[:, ::-1],
    "mean": Y.mean(axis=0),
    "one entry": Y + 1e-3 * (Y == 1),
    "listed": [Y[0], Y[1]],
    "a number": 21.0,
}


def taken_for_each_other(first: object, second: object) -> bool:
    right = np.full((2, 3), 1e9)
    known = [trace("known", marks((second, right)))]
    return bool(match(marks((first, right)), known))


def test_different_mistakes_are_told_apart() -> None:
    for (first, a), (second, b) in combinations(DIFFERENT.items(), 2):
        assert not taken_for_each_other(a, b), (first, second)
        assert taken_for_each_other(a, a)


@pytest.mark.parametrize(
    ("first", "second"),
    [(Y.ravel(), Y.reshape(3, 2)), (1e3 * Y, 1e3 * Y.ravel())],
    ids=["(6,) and (3, 2)", "large numbers"],
)
def test_shapes_are_told_apart(first: np.ndarray, second: np.ndarray) -> None:
    assert not taken_for_each_other(first, second)


def test_words_are_told_apart() -> None:
    words = ["train", "test", ["train", "test"], ["test", "train"], ["train", "train"]]
    for first, second in combinations(words, 2):
        assert not taken_for_each_other(first, second), (first, second)
        assert taken_for_each_other(first, first)


finite = st.floats(-1e6, 1e6)


@given(npst.arrays(np.float64, npst.array_shapes(max_side=4), elements=finite), st.floats(-1, 1))
def test_rounding_does_not_change_what_a_mistake_is_taken_for(
    wrong: np.ndarray, share: float
) -> None:
    right = np.full(wrong.shape, 1e9)
    first = marks((wrong, right))
    second = marks((wrong + share * 1e-15 * np.abs(wrong).max(), right))
    assert match(second, [trace("known", first)])


@pytest.mark.parametrize(
    ("remarks", "kind", "code"),
    [
        ([], "drawn", None),
        ([Remark("changed", "toy", "x")], "drawn", 1.0),
        ([Remark("alias", "toy", "y is x")], "drawn", 2.0),
        ([Remark("warning", "toy", "overflow")], "hard", 4.0),
        ([Remark("warning", "toy", "overflow")], "drawn", None),
        ([Remark("changed", "toy", "x"), Remark("alias", "toy", "y is x")], "drawn", 3.0),
    ],
    ids=["none", "changed", "alias", "warning", "warning on a drawn case", "two"],
)
def test_conduct_is_marked(remarks: list[Remark], kind: str, code: float | None) -> None:
    run = ProbeRun(toy_pass, [case({"y": Y}, kind)], [Outcome({"y": Y}, None, tuple(remarks))])
    assert marks_of([VALUE], {"toy_pass": run}, 0.0) == (
        {} if code is None else {"toy_pass/conduct": [code]}
    )


def test_dtype_is_conduct() -> None:
    run = ProbeRun(toy_pass, [case({"y": Y})], [Outcome({"y": Y.astype("f4")})])
    assert marks_of([VALUE], {"toy_pass": run}, 0.0) == {"toy_pass/conduct": [8.0]}


@pytest.mark.parametrize(
    "again",
    [Outcome({"y": Y}, None, (Remark("state", "toy", "y"),)), Outcome({"y": 2 * Y}), Outcome({})],
    ids=["remarked", "another result", "no result"],
)
def test_state_is_conduct(again: Outcome) -> None:
    outcomes = [Outcome({"y": Y}), Outcome({"y": Y})]
    run = ProbeRun(toy_pass, [case({"y": Y})] * 2, outcomes, {1: again, 0: Outcome({"y": Y})})
    assert marks_of([VALUE], {"toy_pass": run}, 0.0) == {"toy_pass/conduct": [0.0, 16.0]}


def random_marks(check: Check, *outcomes: Outcome) -> dict[str, list[float]]:
    run = ProbeRun(toss, [case({})] * len(outcomes), outcomes)
    return marks_of([check], {"toss": run}, 0.01)


def test_a_random_probe_is_marked_by_the_laws_it_breaks() -> None:
    law = Property("law", toss, 1, law=lambda inputs, outputs: outputs["y"] and "is not 0")
    assert random_marks(law, Outcome({"y": 0}), Outcome({"y": 0})) == {}
    found = random_marks(law, Outcome({"y": 0}), Outcome({"y": 1}), Outcome({}, RAISED))
    np.testing.assert_equal(found["toss/law"], [0.0, 1.0, NAN])


def test_a_random_probe_is_marked_by_the_tests_it_fails() -> None:
    says = {"mean": "the mean is off", "spread": "the spread is off"}
    test = Statistics("draws", toss, 1, test=lambda inputs, outputs: outputs["p"], says=says)
    fair = Outcome({"p": {"mean": 0.01, "spread": 1.0}})
    assert random_marks(test, fair) == {}
    skew = Outcome({"p": {"mean": 1e-9, "spread": 1.0}})
    both = Outcome({"p": {"mean": 1e-9, "spread": NAN}})
    assert random_marks(test, fair, skew, both, Outcome({})) == {
        "toss/draws": [0.0, 1.0, 3.0, NOTHING]
    }


def trace(name: str, marks: Mapping[str, Sequence[float]]) -> Trace:
    found = {key: list(values) for key, values in marks.items()}
    return Trace(name=name, exercise="toy", behaves="", hint="", marks=found)


HALF = trace("half", {"p/dw": [1.0, 2.0]})
SIGN = trace("sign", {"p/dx": [3.0, 4.0]})
BOTH = trace("both", {"p/dw": [1.0, 2.0], "p/dx": [3.0, 4.0]})
SPOILT = trace("spoilt", {"p/dw": [1.0, 2.0], "p/conduct": [1.0, 1.0]})
IN_PLACE = trace("in place", {"p/conduct": [1.0, 0.0]})
NAMES = [HALF, SIGN, SPOILT, IN_PLACE]


@pytest.mark.parametrize(
    ("marks", "traces", "names"),
    [
        ({"p/dw": [1.0, 2.0]}, NAMES, ["half"]),
        ({"p/dw": [1.0, 2.0 + 1e-6]}, NAMES, ["half"]),
        ({"p/dw": [1.0, 2.001]}, NAMES, []),
        ({"p/dw": [1.0]}, NAMES, []),
        ({"p/db": [1.0, 2.0]}, NAMES, []),
        ({"p/dw": [1.0, 2.0], "p/dx": [3.0, 4.0]}, [*NAMES, BOTH], ["both"]),
        ({"p/dw": [1.0, 2.0], "p/dx": [3.0, 4.0]}, NAMES, ["half", "sign"]),
        ({"p/dw": [1.0, 2.0], "p/dx": [9.0, 9.0]}, NAMES, []),
        ({"p/dw": [1.0, 2.0]}, [BOTH], []),
        ({"p/dw": [1.0, 2.0]}, [trace("twin", HALF.marks), HALF], ["twin"]),
        ({"p/dw": [1.0, 2.0], "p/conduct": [1.0, 1.0]}, [HALF], ["half"]),
        ({"p/conduct": [1.0, 0.0]}, NAMES, ["in place"]),
        ({"p/conduct": [1.0, 1.0]}, NAMES, []),
        ({}, NAMES, []),
        ({"p/dw": [1.0, 2.0]}, [], []),
    ],
    ids=[
        "the same", "rounding", "another number", "other cases", "another output",
        "one for two outputs", "two mistakes", "one unexplained", "more than is wrong", "order",
        "conduct as consequence", "conduct alone", "other conduct", "all right", "none known",
    ],
)  # fmt: skip
def test_match(marks: dict[str, list[float]], traces: list[Trace], names: list[str]) -> None:
    assert [item.name for item in match(marks, traces)] == names


WHOLE = trace("whole", {"p/out": [1.0, 2.0], "p/dx": [3.0, 4.0], "q/out": [5.0]})


@pytest.mark.parametrize(
    ("marks", "outputs", "traces", "names"),
    [
        ({}, ["p/out"], [WHOLE], ["whole"]),
        ({"p/dx": [9.0, 9.0]}, ["p/out"], [WHOLE], ["whole"]),
        ({"p/dx": [9.0, 9.0]}, ["p/dx"], [WHOLE], []),
        ({"p/dx": [9.0, 9.0]}, ["p/out", "p/dx"], [WHOLE], []),
        ({"p/dx": [9.0, 9.0], "r/out": [1.0]}, ["q/out"], [WHOLE], ["whole"]),
        ({"q/out": [9.0]}, ["p/out"], [WHOLE], []),
        ({"p/out": [9.0, 9.0]}, ["p/dx"], [WHOLE], []),
        ({"r/out": [1.0]}, ["r/out"], [WHOLE], []),
        ({"p/dx": [9.0, 9.0]}, ["s/out"], [WHOLE], []),
        ({"p/dx": [9.0, 9.0]}, ["p/out"], [trace("wider", {**WHOLE.marks, "s/x": [1.0]})], []),
    ],
    ids=[
        "all of it", "what comes before", "what comes after", "both", "of another probe",
        "another number in another probe", "not the first", "untouched", "right",
        "more than is wrong",
    ],
)  # fmt: skip
def test_a_part_of_what_is_wrong(
    marks: dict[str, list[float]], outputs: list[str], traces: list[Trace], names: list[str]
) -> None:
    assert [item.name for item in match_part({**WHOLE.marks, **marks}, traces, outputs)] == names


def test_a_part_that_looks_like_two_mistakes_has_no_name() -> None:
    marks = {**WHOLE.marks, "p/dx": [9.0, 9.0]}
    other = msgspec.structs.replace(WHOLE, name="other", behaves="something else were so")
    assert match_part(marks, [WHOLE, WHOLE, other], ["p/out"]) == []
    assert match_part(marks, [WHOLE, WHOLE], ["p/out"]) == [WHOLE]


@pytest.mark.parametrize("special", [NAN, INF])
def test_marks_that_are_no_numbers_match_their_like(special: float) -> None:
    known = trace("known", {"p/y": [1.0, special]})
    assert match({"p/y": [1.0, special]}, [known]) == [known]


def test_a_missing_result_matches_no_number() -> None:
    assert match({"p/y": [1.0, 5.0]}, [trace("known", {"p/y": [1.0, NAN]})]) == []
    assert match({"p/y": [1.0, NAN]}, [trace("known", {"p/y": [1.0, 5.0]})]) == []


def test_an_infinite_mark_matches_no_number() -> None:
    assert match({"p/y": [1.0, 5.0]}, [trace("known", {"p/y": [1.0, INF]})]) == []


def test_a_mistake_that_always_raises_is_not_recognised_in_what_is_missing() -> None:
    assert match({"p/y": [NAN, NAN]}, [trace("raises", {"p/y": [NAN, NAN]})]) == []


def test_what_never_exists_speaks_neither_for_a_mistake_nor_against_it() -> None:
    lost = {"p/y": [1.0, 2.0], "p/z": [NAN, NAN]}
    assert match(lost, [trace("loses z", lost)])
    assert match(lost, [trace("another y", {**lost, "p/y": [1.0, 9.0]})]) == []


def test_the_order_of_keys_does_not_change_what_a_mistake_is_taken_for() -> None:
    right = {"w": np.zeros(2), "b": np.ones(1)}
    known = marks(({"w": np.ones(2), "b": np.full(1, 2.0)}, right))
    assert match(marks(({"b": np.full(1, 2.0), "w": np.ones(2)}, right)), [trace("known", known)])


def test_the_same_wrong_outputs_are_the_same_behaviour() -> None:
    key = behaviour({"p/y": [1.0, 2.0], "p/x": [0.25, 3.0]})
    assert re.fullmatch("[0-9a-f]{12}", key)
    assert behaviour({"p/x": [0.25, 3.0], "p/y": [1.0 + 1e-9, 2.0]}) == key
    assert behaviour({"p/x": [0.25, 3.0], "p/y": [1.0, 2.0], "p/conduct": [1.0, 1.0]}) == key


@pytest.mark.parametrize(
    "other",
    [
        {"p/y": [1.01, 2.0]},
        {"p/x": [1.0, 2.0]},
        {"p/y": [1.0, 2.0], "p/x": [0.0, 0.0]},
        {"p/y": [1.0, math.nan]},
        {"p/y": [1.0, math.inf]},
        {"p/conduct": [1.0, 2.0]},
    ],
)
def test_other_wrong_outputs_are_another_behaviour(other: dict[str, list[float]]) -> None:
    key = behaviour(other)
    assert key
    assert key != behaviour({"p/y": [1.0, 2.0]})


def test_the_sign_of_zero_and_rounding_around_it_are_no_behaviour() -> None:
    assert behaviour({"p/y": [0.0]}) == behaviour({"p/y": [-0.0]}) == behaviour({"p/y": [-1e-17]})


@pytest.mark.parametrize("marks", [{}, {"p/y": [math.nan, math.nan]}])
def test_where_no_result_came_there_is_no_behaviour(marks: dict[str, list[float]]) -> None:
    assert behaviour(marks) == ""
    assert behaviour(marks | {"p/z": [1.0]}) != ""
