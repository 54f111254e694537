"""The zoo: every right implementation earns full marks, every wrong one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.bank.file import Bank
from autograder.course import Course
from autograder.exercise import Assignment
from autograder.results import Verdict

ZOO = Path(__file__).parent.parent / "submissions" / "hw1_forward_backward"
RIGHT = sorted((ZOO / "right").glob("*/*.py"))
WRONG = sorted((ZOO / "wrong").glob("*/*.py"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def exercises_of(path: Path) -> list[str]:
    return [] if path.parent.name == "whole" else [path.parent.name]


@pytest.mark.parametrize("path", RIGHT, ids=name_of)
def test_right_implementation_earns_full_marks(path: Path, grade_text) -> None:
    result = grade_text(path.read_text("utf-8"), only=exercises_of(path))
    faults = [
        f"{check.name}: {check.message}"
        for exercise in result.exercises
        for check in exercise.checks
        if check.verdict is not Verdict.PASSED
    ]
    assert faults == []
    assert result.score == result.max_score


@pytest.mark.parametrize("path", WRONG, ids=name_of)
def test_wrong_implementation_is_caught_where_it_is_wrong(path: Path, grade_text) -> None:
    text = path.read_text("utf-8")
    result = grade_text(text, only=exercises_of(path))
    assert result.score < result.max_score
    messages = [
        check.message for check in result.exercises[0].checks if check.verdict is Verdict.FAILED
    ]
    assert messages, "a wrong file must fail a check, not only skip some"
    assert all(messages), "every failure says something"


def test_every_exercise_has_six_right_and_eight_wrong_implementations(hw1: Assignment) -> None:
    for exercise in hw1.exercises:
        right = [path for path in RIGHT if path.parent.name == exercise.name]
        wrong = [path for path in WRONG if path.parent.name == exercise.name]
        assert len(right) >= 6, exercise.name
        assert len(wrong) >= 8, exercise.name


def test_wrong_files_say_which_functions_are_wrong(hw1: Assignment) -> None:
    for path in WRONG:
        lines = path.read_text("utf-8").splitlines()
        match = re.fullmatch(r"wrong: (.+)", lines[1].strip().removesuffix('"""'))
        assert match, path
        known = {signature.name for signature in hw1.exercise(path.parent.name).signatures}
        assert set(match[1].split(", ")) <= known, path


def test_the_reference_earns_full_marks(reference: str, grade_text) -> None:
    result = grade_text(reference)
    assert result.passed
    assert result.score == 42


def test_full_marks_do_not_depend_on_the_seed(
    course: Course, hw1: Assignment, start, bank: Bank
) -> None:
    from autograder.authoring.banks import make_bank
    from autograder.grading import grade, plan
    from autograder.submission import Submission

    whole = sorted((ZOO / "right" / "whole").glob("*.py"))
    for seed in (1, 2, 3):
        other = make_bank(course, hw1.name, seed=seed, start=start, oracles=["numpy"]).bank
        assert other.id != bank.id
        prepared = plan(hw1, other)
        for path in whole:
            chunks = ((path.name, path.read_text("utf-8")),)
            result = grade(prepared, Submission("ada", path.name, chunks, (), "", ""), start)
            assert result.score == result.max_score, (seed, path.name)
