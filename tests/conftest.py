"""What many tests share: the course, banks, a fork server, and a way to grade."""

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

Start = Callable[[], Process]
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
def start(zygote: Zygote) -> Start:
    return lambda: zygote.fork(Limits())


class Grader:
    """Grades texts of every homework, with banks of its own by the NumPy oracle alone."""

    def __init__(self, course: Course, start: Start) -> None:
        self.course = course
        self.start = start
        self._banks: dict[tuple[str, int], Bank] = {}
        self._plans: dict[tuple[str, int, tuple[str, ...]], Plan] = {}

    def bank(self, homework: str, seed: int = 20) -> Bank:
        key = (homework, seed)
        if key not in self._banks:
            self._banks[key] = make_bank(
                self.course, homework, seed=seed, start=self.start, oracles=["numpy"], public=True
            ).bank
        return self._banks[key]

    def __call__(
        self,
        homework: str,
        text: str,
        only: Sequence[str] = (),
        *,
        seed: int = 20,
        allowance: Allowance | None = None,
    ) -> SubmissionResult:
        """Grade a text as if it were handed in."""
        key = (homework, seed, tuple(only))
        if key not in self._plans:
            assignment = self.course.assignment(homework)
            self._plans[key] = plan(assignment, self.bank(homework, seed), only=only)
        prepared = self._plans[key]
        name = f"{prepared.assignment.topic}.py"
        submission = Submission("ada", name, ((name, text),), (), "", "")
        return grade(prepared, submission, self.start, allowance)


@pytest.fixture(scope="session")
def grader(course: Course, start: Start) -> Grader:
    return Grader(course, start)


@pytest.fixture(scope="session")
def bank(grader: Grader) -> Bank:
    return grader.bank(HW1)


@pytest.fixture(scope="session")
def reference(course: Course) -> str:
    return course.reference(HW1, "numpy").read_text("utf-8")


@pytest.fixture(scope="session")
def grade_text(grader: Grader) -> GradeText:
    """Grade a text of homework 1: `grade_text(text, only=["relu"])`."""

    def graded(text: str, only: Sequence[str] = ()) -> SubmissionResult:
        return grader(HW1, text, only)

    return graded
