"""Every listed misconception loses points and is called by its name."""

from __future__ import annotations

from itertools import combinations

import pytest
from places import HW1, ROOT

from autograder.course import Course
from autograder.exercise import Assignment
from autograder.misconceptions.patch import Misconception, apply, load_misconceptions

KNOWN = load_misconceptions(ROOT / "assignments" / HW1 / "misconceptions.py")


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_misconception_is_caught_and_named_first(
    known: Misconception, reference: str, hw1: Assignment, grade_text
) -> None:
    result = grade_text(apply(known, reference, hw1))
    wrong = [exercise for exercise in result.exercises if not exercise.passed]
    assert [exercise.name for exercise in wrong] == [known.exercise]
    assert wrong[0].score < wrong[0].max_score
    assert wrong[0].diagnosis[0].name == known.name
    assert wrong[0].diagnosis[0].hint == known.hint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("mse_gradient_sign", "softmax_loss_not_averaged"),
        ("sigmoid_loss_sign", "softmax_loss_gradient_not_averaged"),
        ("weight_gradient_transposed", "bias_gradient_averaged"),
    ],
)
def test_two_misconceptions_at_once_are_both_named(
    first: str, second: str, reference: str, hw1: Assignment, grade_text
) -> None:
    chosen = [known for known in KNOWN if known.name in (first, second)]
    text = reference
    for known in chosen:
        text = apply(known, text, hw1)
    result = grade_text(text, only=[chosen[0].exercise])
    assert {item.name for item in result.exercises[0].diagnosis} == {first, second}


def test_unlisted_mistake_gets_no_name_of_another(grade_text) -> None:
    text = "import numpy as np\ndef softmax(z):\n    e = np.exp(z) + 0.1\n    return e / e.sum(1)[:, None]\n"
    result = grade_text(text, only=["softmax"])
    assert result.exercises[0].diagnosis == []


def test_every_exercise_has_misconceptions_that_read_as_a_sentence(hw1: Assignment) -> None:
    assert {known.exercise for known in KNOWN} == {item.name for item in hw1.exercises}
    for known in KNOWN:
        assert known.behaves[0].islower() or known.behaves.startswith(("exp", "w ", "z ")), known
        assert not known.behaves.endswith("."), known
        assert known.hint.endswith((".", "?")), known


def test_hints_do_not_give_the_line_away(course: Course, reference: str) -> None:
    lines = {line.strip() for line in reference.splitlines() if len(line.strip()) > 15}
    for known in KNOWN:
        assert not any(line in known.hint for line in lines), known


def test_no_two_misconceptions_share_a_fingerprint(bank) -> None:
    for first, second in combinations(bank.traces, 2):
        if first.exercise == second.exercise:
            assert str(first.marks) != str(second.marks), (first.name, second.name)
