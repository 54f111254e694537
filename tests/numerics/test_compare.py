from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import wire
from autograder.numerics.compare import (
    ETA,
    FLOOR,
    SINGLE,
    Mismatch,
    Target,
    absolute_tolerance,
    compare,
    numbers,
    wrong_dtype,
)
from autograder.wire import Opaque

TOLERANCE = 1e-10
finite = st.floats(-1e9, 1e9)
outputs = npst.arrays(
    np.float64, npst.array_shapes(min_dims=0, min_side=1, max_side=4), elements=finite
)


def travelled(value: object) -> object:
    """A value as it arrives from the worker."""
    return wire.unpack(wire.pack(value))


@given(outputs, st.floats(0, 1e3), st.floats(-0.9, 0.9))
def test_any_perturbation_within_the_tolerance_is_accepted(
    expected: np.ndarray, sensitivity: float, share: float
) -> None:
    atol = absolute_tolerance(expected, sensitivity)
    got = expected + share * (atol + ETA * np.abs(expected))
    assert compare(got, expected, atol) is None


@given(outputs, st.floats(0, 1e3), st.data())
def test_one_element_well_beyond_the_tolerance_is_refused(
    expected: np.ndarray, sensitivity: float, data: st.DataObject
) -> None:
    atol = absolute_tolerance(expected, sensitivity)
    place = data.draw(st.integers(0, expected.size - 1))
    factor = data.draw(st.sampled_from([-1e6, -2.0, 2.0, 1e6]))
    got = np.array(expected)
    got.flat[place] += factor * (atol + ETA * abs(expected.flat[place]))
    found = compare(got, expected, atol)
    assert found is not None
    assert (found.kind, found.path, found.text) == ("value", "", "")
    assert np.flatnonzero(found.wrong).tolist() == [place]
    np.testing.assert_array_equal(found.got, got)
    np.testing.assert_array_equal(found.expected, expected)


@given(outputs, st.sampled_from([math.nan, math.inf, -math.inf]), st.data())
def test_one_element_that_is_no_number_is_refused(
    expected: np.ndarray, poison: float, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, expected.size - 1))
    got = np.array(expected)
    got.flat[place] = poison
    found = compare(got, expected, 1e300)
    assert found is not None
    what = "NaN" if math.isnan(poison) else "infinity"
    assert found.kind == "nonfinite"
    assert found.text == f"contains {what} (1 of {expected.size} elements)"
    assert np.flatnonzero(found.wrong).tolist() == [place]


@pytest.mark.parametrize("oracle", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("got", [math.nan, math.inf, -math.inf])
def test_an_element_that_is_no_number_must_be_the_oracle_s(oracle: float, got: float) -> None:
    found = compare(np.array([1.0, got]), np.array([1.0, oracle]), TOLERANCE)
    same = got == oracle or (math.isnan(got) and math.isnan(oracle))
    assert (found is None) is same
    assert found is None or found.kind == "nonfinite"


def test_a_number_where_the_oracle_has_none_is_refused() -> None:
    found = compare(np.array([1.0, 7.0]), np.array([1.0, math.nan]), TOLERANCE)
    assert found is not None
    assert found.kind == "value"


@pytest.mark.parametrize("got", [[1.0, 3.0], [55.0, -math.inf]], ids=["for it", "beside it"])
def test_a_number_where_the_oracle_is_infinite_is_refused(got: list[float]) -> None:
    expected = np.array([1.0, -math.inf])
    assert compare(np.array(got), expected, absolute_tolerance(expected, 0.0)) is not None


def test_huge_results_are_refused_without_a_warning_of_the_grader_s() -> None:
    huge = np.array([1e308])
    assert compare(huge, -huge, absolute_tolerance(-huge, 0.0)) is not None


NUMBER = np.float64(2.5)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ((np.ones(2), 1.0), [np.ones(2), 1.0]),
        ([np.ones(2)], (np.ones(2),)),
        ({"a": (1.0,)}, {"a": [1.0]}),
        (NUMBER, 2.5),
        (2.5, NUMBER),
        (np.array(2.5), 2.5),
        (3, 3.0),
        (np.ones(2, int), np.ones(2)),
        (np.ones(2, bool), np.ones(2)),
        (np.array([[1.0]]), np.array([[1 + 1e-12]])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        ([], []),
        ({"b": 1.0, "a": 2.0}, {"a": 2.0, "b": 1.0}),
        (None, None),
        ("yes", "yes"),
        (True, True),
        (np.bool_(True), True),
    ],
    ids=[
        "tuple", "list for tuple", "tuple in dict", "scalar array", "float", "0-d array", "int",
        "int array", "bool array", "rounding", "empty array", "empty list", "order of keys",
        "None", "text", "bool", "NumPy bool",
    ],
)  # fmt: skip
def test_equal_values_in_another_form_are_accepted(got: object, expected: object) -> None:
    assert compare(travelled(got), travelled(expected), TOLERANCE) is None


def test_a_python_bool_is_accepted_where_the_oracle_has_a_numpy_bool() -> None:
    assert compare(True, travelled(np.bool_(True)), TOLERANCE) is None


A23 = np.zeros((2, 3))


@pytest.mark.parametrize(
    ("got", "expected", "kind", "path", "text"),
    [
        (None, A23, "structure", "", "is None, but should be a NumPy array of shape (2, 3)"),
        ([1.0], A23, "structure", "", "is a list, but should be a NumPy array of shape (2, 3)"),
        (1.0, A23, "structure", "", "is a float, but should be a NumPy array of shape (2, 3)"),
        (None, 1.0, "structure", "", "is None, but should be a number"),
        ("one", 1.0, "structure", "", "is a string, but should be a number"),
        (True, 1.0, "structure", "", "is True, but should be a number"),
        ({1, 2}, 1.0, "structure", "", "is builtins.set, but should be a number"),
        (A23, [1.0], "structure", "", "is an array of shape (2, 3), but should be a list"),
        (NUMBER, [1.0], "structure", "", "is the number 2.5, but should be a list"),
        (np.bool_(True), [1.0], "structure", "", "is the number 1, but should be a list"),
        (3, {"w": 1.0}, "structure", "", "is an int, but should be a dict"),
        ([1.0], [1.0, 2.0], "structure", "", "has 1 entry, but should have 2"),
        ([1.0, None], [1.0, 2.0], "structure", "[1]", "is None, but should be a number"),
        ({"w": 1.0}, {"w": 1.0, "b": 1.0}, "structure", "",
         "has the keys ['w'], but should have ['b', 'w']"),
        ([{"w": None}], [{"w": A23}], "structure", "[0]['w']",
         "is None, but should be a NumPy array of shape (2, 3)"),
        (A23 * 1j, A23, "structure", "", "has dtype complex128, but should have float64"),
        (A23.T, A23, "shape", "", "has shape (3, 2), but should have shape (2, 3)"),
        (np.ones(1), 1.0, "shape", "", "has shape (1,), but should be a scalar"),
        (np.ones((1, 1)), NUMBER, "shape", "", "has shape (1, 1), but should be a scalar"),
        (NUMBER, np.ones(1), "shape", "", "has shape (), but should have shape (1,)"),
        ("no", "yes", "value", "", "= 'no', but should be 'yes'"),
        (1, True, "value", "", "= an int, but should be True"),
        (False, True, "value", "", "= False, but should be True"),
        (np.bool_(False), True, "value", "", "= False, but should be True"),
        (0.0, None, "value", "", "= a float, but should be None"),
    ],
)  # fmt: skip
def test_mismatch_says_what_is_different_and_where(
    got: object, expected: object, kind: str, path: str, text: str
) -> None:
    assert compare(travelled(got), travelled(expected), TOLERANCE) == Mismatch(kind, path, text)


def test_the_first_stage_that_fails_is_told() -> None:
    poisoned = np.array([[math.nan, 5.0]])
    found = compare(poisoned, np.ones((1, 2)), TOLERANCE)
    assert found is not None
    assert found.kind == "nonfinite"
    assert np.flatnonzero(found.wrong).tolist() == [0]
    first = compare([np.ones(2), poisoned], [np.zeros(2), np.ones(2)], TOLERANCE)
    assert first is not None
    assert (first.kind, first.path) == ("value", "[0]")


@pytest.mark.parametrize(("dtype", "accepted"), [("f4", True), ("f2", False), ("f8", False)])
def test_single_precision_is_judged_by_its_own_rounding(dtype: str, accepted: bool) -> None:
    expected = np.array([0.1, 0.7, 3.3])
    got = expected.astype(dtype) if dtype != "f8" else expected + 1e-7
    found = compare(got, expected, absolute_tolerance(expected, 1.0))
    assert (found is None) is accepted


def test_single_precision_is_no_excuse_for_another_formula() -> None:
    expected = np.array([0.1, 0.7, 3.3])
    atol = absolute_tolerance(expected, 1.0)
    wrong = (expected * (1 + 4 * SINGLE * ETA)).astype(np.float32)
    assert compare(wrong, expected, atol) is not None


def test_the_tolerance_is_that_of_the_documentation() -> None:
    assert (ETA, FLOOR, SINGLE) == (2.0**-32, 2.0**-46, 2.0**16)


@pytest.mark.parametrize(
    ("expected", "sensitivity", "atol"),
    [
        (np.array([0.5]), 0.0, FLOOR),
        (np.array([-100.0, 3.0]), 0.0, 100 * FLOOR),
        (np.array([0.5]), 8.0, 8 * ETA + FLOOR),
        ([1.0, {"w": np.array([50])}], 0.0, 50 * FLOOR),
        (np.zeros(0), 1.0, ETA + FLOOR),
        ("text", 0.0, FLOOR),
    ],
    ids=["small", "large", "sensitive", "tree", "empty", "no numbers"],
)
def test_absolute_tolerance(expected: object, sensitivity: float, atol: float) -> None:
    assert absolute_tolerance(expected, sensitivity) == pytest.approx(atol, rel=1e-15, abs=0)


@given(outputs)
def test_tolerance_is_far_above_rounding_and_far_below_a_mistake(expected: np.ndarray) -> None:
    largest = np.max(np.abs(expected))
    assume(largest > 1e-3)
    atol = absolute_tolerance(expected, largest)
    assert 64 * np.spacing(largest) <= atol + ETA * largest <= 1e-6 * max(1.0, largest)


def test_numbers_are_the_numeric_leaves_in_float64() -> None:
    tree = [np.arange(2), {"w": 1.5, "t": "x"}, None, np.array([1j]), Opaque("o"), True]
    found = numbers(tree)
    assert [leaf.tolist() for leaf in found] == [[0.0, 1.0], 1.5, 1.0]
    assert {leaf.dtype for leaf in found} == {np.dtype("f8")}


SINGLE_TEXT = "dtype float32, but should be float64"


@pytest.mark.parametrize(
    ("got", "expected", "text"),
    [
        (np.ones(2), np.ones(2), None),
        (np.ones(2, "f4"), np.ones(2), SINGLE_TEXT),
        (np.ones(2, int), np.ones(2), "dtype int64, but should be float64"),
        (np.ones(2, bool), np.ones(2), "dtype bool, but should be float64"),
        (np.ones(2), np.ones(2, bool), "dtype float64, but should be bool"),
        (np.ones(2, "i4"), np.ones(2, "i8"), None),
        (1.0, np.ones(()), None),
        (None, np.ones(2), None),
        ([np.ones(2), np.ones(2, "f4")], [np.ones(2), np.ones(2)], SINGLE_TEXT),
        ([{"w": np.ones(2, "f4")}], [{"w": np.ones(2)}], SINGLE_TEXT),
        ({}, {"w": np.ones(2)}, None),
        (np.ones(2, "f4"), [np.ones(()), np.ones(())], None),
        (None, {"w": np.ones(2)}, None),
    ],
    ids=[
        "right", "single", "int", "bool", "number for a mask", "shorter int", "float", "nothing",
        "list", "dict in list", "missing key", "array for a list", "nothing for a dict",
    ],
)  # fmt: skip
def test_wrong_dtype(got: object, expected: object, text: str | None) -> None:
    assert wrong_dtype(got, expected) == text


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from(["", "a", Opaque("a thing")]),
    st.floats(width=16),
    npst.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.bool_]),
        npst.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=2),
    ),
    st.sampled_from([np.array([1.0, math.inf]), np.array([math.nan, 2.0]), np.array(math.inf)]),
)
trees = st.recursive(
    anything,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[object, object]:
    """Two trees that are often alike but for a number."""
    expected = draw(trees)
    nudge = draw(st.sampled_from([0.0, 1e-12, 0.5]))
    tamed = draw(st.booleans())

    def moved(value: object) -> object:
        if isinstance(value, list):
            return [moved(item) for item in value]
        if isinstance(value, dict):
            return {key: moved(item) for key, item in value.items()}
        if isinstance(value, float | np.ndarray) and np.asarray(value).dtype.kind == "f":
            return np.nan_to_num(value) if tamed else value + nudge
        return value

    return draw(trees) if draw(st.booleans()) else moved(expected), expected


@given(neighbours(), st.sampled_from([0.0, 1e-10]))
def test_a_target_is_met_only_where_nothing_mismatches(
    pair: tuple[object, object], atol: float
) -> None:
    got, expected = map(travelled, pair)
    with np.errstate(all="ignore"):
        met = Target(expected, atol).is_met(got)
        assert not met or compare(got, expected, atol) is None


@given(outputs, outputs)
def test_a_target_is_met_by_right_results_of_every_form(a: np.ndarray, b: np.ndarray) -> None:
    expected = travelled({"params": [{"w": a, "b": 0.5}, b], "loss": 1.0})
    target = Target(expected, 1e-10)
    assert target.is_met(travelled(expected))
    assert target.is_met(travelled({"loss": np.float64(1.0), "params": [{"b": 0.5, "w": a}, b]}))


@pytest.mark.parametrize(
    "got",
    [np.zeros((2, 1)), np.zeros((1, 2)), np.zeros(()), np.zeros(2, complex), 0.0, [0.0, 0.0]],
    ids=["a column", "a row", "a scalar", "complex", "a float", "a list"],
)
def test_a_target_is_not_met_by_its_numbers_in_another_form(got: object) -> None:
    assert not Target(np.zeros(2), 1e-10).is_met(got)
