"""Submissions that are wrong in the same way have the same behaviour, however they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.results import SubmissionResult

WRITTEN = {
    "shares that sum to 0.9": """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return 0.9 * e / e.sum(axis=1, keepdims=True)
""",
    "the same by logarithms": """
def softmax(logits):
    rows = []
    for row in logits:
        top = max(row)
        total = np.log(sum(np.exp(value - top) for value in row))
        rows.append([np.exp(value - top - total + np.log(0.9)) for value in row])
    return np.array(rows)
""",
    "shares that sum to 0.8": """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return 0.8 * e / e.sum(axis=1, keepdims=True)
""",
    "right": """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
""",
    "no result": """
def softmax(z):
    raise ValueError
""",
    "not a program": "def softmax(:",
}


@pytest.fixture(scope="module")
def behaviours(grade_text: Callable[..., SubmissionResult]) -> dict[str, str]:
    return {
        name: grade_text("import numpy as np\n" + text, only=["softmax"]).exercises[0].behaviour
        for name, text in WRITTEN.items()
    }


def test_the_same_wrong_results_are_the_same_behaviour(behaviours: dict[str, str]) -> None:
    key = behaviours["shares that sum to 0.9"]
    assert len(key) == 12
    assert behaviours["the same by logarithms"] == key
    assert behaviours["shares that sum to 0.8"] not in ("", key)


@pytest.mark.parametrize("name", ["right", "no result", "not a program"])
def test_without_wrong_results_there_is_no_behaviour(name: str, behaviours: dict[str, str]) -> None:
    assert behaviours[name] == ""
