from __future__ import annotations

import pytest
from checking_in_process import (
    ACT,
    BACKWARD,
    CONTRACT,
    FORWARD,
    LAW,
    TOSS,
    TOTAL,
    act,
    act_pass,
    judge,
    runs_on,
    short,
)

from autograder.checking.backward import is_own_derivative
from autograder.exercise import Check


def test_a_right_submission_passes_every_check_without_further_calls() -> None:
    found = judge("", [*ACT, *TOTAL, TOSS])
    assert set(found.verdicts.values()) == {"passed"}
    assert found.asked == 0


def test_judgements_come_in_the_order_of_the_checks() -> None:
    found = judge(checks=[CONTRACT, BACKWARD, LAW, FORWARD])
    assert list(found.verdicts) == ["contract", "backward", "law", "forward"]


TRUE = "differs from the reference as z does, but is its true derivative"


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        ("np.tanh(2 * x)", "2 * dz * (1 - np.tanh(2 * x) ** 2)"),
        ("1 / (1 + np.exp(-x))", "dz * np.exp(-x) / (1 + np.exp(-x)) ** 2"),
        ("np.tanh(x) + x", "dz * (2 - np.tanh(x) ** 2)"),
    ],
    ids=["another slope", "another function", "residual"],
)
def test_a_wrong_forward_with_its_true_derivative_keeps_the_backward_s_points(
    forward: str, backward: str
) -> None:
    found = judge(act(forward, backward))
    assert short(found)[:2] == "fp"
    assert found.judgements["backward"].text == TRUE
    assert found.asked == 16


def test_a_forward_unlike_what_was_asked_for_earns_nothing_by_its_derivative() -> None:
    found = judge(act("np.cos(9 * x)", "-9 * dz * np.sin(9 * x)"))
    assert short(found)[:2] == "ff"


def test_a_right_backward_of_a_wrong_forward_passes_as_it_is() -> None:
    found = judge(act("np.tanh(x) + 1"))
    assert short(found)[:2] == "fp"
    assert found.judgements["backward"].text == ""


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        ("np.tanh(2 * x)", "dz * (1 - np.tanh(2 * x) ** 2)"),
        ("np.tanh(2 * x)", "2.002 * dz * (1 - np.tanh(2 * x) ** 2)"),
        ("np.tanh(2 * x)", "2 * (1 - np.tanh(2 * x) ** 2)"),
        ("np.tanh(2 * x)", "2 * dz * (1 - np.tanh(2 * x) ** 2) * (x < x.max())"),
        ("np.sign(x) * 1.0", "0 * dz + (x > 2)"),
        ("np.tanh(2 * x)", "(2 * dz * (1 - np.tanh(2 * x) ** 2))[:, :1]"),
        ("np.tanh(2 * x)", "None"),
        ("np.tanh(2 * x)", "1 / 0"),
        ("np.tanh(2 * x) if x.size < 2 else 1 / 0", "2 * dz * (1 - np.tanh(2 * x) ** 2)"),
        ("x[:, :1]", "dz * x"),
        ("'text'", "dz * x"),
    ],
    ids=[
        "factor lost", "a thousandth off", "upstream lost", "one entry lost", "steps",
        "shape", "nothing", "raises", "too few cases", "forward's shape", "text",
    ],
)  # fmt: skip
def test_what_is_not_the_derivative_of_its_own_forward_fails(forward: str, backward: str) -> None:
    assert short(judge(act(forward, backward)))[:2] == "ff"


def test_a_wrong_backward_of_a_right_forward_fails_though_it_were_its_own() -> None:
    found = judge(act("np.tanh(x)", "dz * (1 - np.tanh(x))"))
    assert short(found)[:2] == "pf"
    judgement = found.judgements["backward"]
    assert (judgement.output, judgement.case) == ("dx", 0)
    assert judgement.mismatch is not None
    assert judgement.mismatch.kind == "value"
    assert found.asked == 0


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        ("np.zeros_like(x)", "np.zeros_like(dz)"),
        ("np.full_like(x, 0.5)", "np.zeros_like(dz)"),
        ("np.full_like(x, x.size)", "np.zeros_like(dz)"),
        ("x.copy()", "dz.copy()"),
        ("x", "dz"),
        ("-3 * x", "-3 * dz"),
        ("x + 1", "1 * dz"),
        ("x * np.nan", "dz * np.nan"),
        ("np.zeros((0, 3))", "np.zeros((0, 3))"),
        ("None", "None"),
        ("0.0", "0.0"),
        ("[]", "[]"),
    ],
    ids=[
        "zeros", "constant", "constant per case", "identity", "arguments", "multiple", "shifted",
        "NaN", "empty", "nothing", "numbers", "lists",
    ],
)  # fmt: skip
def test_trivial_functions_earn_nothing(forward: str, backward: str) -> None:
    found = judge(act(forward, backward))
    assert short(found) == "ffsss"
    assert {found.judgements[name].text for name in ("large", "law", "contract")} == {
        "comes after right results"
    }


def test_parameters_in_a_tree_are_differentiated_together() -> None:
    twice = """
    def total(params):
        return 2 * sum((layer["w"] ** 3).sum() + layer["b"] ** 2 for layer in params)
    def total_backward(params):
        return [{"w": 6 * layer["w"] ** 2, "b": FACTOR * layer["b"]} for layer in params]
    """
    assert short(judge(twice.replace("FACTOR", "4"), TOTAL)) == "fp"
    assert short(judge(twice.replace("FACTOR", "4.1"), TOTAL)) == "ff"


def test_own_derivative_holds_for_the_reference_itself() -> None:
    runs, ask = runs_on("")
    assert is_own_derivative(BACKWARD, runs["act_pass"], ask)
    assert is_own_derivative(TOTAL[1], runs["total_pass"], ask)


@pytest.mark.parametrize(
    ("text", "verdicts", "kind"),
    [
        ("del act_forward", "fssss", "absent"),
        (act("1 / 0"), "fssss", "raised"),
        ("def act_forward(x): raise NotImplementedError", "fssss", "unfilled"),
        ("def act_forward(x): return None", "fssss", "returned"),
        ("def act_forward(x): exit(0)", "fssss", "raised"),
    ],
    ids=["absent", "raises", "unfilled", "returns too little", "exits"],
)
def test_without_a_forward_pass_the_rest_is_skipped(text: str, verdicts: str, kind: str) -> None:
    found = judge(text)
    assert short(found) == verdicts
    forward = found.judgements["forward"]
    assert forward.failure is not None
    assert (forward.failure.kind, forward.case, forward.output) == (kind, 0, "z")
    assert found.judgements["backward"].text == "comes after z can be computed"


def test_without_a_backward_pass_the_forward_keeps_its_points() -> None:
    found = judge(act("np.tanh(x)", "1 / 0"))
    assert short(found) == "pffff"
    for name in ("backward", "large", "law", "contract"):
        assert found.judgements[name].failure is not None


def test_the_first_differing_case_is_the_simplest() -> None:
    found = judge(act("np.tanh(x) * (1 + (x.size > 6))")).judgements["forward"]
    assert found.run is not None
    sizes = [case.inputs["x"].size for case in found.run.cases]
    assert found.case == next(index for index, size in enumerate(sizes) if size > 6)


def test_an_unknown_kind_of_check_is_the_grader_s_own_fault() -> None:
    with pytest.raises(TypeError, match="Expected a known kind of check but got Check"):
        judge("", [Check("odd", act_pass, 1)])


def test_a_backward_pass_that_spoils_the_output_costs_the_forward_nothing() -> None:
    found = judge("""
    def act_backward(dz, z):
        z *= z
        return dz * (1 - z)
    """)
    assert found.verdicts["forward"] == "passed"
