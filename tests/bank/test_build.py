from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from autograder.bank.build import MARGIN, MOST_NUDGE, Built, Oracle, build
from autograder.bank.draw import draw_cases
from autograder.course import version
from autograder.errors import BankError
from autograder.exercise import Agreement, Assignment, Exercise, Worked, array, choice, probe
from autograder.numerics.compare import ETA, FLOOR

Function = Callable[..., Any]
TWO = {"x": choice(2.0)}  # one case, x = 2.0
WHERE = "Exercise doubling, probe toy_pass(x=2.0)"


def toy_pass(sub, x):
    return {"y": sub.toy(x)}


def homework(inputs: Mapping[str, Any] = TWO, **how: Any) -> Assignment:
    declared = probe(inputs=inputs, **{"cases": 6, **how})(toy_pass)
    exercise = Exercise(
        name="doubling",
        title="Doubling",
        functions=["toy(x) -> y"],
        checks=[Agreement("value", declared, outputs=["y"], points=1)],
    )
    return Assignment(name="hw0_toy", exercises=(exercise,), declarations="the text")


def built(assignment: Assignment, *functions: Function, public: bool = False) -> Built:
    names = ("numpy", "tensorflow")
    oracles = [
        Oracle(name, {"toy": function})
        for name, function in zip(names, functions, strict=len(functions) > 2)
    ]
    return build(assignment, oracles, 4, public=public)


def double(x):
    return 2 * x


def failing(x):
    raise ValueError("out of range")


def refusal(assignment: Assignment, *functions: Function) -> str:
    with pytest.raises(BankError) as caught:
        built(assignment, *functions)
    return str(caught.value)


HALF = Worked(title="a half", inputs={"x": np.array([0.25])}, gives={"y": [0.5]}, within=5e-3)
LARGE = {"x": np.array([1e6])}


def test_a_bank_holds_worked_then_drawn_then_hard_cases() -> None:
    assignment = homework({"x": array("N")}, cases=5, worked=[HALF], hard=[LARGE])
    cases = built(assignment, double).bank.cases["toy_pass"]
    assert [case.kind for case in cases] == ["worked", *["drawn"] * 5, "hard"]
    assert [case.title for case in cases] == ["a half", *[""] * 6]
    drawn = draw_cases(assignment.exercises[0].probes[0], 4)
    for case, inputs in zip(cases[1:6], drawn, strict=True):
        np.testing.assert_array_equal(case.inputs["x"], inputs["x"])
    for case in cases:
        np.testing.assert_array_equal(case.outputs["y"], 2 * case.inputs["x"])


@pytest.mark.parametrize(("public", "text"), [(True, "the text"), (False, None)])
def test_a_bank_says_what_it_was_built_from(public: bool, text: str | None) -> None:
    assignment = homework()
    bank = built(assignment, double, double, public=public).bank
    assert (bank.assignment, bank.seed) == ("hw0_toy", 4)
    assert bank.version == version(assignment)
    assert bank.oracles == ["numpy", "tensorflow"]
    assert bank.declarations == text
    assert bank.traces == []


def test_the_same_seed_builds_the_same_bank() -> None:
    assignment = homework({"x": array("N", "D")})
    oracle = [Oracle("numpy", {"toy": double})]
    ids = [build(assignment, oracle, seed, public=False).bank.id for seed in (4, 4, 5)]
    assert ids[0] == ids[1] != ids[2]


def test_the_first_oracle_s_outputs_are_kept_and_the_difference_is_measured() -> None:
    found = built(homework(), double, lambda x: 2 * x * (1 + 1e-13))
    assert found.bank.cases["toy_pass"][0].outputs["y"] == 4.0
    assert found.disagreement["toy_pass"] == pytest.approx(1e-13, rel=0.01)
    assert built(homework(), double, double).disagreement == {"toy_pass": 0.0}


def test_the_tolerance_follows_the_sensitivity() -> None:
    case = built(homework(), lambda x: 100 * x).bank.cases["toy_pass"][0]
    assert 1 <= case.atol["y"] / (ETA * 200 + FLOOR * 200) <= MOST_NUDGE
    cancelled = built(homework(), lambda x: x - 2.0).bank.cases["toy_pass"][0]
    assert 1 <= cancelled.atol["y"] / (ETA * 2 + FLOOR) <= MOST_NUDGE


def test_where_large_terms_always_cancel_the_tolerance_follows_their_rounding() -> None:
    def cancelling(x: Any) -> Any:
        return 1e8 * x**2 - (1e4 * x) ** 2 + 1

    digit = np.spacing(1e8 * 2.0**2)
    found = built(homework(), cancelling, lambda x: 1.0 + digit)
    assert digit <= found.bank.cases["toy_pass"][0].atol["y"] / 64 < 4 * digit


def test_a_result_that_is_mostly_rounding_is_refused() -> None:
    text = refusal(homework(), lambda x: 1e10 * x**2 - (1e5 * x) ** 2)
    assert "rounding alone moves output 'y' by" in text


def test_a_declared_tolerance_counts_where_it_is_larger() -> None:
    for declared, atol in ((1e-3, 1e-3), (0.0, ETA * 4 + FLOOR * 4)):
        case = built(homework(atol={"y": declared}), double).bank.cases["toy_pass"][0]
        assert 1 <= case.atol["y"] / atol <= (1 if declared else MOST_NUDGE)


def test_oracles_must_agree_more_closely_than_a_submission() -> None:
    allowed = (ETA * 4 + FLOOR * 4) / MARGIN + ETA * 4
    built(homework(), double, lambda x: 2 * x + 0.9 * allowed)
    assert "the oracles disagree on y" in refusal(
        homework(), double, lambda x: 2 * x + 1.1 * allowed
    )


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (lambda x: 2 * x + 4e-3, "y (numpy against tensorflow: 1.0e-03)"),
        (lambda x: np.array([2 * x]), "y (numpy against tensorflow: has shape (1,), but should be"),
        (lambda x: None, "y (numpy against tensorflow: is None, but should be a number)"),
        (lambda x: np.nan * x, "y (numpy against tensorflow: contains NaN (1 of 1 elements))"),
    ],
    ids=["value", "shape", "nothing", "NaN"],
)
def test_disagreeing_oracles_are_refused_by_name(other: Function, reason: str) -> None:
    text = refusal(homework(), double, other)
    assert text.startswith(f"{WHERE}: the oracles disagree on {reason}")
    assert text.endswith(".")


def test_an_oracle_in_single_precision_must_agree_as_closely_as_any() -> None:
    text = refusal(homework(), double, lambda x: np.float32(2 * x * (1 + 5e-6)))
    assert text.endswith("the tensorflow oracle's y has dtype float32, but should be float64.")


def test_disagreement_inside_a_tree_is_located() -> None:
    text = refusal(homework(), lambda x: [{"w": x}], lambda x: [{"w": -x}])
    assert (
        text == f"{WHERE}: the oracles disagree on y[0]['w'] (numpy against tensorflow: 2.0e+00)."
    )


def test_arrays_are_shown_in_the_refusal() -> None:
    inputs = {"x": lambda pick: np.array([[0.25, -1.0]])}
    text = refusal(homework(inputs), double, lambda x: -x)
    assert text.startswith("Exercise doubling, probe toy_pass(x=[[ 0.25 -1.  ]]): the oracles")


@pytest.mark.parametrize(
    ("functions", "reason"),
    [
        ([failing], "the numpy oracle's toy fails: ValueError: out of range."),
        ([double, failing], "the tensorflow oracle's toy fails: ValueError: out of range."),
        ([lambda x: exit(1)], "the numpy oracle's toy fails: SystemExit: 1."),
    ],
    ids=["first", "second", "exit"],
)
def test_a_failing_oracle_is_refused_by_name(functions: list[Function], reason: str) -> None:
    assert refusal(homework(), *functions) == f"{WHERE}: {reason}"


def test_an_oracle_without_the_function_is_refused() -> None:
    with pytest.raises(BankError) as caught:
        build(homework(), [Oracle("numpy", {})], 4, public=False)
    assert str(caught.value) == f"{WHERE}: the numpy oracle's toy fails: toy is not defined."


def worked(gives: Any, within: float = 5e-3, output: str = "y") -> Assignment:
    numbers = Worked(title="2 x 2 = 4", inputs={"x": 2.0}, gives={output: gives}, within=within)
    return homework(worked=[numbers])


def test_worked_numbers_may_be_rounded_as_printed() -> None:
    built(worked(4.004), double)
    built(worked(3.996), double)


@pytest.mark.parametrize("printed", [4.006, 3.99, [4.0], [[4.0]]])
def test_worked_numbers_that_are_not_reproduced_are_refused(printed: Any) -> None:
    assert refusal(worked(printed), double) == (
        f"Exercise doubling, 2 x 2 = 4: Expected y={printed!r} as in the course but the "
        "references give 4.0."
    )


def test_a_worked_number_for_which_the_reference_gives_nan_is_refused() -> None:
    pair = {"inputs": {"x": np.array([2.0, 3.0])}, "gives": {"y": [4.0, 6.0]}, "within": 0.1}
    assignment = homework(worked=[Worked(title="pair", **pair)])
    text = refusal(assignment, lambda x: np.where(x == 2.0, np.nan, 2 * x))
    assert text.startswith("Exercise doubling, pair: Expected y=[4.0, 6.0] as in the course")


def test_a_worked_number_for_an_unknown_output_is_refused() -> None:
    assert refusal(worked(4.0, output="z"), double) == (
        "Exercise doubling, 2 x 2 = 4: Expected one of the outputs ['y'] but got 'z'. "
        "Mend the worked case."
    )


@pytest.mark.parametrize(
    ("function", "factor"),
    [(np.floor, "1.7e+07"), (lambda x: np.sin(3e7 * x), "")],
    ids=["jump", "ill-conditioned"],
)
def test_cases_at_jumps_are_refused(function: Function, factor: str) -> None:
    text = refusal(homework(), function)
    assert text.startswith(f"{WHERE}: output 'y' changes by {factor}")
    assert text.endswith(" times a relative change of the inputs. Keep the inputs away from jumps.")


@pytest.mark.parametrize(("jumps", "kept"), [(1, 19), (2, 18), (3, None)])
def test_a_few_drawn_cases_at_jumps_are_left_out(jumps: int, kept: int | None) -> None:
    steps = [float(number) for number in range(1, jumps + 1)]
    between = [number + 0.5 for number in range(1, 21 - jumps)]
    assignment = homework({"x": choice(*steps, *between)}, cases=20)
    if kept is None:
        assert "output 'y' changes by" in refusal(assignment, np.floor)
    else:
        cases = built(assignment, np.floor).bank.cases["toy_pass"]
        assert sorted(case.inputs["x"] for case in cases) == between[:kept]


@pytest.mark.parametrize("third", range(1, 33))
def test_sums_that_cancel_at_a_kink_are_refused(third: int) -> None:
    """Whichever way rounding takes a sum of 0: an order of summation is no mistake."""
    terms = np.array([third / 10, 0.7, -0.7 - third / 10])
    assignment = homework({"x": lambda pick: terms})
    assert "output 'y' changes by" in refusal(assignment, lambda x: (x.sum() > 0) * 1.0)


@pytest.mark.parametrize("where", ["worked", "hard"])
def test_no_case_given_by_hand_is_left_out(where: str) -> None:
    jump = {"x": 3.0}
    worked = [Worked(title="at a jump", inputs=jump, gives={"y": 3.0}, within=0)]
    how = {"worked": worked} if where == "worked" else {"hard": [jump]}
    inputs = {"x": choice(*(number + 0.5 for number in range(20)))}
    assert "(x=3.0)" in refusal(homework(inputs, cases=20, **how), np.floor)


def test_labels_are_exact_and_their_jumps_no_fault() -> None:
    inputs = {"x": lambda pick: np.eye(2)}
    found = built(homework(inputs), lambda x: (x == 1.0) * 1.0)
    assert found.bank.cases["toy_pass"][0].atol["y"] == FLOOR


def test_an_output_that_cannot_travel_is_refused() -> None:
    text = refusal(homework(), double, lambda x: [x, {1, 2}])
    assert text == (
        f"{WHERE}: the tensorflow oracle returns builtins.set as ['y'][1]. "
        "Return numbers and arrays from the probe."
    )


def test_an_oracle_that_changes_its_input_spoils_nothing() -> None:
    def in_place(x):
        x *= 2
        return x

    found = built(homework({"x": array("N")}), in_place, double)
    for case in found.bank.cases["toy_pass"]:
        np.testing.assert_array_equal(case.outputs["y"], 2 * case.inputs["x"])


def test_a_random_probe_keeps_inputs_alone() -> None:
    rng = np.random.default_rng()
    found = built(homework(random=True), lambda x: rng.random(3), lambda x: rng.random(3))
    assert [case.outputs for case in found.bank.cases["toy_pass"]] == [{}]
    assert "fails: ValueError: out of range." in refusal(homework(random=True), failing)
