"""What every format says in the same words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from autograder.reports.texts import (
    GRADER_FAILED,
    check_text,
    clipped,
    exercise_text,
    headline,
    number,
    points,
    reason,
    remarks,
    sentence,
    visible,
)
from autograder.results import ClassResults, ExerciseResult, SubmissionResult


def one(results: ClassResults, name: str) -> SubmissionResult:
    return next(item for item in results.submissions if item.student == name)


def exercise(results: ClassResults, student: str, name: str) -> ExerciseResult:
    return next(item for item in one(results, student).exercises if item.name == name)


@pytest.mark.parametrize(
    ("value", "text"),
    [(20.0, "20"), (17.5, "17.5"), (1 / 3, "0.33"), (0.0, "0"), (-0.001, "0"), (100.0, "100")],
)
def test_number_has_no_needless_digits(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("text", "ended"), [("it is", "it is."), ("is it? ", "is it?"), ("", ""), ("so …", "so …")]
)
def test_sentence_ends_once(text: str, ended: str) -> None:
    assert sentence(text) == ended


def test_control_characters_become_visible() -> None:
    assert visible("\x1b[31mred\x00\x7f\r\n\tend") == "␛[31mred␀␡\n\tend"


def test_bytes_that_are_no_text_are_spelt_out() -> None:
    assert visible("j\udcf6rg") == "j\\udcf6rg"


def test_clipped_text_says_that_it_is() -> None:
    assert clipped("four", 4) == "four"
    assert clipped("fours", 4) == "four\n... (cut)"


def test_points_of_one_are_singular(classroom: ClassResults) -> None:
    check = exercise(classroom, "amara", "dense_layer").checks[0]
    assert points(check) == "1 of 1 point"
    assert points(one(classroom, "bjorn")) == "17.5 of 20 points"


@pytest.mark.parametrize(
    ("student", "line"),
    [
        ("bjorn", "17.5 of 20 points, 8 of 10 exercises complete."),
        ("jelena", "Nothing was handed in."),
        ("hinewai", GRADER_FAILED),
    ],
)
def test_headline(student: str, line: str, classroom: ClassResults) -> None:
    assert headline(one(classroom, student)) == line


def test_one_reason_for_everything_is_a_remark_once(classroom: ClassResults) -> None:
    broken = one(classroom, "mateusz")
    assert reason(broken).startswith("The file cannot be run: IndentationError")
    assert remarks(broken) == reason(broken)
    assert reason(one(classroom, "bjorn")) == remarks(one(classroom, "bjorn")) == ""
    assert remarks(one(classroom, "jelena")) == ""


def test_notes_are_remarks_but_for_the_graders_own(
    classroom: ClassResults, lost: SubmissionResult
) -> None:
    assert remarks(one(classroom, "chiara")).startswith("Line 3 was skipped")
    assert remarks(lost) == ""


def test_exercise_text_says_the_same_once(classroom: ClassResults) -> None:
    network = exercise(classroom, "goran", "whole_network")
    assert exercise_text(network) == (
        "forward: failed, 0 of 1 point\n"
        "  network_forward is not defined\n"
        "gradients: failed, 0 of 1.5 points"
    )
    known = {"network_forward is not defined"}
    assert "not defined" not in exercise_text(network, said=known)


def test_exercise_text_tells_why_a_check_was_skipped(classroom: ClassResults) -> None:
    text = exercise_text(exercise(classroom, "daichi", "gradient_checking"))
    assert text.startswith("numerical gradient: failed, 0 of 1 point\n  numerical_gradient raised")
    assert text.endswith(
        "comparison: skipped, 0 of 0.5 points\n  comes after the first right result"
    )


def test_exercise_text_has_nothing_to_say_where_all_passed(classroom: ClassResults) -> None:
    assert exercise_text(exercise(classroom, "amara", "softmax")) == ""


def test_a_hint_needs_no_misconception(classroom: ClassResults) -> None:
    text = check_text(exercise(classroom, "goran", "leaky_relu").checks[2])
    assert text.splitlines()[1:] == [
        "Hint: Work on a copy: the caller still needs the array that you were given."
    ]


def test_grader_errors_are_told_once_and_without_their_text(classroom: ClassResults) -> None:
    text = exercise_text(exercise(classroom, "hinewai", "losses"))
    assert text.count(GRADER_FAILED) == 1
    assert text.splitlines()[0] == "cross-entropy: grader error"
    assert "sqrt_of_reference" not in text


def test_checks_without_messages_keep_their_diagnoses(classroom: ClassResults) -> None:
    dense = exercise(classroom, "bjorn", "dense_layer")
    wrong = replace(dense.checks[1], message="")
    other = replace(wrong, name="again", diagnosis=[], counterexample=None)
    text = exercise_text(replace(dense, checks=[other, wrong]))
    assert text.startswith("again: failed, 0 of 1.5 points\ngradients: failed, 0 of 1.5 points\n")
    assert "  Behaves exactly as if the gradient were averaged" in text
