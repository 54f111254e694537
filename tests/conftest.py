"""What many tests share: the course, a bank of homework 1, a fork server, and a way to grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from places import HW1, ROOT

from autograder.authoring.banks import make_bank
from autograder.bank.file import Bank
from autograder.course import Course
from autograder.exercise import Assignment
from autograder.grading import Plan, grade, plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Allowance, Process, Zygote
from autograder.submission import Submission

GradeText = Callable[..., SubmissionResult]


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def hw1(course: Course) -> Assignment:
    return course.assignment(HW1)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote() as server:
        yield server


@pytest.fixture(scope="session")
def start(zygote: Zygote) -> Callable[[], Process]:
    return lambda: zygote.fork(Limits())


@pytest.fixture(scope="session")
def bank(course: Course, start: Callable[[], Process]) -> Bank:
    """A bank by the NumPy oracle alone, with a seed of its own."""
    return make_bank(course, HW1, seed=20, start=start, oracles=["numpy"], public=True).bank


@pytest.fixture(scope="session")
def reference(course: Course) -> str:
    return course.reference(HW1, "numpy").read_text("utf-8")


@pytest.fixture(scope="session")
def grade_text(hw1: Assignment, bank: Bank, start: Callable[[], Process]) -> GradeText:
    """Grade a text as if it were handed in: `grade_text(text, only=["relu"])`."""
    plans: dict[tuple[str, ...], Plan] = {}

    def graded(
        text: str, only: Sequence[str] = (), allowance: Allowance | None = None
    ) -> SubmissionResult:
        prepared = plans.setdefault(tuple(only), plan(hw1, bank, only=only))
        name = "forward_backward.py"
        submission = Submission("ada", name, ((name, text),), (), "", "")
        return grade(prepared, submission, start, allowance)

    return graded
