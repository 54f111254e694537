from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from autograder.errors import DeclarationError
from autograder.exercise import (
    Agreement,
    Assignment,
    Backward,
    Check,
    Contract,
    Exercise,
    Probe,
    Property,
    Stability,
    Statistics,
    Worked,
    array,
    choice,
    log_real,
    one_hot,
    probe,
    real,
    seed,
)


class Recorded:
    """A `Pick` that answers plainly and writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def integer(self, low: int, high: int) -> int:
        self.asked.append(("integer", low, high))
        return high

    def real(self, low: float, high: float) -> float:
        self.asked.append(("real", low, high))
        return high

    def log_real(self, low: float, high: float) -> float:
        self.asked.append(("log_real", low, high))
        return high

    def choice(self, options: Sequence[Any]) -> Any:
        self.asked.append(("choice", tuple(options)))
        return options[0]

    def dim(self, name: str) -> int:
        return {"N": 3, "K": 4}[name]

    def array(self, *shape: int, **how: float) -> np.ndarray:
        self.asked.append(("array", shape, how))
        return np.zeros(shape)


WIDE = {"low": -3, "high": 3, "gap": 0.0}


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        (array("N", 2), ("array", (3, 2), WIDE)),
        (array(), ("array", (), WIDE)),
        (array("K", low=0, high=1, gap=0.1), ("array", (4,), {"low": 0, "high": 1, "gap": 0.1})),
        (real(0.1, 0.9), ("real", 0.1, 0.9)),
        (log_real(1e-3, 1.0), ("log_real", 1e-3, 1.0)),
        (choice("train", "test"), ("choice", ("train", "test"))),
        (seed(), ("integer", 0, 2**31 - 1)),
    ],
    ids=["array", "no dimensions", "range", "real", "log_real", "choice", "seed"],
)
def test_an_input_asks_for_what_it_declares(declared: Callable, asked: tuple) -> None:
    pick = Recorded()
    declared(pick)
    assert pick.asked == [asked]


@pytest.mark.parametrize("options", [{"gap": 5}, {"low": 1, "high": 0}])
def test_numbers_that_do_not_exist_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(DeclarationError, match="there are none"):
        array("N", **options)


def test_one_hot_labels_have_one_class_per_row() -> None:
    pick = Recorded()
    labels = one_hot("N", "K")(pick)
    assert pick.asked == [("integer", 0, 3)] * 3
    np.testing.assert_array_equal(labels, np.eye(4)[[3, 3, 3]])


def layer(sub, x):
    """A probe."""


def other(sub, x):
    """Another one."""


def declared(function: Callable = layer, **how: Any) -> Probe:
    return probe(inputs={"x": array("N")}, **how)(function)


def test_a_probe_is_named_by_its_function_and_draws_thirty_cases() -> None:
    found = declared()
    assert (found.name, found.function, found.cases) == ("layer", layer, 30)
    assert (found.dims, found.worked, found.hard, found.atol) == ({}, (), (), {})
    assert found.random is False


def test_a_probe_keeps_what_it_was_declared_with() -> None:
    worked = Worked(title="t", inputs={"x": 1.0}, gives={"y": 2.0}, within=0.1)
    given = {"dims": {"N": (1, 2)}, "atol": {"y": 1e-3}}
    found = declared(cases=7, worked=[worked], hard=[{"x": 9}], random=True, **given)
    assert (found.cases, found.worked, found.hard, found.random) == (
        7,
        (worked,),
        ({"x": 9},),
        True,
    )
    given["dims"]["N"] = (5, 5)
    given["atol"].clear()
    assert found.atol == {"y": 1e-3}
    with pytest.raises(FrozenInstanceError):
        found.cases = 8  # type: ignore[misc]


def exercise(*checks: Check, functions: Sequence[str] = ("layer(x) -> y",)) -> Exercise:
    return Exercise(name="dense", title="Dense layer", functions=functions, checks=list(checks))


LAYER = declared(hard=[{"x": 9.0}])


def value(name: str = "value", of: Probe = LAYER, points: float = 1) -> Agreement:
    return Agreement(name, of, outputs=["y"], points=points)


def test_an_exercise_is_worth_the_sum_of_its_checks() -> None:
    assert exercise(value(points=1.5), value("more", points=0.5)).points == 2


def test_an_exercise_parses_its_signatures() -> None:
    found = exercise(value(), functions=["a(x, w) -> (y, cache)", "b(y)"]).signatures
    assert [(item.name, item.arguments, item.returns) for item in found] == [
        ("a", ("x", "w"), ("y", "cache")),
        ("b", ("y",), ()),
    ]


def test_an_exercise_names_each_of_its_probes_once() -> None:
    first, second, third = declared(), declared(other), declared(lambda sub, x: None)
    found = exercise(
        value(of=first), value("b", first), Contract("c", second, 1, also=[third, first])
    )
    assert found.probes == (first, second, third)


@pytest.mark.parametrize("names", [[], ["a", "a"]], ids=["none", "twice"])
def test_checks_must_have_names_of_their_own(names: list[str]) -> None:
    with pytest.raises(DeclarationError) as caught:
        exercise(*[value(name) for name in names])
    assert str(caught.value) == (
        f"Expected checks with names of their own in exercise 'dense' but got {names!r}. "
        "Give every check another name."
    )


def test_a_signature_of_another_form_is_refused_with_the_exercise() -> None:
    with pytest.raises(DeclarationError) as caught:
        exercise(value(), functions=["layer"])
    assert str(caught.value) == (
        "Exercise 'dense': Expected 'name(arguments) -> results' but got 'layer'."
    )


def test_two_probes_of_one_name_are_refused() -> None:
    with pytest.raises(DeclarationError) as caught:
        exercise(value("a"), Contract("b", declared(other), 1, also=[declared(cases=3)]))
    assert str(caught.value) == (
        "Expected probes with names of their own in exercise 'dense' but got ['layer'] twice. "
        "Rename one of the functions."
    )


def test_stability_needs_hard_inputs() -> None:
    exercise(Stability("large", LAYER, 1))
    with pytest.raises(DeclarationError) as caught:
        exercise(Stability("large", declared(), 1))
    assert str(caught.value) == (
        "Expected hard inputs for 'large' of exercise 'dense' but got none. "
        "Give the probe 'layer' hard=[...]."
    )


@pytest.mark.parametrize(
    ("check", "kind"),
    [
        (value(), "agreement"),
        (Backward("b", declared(), 1, of="y", upstream="dy", wrt={"x": "dx"}), "gradient"),
        (Stability("s", declared(), 1), "stability"),
        (Contract("c", declared(), 1), "contract"),
        (Property("p", declared(), 1, law=lambda inputs, outputs: None), "property"),
        (Statistics("t", declared(), 1, test=lambda inputs, outputs: {}, says={}), "statistics"),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)
def test_every_check_has_a_kind_for_the_report(check: Check, kind: str) -> None:
    assert check.kind == kind


def test_stability_forbids_warnings_and_a_contract_stands_alone_unless_told() -> None:
    assert Stability("s", declared(), 1).warnings is False
    assert Contract("c", declared(), 1).also == ()


def homework(name: str = "hw1_forward_backward", *exercises: Exercise) -> Assignment:
    return Assignment(name=name, exercises=exercises or (exercise(value()),), declarations="")


@pytest.mark.parametrize(
    ("name", "topic"),
    [("hw1_forward_backward", "forward_backward"), ("project", "project"), ("hw2_", "hw2_")],
)
def test_the_topic_is_the_name_after_the_number(name: str, topic: str) -> None:
    assert homework(name).topic == topic


def test_an_assignment_is_worth_the_sum_of_its_exercises() -> None:
    second = Exercise(name="b", title="", functions=[], checks=[value(points=2.5)])
    assert homework("hw1", exercise(value()), second).points == 3.5


def test_an_exercise_is_found_by_name() -> None:
    assert homework().exercise("dense").title == "Dense layer"


def test_an_unknown_exercise_is_answered_with_the_known_ones() -> None:
    second = Exercise(name="conv", title="", functions=[], checks=[value()])
    with pytest.raises(DeclarationError) as caught:
        homework("hw1_x", exercise(value()), second).exercise("dens")
    assert str(caught.value) == "Expected an exercise of hw1_x (dense, conv) but got 'dens'."
