from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import wire
from autograder.bank.file import Case
from autograder.checking.judgement import PASSED, Judgement, ProbeRun
from autograder.exercise import Agreement, Exercise, probe
from autograder.explain import brief, counterexample, failure_text, message, number
from autograder.numerics.compare import compare
from autograder.probe import Failure, Frame, Outcome, Remark
from autograder.results import Counterexample, Verdict

X, W = np.array([[1.0, -2.0, 0.5]]), np.ones((3, 2))
INPUTS = {"x": X, "w": W, "rate": 0.25, "mode": "train", "params": [{"w": W}]}
WHERE = "   [x (1, 3), w (3, 2), rate=0.25, mode='train']"


@probe(inputs={})
def dense_pass(sub):
    z, cache = sub.dense_forward(1, 2)
    return {"z": z, "dw": sub.dense_backward(1, cache)}


def through_a_helper(sub):
    def both():
        return sub.dense_forward(1, 2)

    return {"z": both()[0]}


DENSE = Exercise(
    name="dense_layer",
    title="Dense layer",
    functions=[
        "unused(x) -> dw",
        "dense_forward(x, w) -> (z, cache)",
        "dense_backward(dz, cache) -> (dx, dw)",
    ],
    checks=[Agreement("value", dense_pass, outputs=["z"], points=1)],
)
SOURCES = {"dense.py": "import numpy as np\n\ndef dense_forward(x, w):\n    return x @ w.T\n"}


def run_of(got: Any = None, expected: Any = None, **how: Any) -> ProbeRun:
    """One run whose second case is at fault."""
    fields = {"kind": "drawn", "title": "", "atol": {"dw": 1e-12}, "inputs": INPUTS, **how}
    packed = wire.pack(fields.pop("inputs"))
    case = Case(packed_inputs=packed, packed_outputs=wire.pack({"dw": expected}), **fields)
    outcome = Outcome({"dw": wire.unpack(wire.pack(got))})
    return ProbeRun(dense_pass, [case, case], [outcome, outcome], first=10)


def failed(**grounds: Any) -> Judgement:
    return Judgement(Verdict.FAILED, **{"run": run_of(), "case": 1, **grounds})


def mismatched(got: Any, expected: Any, **how: Any) -> Judgement:
    run = run_of(got, expected, **how)
    found = compare(run.outcomes[1].outputs["dw"], run.cases[1].outputs["dw"], 1e-12)
    return failed(run=run, output="dw", mismatch=found)


def said(judgement: Judgement) -> str:
    return message(judgement, DENSE, SOURCES)


M = np.array([[1.0, 2.0], [3.0, 4.0]])
CORNER, COLUMN = np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [1.0, 0.0]])
ALL, EXPECTED = "all 4 elements differ", "what is expected"


@pytest.mark.parametrize(
    ("got", "expected", "first", "pattern"),
    [
        (M / 2, M, "[0, 0] = 0.5, but should be 1", f"{ALL}, each is half of {EXPECTED}"),
        (2 * M, M, "[0, 0] = 2, but should be 1", f"{ALL}, each is twice {EXPECTED}"),
        (-M, M, "[0, 0] = -1, but should be 1", f"{ALL}, each is minus {EXPECTED}"),
        (M / 3, M, "[0, 0] = 0.3333, but should be 1", f"{ALL}, each is 1/3 of {EXPECTED}"),
        (0.7 * M, M, "[0, 0] = 0.7, but should be 1", f"{ALL}, each is 0.7 times {EXPECTED}"),
        (-3 * M, M, "[0, 0] = -3, but should be 1", f"{ALL}, each is -3 times {EXPECTED}"),
        (0 * M, M, "[0, 0] = 0, but should be 1", f"{ALL}, all are 0"),
        (M.T, M, "[0, 1] = 3, but should be 2",
         f"2 of 4 elements differ; it is the transpose of {EXPECTED}"),
        (M * (1 + 2e-5), M, "[0, 0] = 1.00002, but should be 1", ALL),
        (M + CORNER, M, "[0, 0] = 2, but should be 1", "1 of 4 elements differ"),
        (M + COLUMN, M, "[0, 0] = 2, but should be 1", "2 of 4 elements differ"),
        (2 * M - CORNER, M, "[0, 1] = 4, but should be 2",
         f"3 of 4 elements differ, each is twice {EXPECTED}"),
        (M, 0 * M, "[0, 0] = 1, but should be 0", ALL),
        (np.array([1.5]), np.array([0.5]), "[0] = 1.5, but should be 0.5",
         f"it is 3 times {EXPECTED}"),
        (1.25, 2.5, " = 1.25, but should be 2.5", f"it is half of {EXPECTED}"),
        (10.0, 2.5, " = 10, but should be 2.5", f"it is 4 times {EXPECTED}"),
    ],
    ids=[
        "half", "twice", "minus", "a third", "another factor", "negative factor", "zeros",
        "transpose", "small error", "one", "two", "three", "zeros expected", "one element",
        "a number", "a number's factor",
    ],
)  # fmt: skip
def test_wrong_values_are_located_and_related(
    got: object, expected: object, first: str, pattern: str
) -> None:
    assert said(mismatched(got, expected)) == f"dense_backward: dw{first}{WHERE}\n  {pattern}"


@pytest.mark.parametrize(
    ("got", "expected", "text"),
    [
        (0.0, 6.0, " = 0, but should be 6"),
        (1.00001, 1.0, " = 1.00001, but should be 1"),
        (1.000000001, 1.0, " = 1.000000001, but should be 1"),
        (M.ravel(), M, " has shape (4,), but should have shape (2, 2)"),
        (np.ones(1), 1.0, " has shape (1,), but should be a scalar"),
        (np.array([1.0, np.nan]), np.ones(2), " contains NaN (1 of 2 elements)"),
        (np.full(2, np.inf), np.ones(2), " contains infinity (2 of 2 elements)"),
        (None, M, " is None, but should be a NumPy array of shape (2, 2)"),
        ([{"w": None}], [{"w": 1.0}], "[0]['w'] is None, but should be a number"),
        ([1.0, 9.0], [1.0, 5.0], "[1] = 9, but should be 5"),
        (3.0, -6.5, " = 3, but should be -6.5"),
        ("Test", "test", " = 'Test', but should be 'test'"),
    ],
    ids=[
        "zero", "7 digits", "more digits", "shape", "scalar", "NaN", "infinity", "nothing", "path",
        "number in a list", "no plain factor", "text",
    ],
)  # fmt: skip
def test_other_mismatches_follow_the_output_s_name(
    got: object, expected: object, text: str
) -> None:
    assert said(mismatched(got, expected)) == f"dense_backward: dw{text}{WHERE}"


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ({}, WHERE),
        ({"title": "the lecture's numbers"}, "   [the lecture's numbers]"),
        ({"inputs": {}}, ""),
        ({"inputs": {"params": [1.0], "grads": {}}}, ""),
        ({"inputs": {"x": np.float64(1.23456), "n": 3}}, "   [x=1.235, n=3]"),
    ],
    ids=["shapes", "title", "nothing", "trees", "numbers"],
)  # fmt: skip
def test_a_case_is_told_by_its_title_or_its_inputs(how: dict[str, Any], where: str) -> None:
    assert said(mismatched(None, 1.0, **how)).endswith(f"should be a number{where}")


FRAMES = (Frame("dense.py", 1, "<module>"), Frame("dense.py", 4, "dense_forward"))
LINES = (
    "\n  dense.py, line 1: import numpy as np\n  dense.py, line 4, in dense_forward: return x @ w.T"
)


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (Failure("absent", "dense_forward", "?"), "dense_forward is not defined"),
        (
            Failure("unfilled", "dense_forward", "is not written yet", FRAMES),
            "dense_forward is not written yet",
        ),
        (
            Failure("raised", "dense_forward", "ValueError: no", FRAMES),
            f"dense_forward raised ValueError: no{LINES}{WHERE}",
        ),
        (
            Failure("returned", "dense_forward", "returned None, but should return (z, cache)"),
            f"dense_forward returned None, but should return (z, cache){WHERE}",
        ),
        (
            Failure("broken", "", "SyntaxError: invalid syntax", FRAMES[:1]),
            "The file cannot be run: SyntaxError: invalid syntax"
            "\n  dense.py, line 1: import numpy as np",
        ),
        (
            Failure("died", "", "crashed the Python process (signal 11)"),
            f"dense_forward or dense_backward crashed the Python process (signal 11){WHERE}",
        ),
        (
            Failure("silent", "", "did not finish within 2 s"),
            f"dense_forward or dense_backward did not finish within 2 s{WHERE}",
        ),
    ],
    ids=lambda item: item.kind if isinstance(item, Failure) else "",
)
def test_failure_is_told_with_the_submission_s_lines(failure: Failure, text: str) -> None:
    assert said(failed(failure=failure, output="dw")) == text


def test_a_failure_s_grounds_follow_it() -> None:
    failure = Failure("raised", "dense_forward", "ValueError: no")
    text = said(failed(failure=failure, text="works once, but fails when called again"))
    assert text == (
        f"dense_forward raised ValueError: no\n  works once, but fails when called again{WHERE}"
    )


def test_a_traceback_shows_the_last_three_frames_and_survives_unknown_lines() -> None:
    frames = (
        *(Frame("other.py", line, f"f{line}") for line in (0, 1, 2)),
        Frame("dense.py", 9, "g"),
    )
    text = failure_text(Failure("raised", "f", "E", frames), SOURCES)
    assert text == (
        "f raised E\n  other.py, line 1, in f1\n  other.py, line 2, in f2\n  dense.py, line 9, in g"
    )


def test_a_line_of_a_traceback_keeps_its_colon() -> None:
    text = failure_text(Failure("raised", "f", "E", (Frame("dense.py", 3, "f"),)), SOURCES)
    assert text.endswith("line 3, in f: def dense_forward(x, w):")


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (Remark("changed", "f", "x"), "f changes its argument x in place"),
        (
            Remark("alias", "f", "z is x"),
            "f returns its argument x itself, or a view of it, as z; return a copy",
        ),
        (
            Remark("state", "f", "z"),
            "f gives another z when it is called again with the same arguments",
        ),
        (
            Remark("warning", "f", "overflow encountered in exp"),
            "f gives a RuntimeWarning: overflow encountered in exp",
        ),
    ],
    ids=lambda item: item.kind if isinstance(item, Remark) else "",
)
def test_conduct_is_told(remark: Remark, text: str) -> None:
    assert said(failed(remark=remark)) == text + WHERE


def test_a_finding_about_an_output_names_the_function_that_returns_it() -> None:
    text = "has dtype float32, but should be float64"
    assert said(failed(output="dw", text=text)) == f"dense_backward: dw {text}{WHERE}"
    assert said(failed(output="z", text=text)) == f"dense_forward: z {text}{WHERE}"
    assert said(failed(output="loss", text=text)) == f"dense_forward: loss {text}{WHERE}"


def test_a_broken_law_names_the_last_function() -> None:
    text = said(failed(text="has rows that do not sum to 1"))
    assert text == f"dense_backward has rows that do not sum to 1{WHERE}"


def test_a_broken_law_of_a_probe_that_calls_through_a_helper_is_told() -> None:
    run = run_of()
    helped = ProbeRun(probe(inputs={})(through_a_helper), run.cases, run.outcomes)
    assert said(failed(run=helped, text="is off")).endswith(f"is off{WHERE}")


def test_a_verdict_without_a_case_is_its_text() -> None:
    assert said(Judgement(Verdict.SKIPPED, "comes after right results")) == (
        "comes after right results"
    )
    assert said(PASSED) == ""


def test_counterexample_shows_the_case_and_how_to_see_it_again() -> None:
    found = counterexample(mismatched(M / 2, M), DENSE, "autograder check hw1_x")
    assert found == Counterexample(
        case=11,
        inputs={
            "x": "[[1, -2, 0.5]]",
            "w": "[[1, 1],\n [1, 1],\n [1, 1]]",
            "rate": "0.25",
            "mode": "'train'",
            "params": "[{'w': [[1, 1],\n [1, 1],\n [1, 1]]}]",
        },
        got="[[0.5, 1],\n [1.5, 2]]",
        expected="[[1, 2],\n [3, 4]]",
        reproduce="autograder check hw1_x --exercise dense_layer --case 11",
    )


@pytest.mark.parametrize(
    ("judgement", "shown"),
    [
        (PASSED, False),
        (Judgement(Verdict.SKIPPED, "comes after"), False),
        (Judgement(Verdict.PASSED, "as it is", run=run_of(), case=0), False),
        (failed(failure=Failure("absent", "f", "")), False),
        (failed(failure=Failure("unfilled", "f", "")), False),
        (failed(failure=Failure("broken", "", "")), False),
        (failed(failure=Failure("raised", "f", "")), True),
        (failed(remark=Remark("changed", "f", "x")), True),
        (failed(text="is off"), True),
    ],
)
def test_only_a_failing_case_is_a_counterexample(judgement: Judgement, shown: bool) -> None:
    found = counterexample(judgement, DENSE, "autograder check")
    assert (found is not None) is shown
    assert found is None or (found.got, found.expected) == ("", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.23456, "1.235"),
        (1e-9, "1e-09"),
        (7, "7"),
        (True, "True"),
        (None, "None"),
        ("text", "'text'"),
        (np.array(2.0), "2"),
        (np.array([1.0, 1e-7, -3.14159]), "[1, 1e-07, -3.142]"),
        (np.array([1, 2]), "[1, 2]"),
        (np.array([True, False]), "[ True, False]"),
        (np.array([np.nan, np.inf]), "[nan, inf]"),
        (np.array(1 + 2j), "1+2j"),
        (np.zeros((0, 3)), "[]"),
        (np.arange(20.0), "[0, 1, ..., 18, 19] of shape (20,)"),
        ([1.0, [2.0]], "[1, [2]]"),
        ([0.5] * 3, "[0.5, 0.5, 0.5]"),
        ([*range(20), 7.5], "[0, 1, 2, ..., 7.5]"),
        ({"w": np.ones(1), "b": 2}, "{'w': [1], 'b': 2}"),
        (wire.Opaque("a set"), "a set"),
    ],
    ids=repr,
)
def test_brief(value: object, text: str) -> None:
    assert brief(value) == text


def test_number_has_four_digits() -> None:
    assert [number(value) for value in (0.0, 12345.678, -1.5)] == ["0", "1.235e+04", "-1.5"]


@pytest.mark.parametrize(
    "value",
    ["x" * 9000, {str(i): i for i in range(1000)}, np.full((3, 3, 3, 3, 3, 3, 3), 1.5).tolist()],
    ids=["text", "dict", "nested lists"],
)
def test_what_a_submission_returns_is_shown_in_brief(value: object) -> None:
    assert len(brief(value)) < 1000
    assert len(said(mismatched(value, {"w": 1.0}))) < 1000
