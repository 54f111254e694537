"""What students are told of a failure: everything, hints without numbers, or the score alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from places import HW1, ROOT
from test_commands import PUBLIC, autograder

# A mean for a sum, and an exception.
WRONG = {
    "    db = dz.sum(axis=0)\n": "    db = dz.mean(axis=0)\n",
    "    a = np.tanh(z)\n": "    a = np.tanh(z) + {}['lost']\n",
}


@pytest.fixture(scope="module")
def submission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (ROOT / "reference" / HW1 / "numpy_solution.py").read_text("utf-8")
    for right, wrong in WRONG.items():
        assert right in text
        text = text.replace(right, wrong, 1)
    path = tmp_path_factory.mktemp("ada") / "forward_backward.py"
    path.write_text(text)
    return path


def graded(submission: Path, out: Path, *more: object) -> dict[str, Any]:
    done = autograder(
        "grade", HW1, submission, "--out", out, "--bank", PUBLIC, "--format", "json", *more
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((out / "results.json").read_text())["submissions"][0]
    return found


def check_of(result: dict[str, Any], exercise: str, name: str) -> dict[str, Any]:
    (found,) = (item for item in result["exercises"] if item["name"] == exercise)
    (check,) = (item for item in found["checks"] if item["name"] == name)
    assert check["verdict"] == "failed"
    return dict(check)


def test_full_feedback_shows_the_case_and_the_right_number(
    submission: Path, tmp_path: Path
) -> None:
    check = check_of(graded(submission, tmp_path), "dense_layer", "backward")
    assert "but should be" in check["message"]
    assert check["counterexample"]["expected"]
    assert check["diagnosis"]


def test_hints_show_neither_cases_nor_right_numbers(submission: Path, tmp_path: Path) -> None:
    result = graded(submission, tmp_path, "--feedback", "hint")
    check = check_of(result, "dense_layer", "backward")
    assert check["message"] == (
        "dense_backward: db is wrong\n"
        "  in every wrong case it is divided by the number of rows of x"
    )
    assert check["counterexample"] is None
    assert [item["name"] for item in check["diagnosis"]] == ["bias_gradient_averaged"]
    raised = check_of(result, "tanh", "forward")["message"]
    assert raised.startswith("tanh_forward raised KeyError: 'lost'")
    assert "should be" not in json.dumps(result)


def test_the_score_alone_says_nothing_else(submission: Path, tmp_path: Path) -> None:
    result = graded(submission, tmp_path, "--feedback", "score")
    for exercise, name in (("dense_layer", "backward"), ("tanh", "forward")):
        check = check_of(result, exercise, name)
        assert check["message"] == "This check fails; your instructor has chosen not to show more."
        assert (check["counterexample"], check["diagnosis"]) == (None, [])


def test_feedback_changes_no_score(submission: Path, tmp_path: Path) -> None:
    levels = ("full", "hint", "score")
    scores = {graded(submission, tmp_path / it, "--feedback", it)["score"] for it in levels}
    assert len(scores) == 1


def test_a_bank_is_as_strict_as_it_was_built(submission: Path, tmp_path: Path) -> None:
    bank = tmp_path / "hint.bank"
    done = autograder(
        "bank", HW1, "--seed", 3, "--oracles", "numpy", "--public", "--feedback", "hint",
        "--out", bank,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    words = ("check", submission, "--bank", bank, "--exercise", "dense_layer")
    shown = autograder(*words)
    assert "dense_backward: db is wrong" in shown.stdout
    refused = autograder(*words, "--case", 1)
    assert refused.returncode == 2
    assert "The cases of dense_layer are not shown: its feedback is hint." in refused.stderr
    lenient = graded(submission, tmp_path / "out", "--bank", bank, "--feedback", "full")
    assert "should be" not in json.dumps(lenient)
