"""The zoo: every right implementation earns full marks, every wrong one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import ROOT

from autograder.course import Course
from autograder.results import Verdict

ZOO = ROOT / "tests" / "submissions"
HOMEWORKS = Course(ROOT).names
RIGHT = sorted(path for name in HOMEWORKS for path in (ZOO / name / "right").glob("*/*.py"))
WRONG = sorted(path for name in HOMEWORKS for path in (ZOO / name / "wrong").glob("*/*.py"))


def homework_of(path: Path) -> str:
    return path.parts[-4]


def name_of(path: Path) -> str:
    return f"{homework_of(path).partition('_')[0]}/{path.parent.name}/{path.stem}"


def exercises_of(path: Path) -> list[str]:
    return [] if path.parent.name == "whole" else [path.parent.name]


@pytest.mark.parametrize("path", RIGHT, ids=name_of)
def test_right_implementation_earns_full_marks(path: Path, grader) -> None:
    result = grader(homework_of(path), path.read_text("utf-8"), exercises_of(path))
    faults = [
        f"{check.name}: {check.message}"
        for exercise in result.exercises
        for check in exercise.checks
        if check.verdict is not Verdict.PASSED
    ]
    assert faults == []
    assert result.score == result.max_score


@pytest.mark.parametrize("path", WRONG, ids=name_of)
def test_wrong_implementation_is_caught(path: Path, grader) -> None:
    result = grader(homework_of(path), path.read_text("utf-8"), exercises_of(path))
    assert result.score < result.max_score
    messages = [
        check.message for check in result.exercises[0].checks if check.verdict is Verdict.FAILED
    ]
    assert messages, "a wrong file must fail a check, not only skip some"
    assert all(messages), "every failure says something"


def test_a_loss_that_overflows_is_not_blamed_on_the_layers(grader) -> None:
    path = ZOO / "hw6_training" / "wrong" / "convergence" / "softmax_without_shift.py"
    result = grader("hw6_training", path.read_text("utf-8"), ["convergence"])
    text = next(c.message for c in result.exercises[0].checks if c.name == "step by step")
    assert "with a stand-in for the part 'loss' all the rest is right" in text


def test_an_error_that_is_not_raised_costs_itself_alone(grader) -> None:
    homework = "hw2_initialization_normalization"
    text = (ZOO / homework / "wrong" / "initialization" / "else_is_lecun.py").read_text("utf-8")
    (exercise,) = grader(homework, text, ["initialization"]).exercises
    failed = [check.name for check in exercise.checks if check.verdict is not Verdict.PASSED]
    assert failed == ["unknown scheme", "scheme with more around it"]


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_every_exercise_has_six_right_and_eight_wrong_implementations(
    homework: str, course: Course
) -> None:
    for exercise in course.assignment(homework).exercises:
        right = list((ZOO / homework / "right" / exercise.name).glob("*.py"))
        wrong = list((ZOO / homework / "wrong" / exercise.name).glob("*.py"))
        assert len(right) >= 6, exercise.name
        assert len(wrong) >= 8, exercise.name


def test_wrong_files_say_which_functions_are_wrong(course: Course) -> None:
    assignments = {name: course.assignment(name) for name in HOMEWORKS}
    for path in WRONG:
        lines = path.read_text("utf-8").splitlines()
        match = re.fullmatch(r"wrong: (.+)", lines[1].strip().removesuffix('"""'))
        assert match, path
        exercise = assignments[homework_of(path)].exercise(path.parent.name)
        known = {signature.name for signature in exercise.signatures}
        assert set(match[1].split(", ")) <= known, path


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_the_reference_and_whole_files_earn_full_marks_with_other_seeds(
    homework: str, course: Course, grader
) -> None:
    files = [course.reference(homework, "numpy"), *(ZOO / homework / "right" / "whole").glob("*")]
    ids = {grader.bank(homework).id}
    for seed in (1, 2):
        ids.add(grader.bank(homework, seed).id)
        for path in files:
            if path.suffix == ".py":
                result = grader(homework, path.read_text("utf-8"), seed=seed)
                assert result.score == result.max_score, (seed, path.name)
    assert len(ids) == 3, "every seed gives another bank"
