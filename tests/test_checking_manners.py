from __future__ import annotations

from dataclasses import replace

import pytest
from checking_in_process import (
    ACT,
    CONTRACT,
    FORWARD,
    HOMEWORK,
    MANNERS,
    TOSS,
    TOTAL,
    act,
    act_pass,
    judge,
    runs_on,
    short,
    toss_pass,
    total_pass,
)
from msgspec import structs

from autograder.checking import judge_all
from autograder.exercise import Check, Contract, Property, Stability, Statistics
from autograder.probe import Failure, Outcome, Remark
from autograder.results import Verdict


def test_hard_inputs_are_stability_s_alone() -> None:
    found = judge(act("np.where(np.abs(x) > 99, np.nan, np.tanh(x))"))
    assert short(found) == "ppfpp"
    large = found.judgements["large"]
    assert large.mismatch is not None
    assert (large.case, large.mismatch.kind) == (12, "nonfinite")


@pytest.mark.parametrize(("forgiven", "verdict"), [(True, "passed"), (False, "failed")])
def test_a_warning_on_hard_inputs_counts_where_it_is_said(forgiven: bool, verdict: str) -> None:
    warns = act("np.tanh(x) + 0 * np.exp(np.minimum(x, 800)).clip(0, 1)")
    checks = [FORWARD, Stability("large", act_pass, 1, warnings=forgiven)]
    found = judge(warns, checks).judgements["large"]
    assert found.verdict.value == verdict
    assert forgiven or (found.remark is not None and found.remark.kind == "warning")


def test_a_broken_law_is_told_in_its_words() -> None:
    law = Property("law", act_pass, 1, law=lambda inputs, outputs: "is never right")
    found = judge("", [FORWARD, law]).judgements["law"]
    assert (found.verdict, found.text, found.case) == (Verdict.FAILED, "is never right", 0)


def test_a_law_that_raises_fails_the_submission_not_the_grader() -> None:
    law = Property("law", act_pass, 1, law=lambda inputs, outputs: outputs["z"] @ "text")
    found = judge("", [FORWARD, law]).judgements["law"]
    assert found.verdict is Verdict.FAILED
    assert found.text.startswith("has results that cannot be judged: ")


LAST = """
    last = b""
    def act_forward(x):
        global last
        again, last = last == x.tobytes(), x.tobytes()
        z = np.tanh(x)
        return (OTHERWISE if again else z), z
"""
SPOILT = """
    def act_forward(x):
        z = np.tanh(x)
        return z, z.copy()
    def act_backward(dz, z):
        z *= z
        return dz * (1 - z)
"""
KEPT = """
    def act_forward(x):
        global kept
        kept = np.tanh(x)
        return kept.copy(), None
    def act_backward(dz, z):
        return dz * (1 - kept ** 2)
"""
IN_PLACE = """
    def act_backward(dz, z):
        dz *= 1 - z ** 2
        return dz
"""


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (act("np.tanh(x, out=x)", "dz * (1 - x ** 2)"), ("changed", "act_forward", "x")),
        (IN_PLACE, ("changed", "act_backward", "dz")),
        (LAST.replace("OTHERWISE", "0 * z"), ("state", "act_forward", "z")),
        (SPOILT, ("state", "act_backward", "dx")),
    ],
    ids=["argument", "upstream", "state", "cache"],
)
def test_conduct_fails_the_contract_alone(text: str, remark: tuple[str, str, str]) -> None:
    found = judge(text)
    assert short(found) == "ppppf"
    seen = found.judgements["contract"].remark
    assert seen is not None
    assert (seen.kind, seen.function, seen.subject) == remark


def test_a_result_that_is_an_argument_fails_the_contract() -> None:
    runs, ask = runs_on("")
    alias = Remark("alias", "act_backward", "dx is dz")
    outcomes = list(runs["act_pass"].outcomes)
    outcomes[4] = structs.replace(outcomes[4], remarks=(alias,))
    spoilt = {"act_pass": replace(runs["act_pass"], outcomes=outcomes)}
    found = judge_all(replace(HOMEWORK, checks=ACT), spoilt, ask)[-1]
    assert (found.verdict, found.case, found.remark) == (Verdict.FAILED, 4, alias)


@pytest.mark.parametrize(
    ("text", "output", "words"),
    [
        (act("np.tanh(x).astype('f4')"), "z", "has dtype float32, but should be float64"),
        (
            KEPT,
            "dx",
            "changes when the functions are called twice: something is kept from one call to "
            "the next, or backward spoils its cache",
        ),
        (
            LAST.replace("OTHERWISE", "1 / 0"),
            "",
            "works once, but fails when called again with the same arguments",
        ),
    ],
    ids=["dtype", "kept in a global", "fails the second time"],
)
def test_contract_says_what_is_broken(text: str, output: str, words: str) -> None:
    found = judge(text)
    assert short(found) == "ppppf"
    contract = found.judgements["contract"]
    assert (contract.output, contract.text) == (output, words)


def test_contract_asks_for_the_names_and_the_order_of_arguments() -> None:
    runs, ask = runs_on("")
    failure = Failure("called", "act_forward", "fails when called as act_forward(x, slope)")
    again = {3: Outcome({}, failure)}
    spoilt = {"act_pass": replace(runs["act_pass"], again=again)}
    found = judge_all(replace(HOMEWORK, checks=ACT), spoilt, ask)[-1]
    assert (found.verdict, found.case, found.failure) == (Verdict.FAILED, 3, failure)
    assert found.text == "names and order of the arguments are part of the task"


WRONG_TOTAL = "def total(params): return 1.0"


@pytest.mark.parametrize(
    ("checks", "text", "verdict"),
    [
        ([CONTRACT], act("2 * x", "1 * dz"), "passed"),
        ([FORWARD, TOTAL[0], Contract("c", total_pass, 1)], WRONG_TOTAL, "skipped"),
        ([FORWARD, TOTAL[0], replace(CONTRACT, also=[total_pass])], WRONG_TOTAL, "skipped"),
        ([FORWARD, replace(CONTRACT, also=[total_pass])], WRONG_TOTAL, "passed"),
        ([FORWARD, replace(CONTRACT, also=[total_pass])], IN_PLACE, "failed"),
        ([FORWARD, TOSS], "", "passed"),
        ([FORWARD, TOSS], act("2 * x"), "passed"),
        ([FORWARD, *TOTAL, MANNERS], act("2 * x"), "skipped"),
        ([FORWARD, *TOTAL, MANNERS], WRONG_TOTAL, "passed"),
        ([FORWARD, replace(TOSS, also=[act_pass])], IN_PLACE, "failed"),
    ],
    ids=[
        "no values judged", "own probe wrong", "further probe wrong", "further probe not judged",
        "first probe misbehaves", "another function right",
        "another function wrong", "same function wrong", "same function right",
        "further probe misbehaves",
    ],
)  # fmt: skip
def test_manners_count_only_after_right_results(
    checks: list[Check], text: str, verdict: str
) -> None:
    assert list(judge(text, checks).verdicts.values())[-1] == verdict


def fair(inputs, outputs):
    """A p-value that says how far the mean of the draws is from a half."""
    far = abs(outputs["u"].mean() - 0.5)
    return {"mean": 10.0 ** (-100 * far), "least": 0.0 if outputs["u"].min() < 0 else 1.0}


DRAWS = Statistics("draws", toss_pass, 1, fair, {"mean": "the mean is off", "least": "negative"})


CANNOT = (
    "has results that cannot be judged: AttributeError: 'NoneType' object has no attribute 'mean'"
)


@pytest.mark.parametrize(
    ("result", "verdict", "text"),
    [
        ("rng.random(n)", "passed", ""),
        ("np.full(n, 0.6)", "failed", "the mean is off (by chance: 1e-10)"),
        ("np.where(np.arange(n) < 1, -0.1, 0.5)", "failed", "negative (by chance: none)"),
        ("np.full(n, np.nan)", "failed", "the mean is off (by chance: none)"),
        ("None", "failed", CANNOT),
        ("1 / 0", "failed", ""),
    ],
    ids=["fair", "biased", "impossible", "NaN", "nothing", "raises"],
)
def test_draws_are_judged_by_their_p_values(result: str, verdict: str, text: str) -> None:
    found = judge(f"def toss(n, rng): return {result}", [DRAWS]).judgements["draws"]
    assert (found.verdict.value, found.text) == (verdict, text)
    assert (found.failure is not None) is (result == "1 / 0")


@pytest.mark.parametrize(("level", "verdict"), [(0.9e-10, "passed"), (1.1e-10, "failed")])
def test_the_level_decides_which_p_values_fail(level: float, verdict: str) -> None:
    found = judge("def toss(n, rng): return np.full(n, 0.6)", [DRAWS], level)
    assert found.verdicts["draws"] == verdict
