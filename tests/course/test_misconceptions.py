"""Every listed misconception loses points and is called by its name."""

from __future__ import annotations

from itertools import combinations

import pytest
from places import HW1, ROOT

from autograder.course import Course
from autograder.misconceptions.patch import Misconception, apply, load_misconceptions

COURSE = Course(ROOT)
HOMEWORKS = COURSE.names
LISTED = {
    name: load_misconceptions(ROOT / "assignments" / name / "misconceptions.py")
    for name in HOMEWORKS
}
IN_A_FRAMEWORK = {
    exercise.name
    for name in HOMEWORKS
    for exercise in COURSE.assignment(name).exercises
    if exercise.framework
}
# One process builds a homework's bank, and no other waits for it.
ALL = [
    pytest.param(
        name, known, id=f"{name}-{known.name}", marks=pytest.mark.xdist_group(f"{name} bank")
    )
    for name in HOMEWORKS
    for number, known in enumerate(LISTED[name])
    # Those in a framework take ten seconds each: every third will do.
    if known.exercise not in IN_A_FRAMEWORK or number % 3 == 0
]


@pytest.mark.parametrize(("homework", "known"), ALL)
def test_misconception_is_caught_and_named_first(
    homework: str, known: Misconception, course: Course, grader
) -> None:
    reference = course.reference(homework, "numpy").read_text("utf-8")
    text = apply(known, reference, course.assignment(homework))
    result = grader(homework, text, [known.exercise])
    (exercise,) = result.exercises
    assert exercise.score < exercise.max_score
    assert exercise.diagnosis[0].name == known.name
    assert exercise.diagnosis[0].hint == known.hint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("mse_gradient_sign", "softmax_loss_not_averaged"),
        ("sigmoid_loss_sign", "softmax_loss_gradient_not_averaged"),
        ("weight_gradient_transposed", "bias_gradient_averaged"),
    ],
)
def test_two_misconceptions_at_once_are_both_named(
    first: str, second: str, reference: str, hw1, grade_text
) -> None:
    chosen = [known for known in LISTED[HW1] if known.name in (first, second)]
    text = reference
    for known in chosen:
        text = apply(known, text, hw1)
    result = grade_text(text, only=[chosen[0].exercise])
    assert {item.name for item in result.exercises[0].diagnosis} == {first, second}


def pairs_of(homework: str) -> list[tuple[Misconception, Misconception]]:
    """A pair of every exercise that changes different lines."""
    found = {}
    for first, second in combinations(LISTED[homework], 2):
        if first.exercise == second.exercise and not set(first.replace) & set(second.replace):
            found.setdefault(first.exercise, (first, second))
    return list(found.values())


# In homework 5 most results are draws, which tell two mistakes from one no better than one.
@pytest.mark.parametrize("homework", HOMEWORKS[:4])
def test_pairs_of_mistakes_are_recognised_in_most_exercises(
    homework: str, course: Course, grader
) -> None:
    reference = course.reference(homework, "numpy").read_text("utf-8")
    recognised = []
    for first, second in pairs_of(homework):
        text = reference
        for known in (first, second):
            text = apply(known, text, course.assignment(homework))
        (exercise,) = grader(homework, text, [first.exercise]).exercises
        said = " and ".join(item.name for item in exercise.diagnosis)
        recognised.append(first.name in said or second.name in said)
    assert sum(recognised) >= 0.7 * len(recognised)


def test_unlisted_mistake_gets_no_name_of_another(grade_text) -> None:
    body = "e = np.exp(z) + 0.1\n    return e / e.sum(1)[:, None]"
    text = f"import numpy as np\ndef softmax(z):\n    {body}\n"
    result = grade_text(text, only=["softmax"])
    assert result.exercises[0].diagnosis == []


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_every_exercise_has_misconceptions_that_read_as_a_sentence(
    homework: str, course: Course
) -> None:
    listed = LISTED[homework]
    named = {item.name for item in course.assignment(homework).exercises}
    assert {known.exercise for known in listed} == named
    for known in listed:
        assert not known.behaves.endswith("."), known
        assert known.hint.endswith((".", "?")), known


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_hints_do_not_give_the_line_away(homework: str, course: Course) -> None:
    reference = course.reference(homework, "numpy").read_text("utf-8")
    lines = {line.strip() for line in reference.splitlines() if len(line.strip()) > 15}
    for known in LISTED[homework]:
        assert not any(line in known.hint for line in lines), known


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_no_two_misconceptions_share_a_fingerprint(homework: str, grader) -> None:
    for first, second in combinations(grader.bank(homework).traces, 2):
        if first.exercise == second.exercise:
            assert str(first.marks) != str(second.marks), (first.name, second.name)
