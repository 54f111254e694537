"""What is told from packed answers is what `compare` says of them once they are decoded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import wire
from autograder.errors import WireError
from autograder.numerics.compare import ETA, compare, wrong_dtype
from autograder.numerics.forms import Expectation

ATOL = 1e-9
anything, finite = st.floats(), st.floats(-1e9, 1e9)
DTYPES = st.sampled_from([np.int64, np.bool_, np.float32])


def outputs(
    numbers: st.SearchStrategy[float], dtypes: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """Outputs of any kind, with such 64-bit floats, and arrays of such other dtypes."""
    doubles = npst.array_shapes(min_dims=0, min_side=0, max_side=3)
    leaves = (
        (numbers | st.integers(-(2**62), 2**62) | st.booleans() | st.none() | st.text(max_size=3))
        | npst.arrays(np.float64, doubles, elements=numbers)
        | npst.arrays(dtypes, npst.array_shapes(min_dims=0, max_side=3))
    )
    trees = st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        ),
        max_leaves=6,
    )
    return st.dictionaries(st.text(max_size=3), trees, min_size=1, max_size=3)


def travelled(value: Any) -> Any:
    return wire.unpack(wire.pack(value))


def expecting(*cases: Mapping[str, Any]) -> Expectation:
    return asked(Expectation([(case, dict.fromkeys(case, ATOL)) for case in cases]), len(cases))


def asked(expectation: Expectation, calls: int) -> Expectation:
    """An expectation that a first submission has met; for that one nothing is worked out."""
    for call in range(calls):
        assert expectation.numbers(call, b"") is None
    return expectation


def received(expectation: Expectation, *answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The outputs as a session hands them on."""
    found: list[Mapping[str, Any]] = []
    for call, answer in enumerate(answers):
        data = wire.pack(answer)
        known = expectation.numbers(call, data)
        found.append(wire.unpack(data) if known is None else wire.Packed(data, known))
    return found


def agree(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    expectation = expecting(travelled(expected))
    return expectation.agreeing(received(expectation, got)) == {0}


@given(*[outputs(anything, DTYPES | st.just(np.complex128))] * 2)
def test_what_agrees_has_no_mismatch_and_no_wrong_dtype(
    expected: dict[str, Any], got: dict[str, Any]
) -> None:
    if agree(expected, got):
        right, mine = travelled(expected), travelled(got)
        assert mine.keys() == right.keys()
        for name in right:
            assert compare(mine[name], right[name], ATOL) is None
            assert wrong_dtype(mine[name], right[name]) is None


@given(outputs(finite, DTYPES), st.sampled_from([0.0, 0.5, -0.5, 2.0, -2.0]))
def test_what_agrees_in_form_is_judged_by_its_numbers(
    expected: dict[str, Any], factor: float
) -> None:
    """Every number is moved by a part of what is allowed, or beyond that."""

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(item) for item in value]
        if isinstance(value, dict):
            return {key: moved(item) for key, item in value.items()}
        if isinstance(value, float) or getattr(value, "dtype", None) == np.float64:
            further = value + factor * (ATOL + ETA * np.abs(value))
            return float(further) if isinstance(value, float) else np.array(further)
        return value

    got, right = travelled(moved(expected)), travelled(expected)
    met = all(compare(got[name], right[name], ATOL) is None for name in right)
    assert agree(expected, got) is met


X, Y = np.array([[1.5, -2.0], [0.0, 3.0]]), np.array([4.0])
RIGHT = {"x": X, "loss": 0.25, "names": ["a", 3], "p": {"w": Y}, "n": np.arange(3)}


@pytest.mark.parametrize(
    ("changes", "agrees"),
    [
        ({}, True),
        ({"x": X + 1e-11}, True),
        ({"loss": np.float64(0.25)}, True),
        ({"loss": np.array(0.25)}, True),
        ({"x": X + 1e-6}, False),
        ({"loss": 0.26}, False),
        ({"loss": np.float64(0.26)}, False),
        ({"x": np.full((2, 2), np.nan)}, False),
        ({"x": np.full((2, 2), np.inf)}, False),
        ({"x": X.astype("f4")}, False),
        ({"x": X.astype(">f8")}, True),  # as a worker sends it
        ({"x": X.T.copy().T}, True),
        ({"x": X.ravel()}, False),
        ({"x": X.tolist()}, False),
        ({"names": ["b", 3]}, False),
        ({"names": ["a", 4]}, False),
        ({"n": np.array([0, 1, 3])}, False),
        ({"p": {"v": Y}}, False),
        ({"more": 1.0}, False),
        ({"loss": 1}, False),
        ({"loss": None}, False),
    ],
    ids=repr,
)
def test_an_answer_agrees(changes: dict[str, Any], agrees: bool) -> None:
    assert agree(RIGHT, {**RIGHT, **changes}) is agrees


def test_each_case_of_a_probe_is_told_by_itself() -> None:
    expectation = expecting(*({"y": np.full(size, 2.0)} for size in (1, 3, 0, 2, 2)))
    answers = [np.full(1, 2.0), np.full(3, 2.0), np.zeros(0), np.array([2.0, 9.0]), np.zeros(3)]
    found = received(expectation, *({"y": answer} for answer in answers))
    assert expectation.agreeing(found) == {0, 1, 2}
    found[1] = {}
    assert expectation.agreeing(found) == {0, 2}
    assert expectation.agreeing([{}] * 5) == frozenset()


def test_a_repeated_call_has_the_form_of_its_case() -> None:
    cases = [({"y": np.zeros(size)}, {"y": ATOL}) for size in (1, 2)]
    data = wire.pack({"y": np.ones(2)})
    assert asked(Expectation(cases, [1]), 3).numbers(2, data) == np.ones(2).tobytes()
    assert asked(Expectation(cases, [0]), 3).numbers(2, data) is None


def test_the_first_submission_is_decoded_as_it_is() -> None:
    data, expectation = wire.pack({"y": X}), Expectation([({"y": X}, {"y": ATOL})])
    assert [expectation.numbers(0, data) for _ in range(3)] == [None, X.tobytes(), X.tobytes()]


def test_outputs_without_a_tolerance_are_never_known_to_agree() -> None:
    for outputs in ({"y": X}, {}):
        assert asked(Expectation([(outputs, {})]), 1).numbers(0, wire.pack(outputs)) is None


@given(st.data())
def test_what_has_a_known_form_can_be_decoded(data: st.DataObject) -> None:
    packed = bytearray(wire.pack(RIGHT))
    for _ in range(data.draw(st.integers(0, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    known = expecting(RIGHT).numbers(0, bytes(packed))
    if known is None:
        return
    try:
        found = wire.Packed(bytes(packed), known).opened
    except WireError:
        pytest.fail("a form that cannot be decoded")
    assert found.keys() == RIGHT.keys()
    assert found["x"].shape == X.shape
    # The number of a dict comes last in its text, the loss the other way round.
    wanted = [found["x"].tobytes(), np.array(found["loss"]).tobytes(), found["p"]["w"].tobytes()]
    assert known == b"".join(wanted)
