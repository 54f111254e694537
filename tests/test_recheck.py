"""Checking again after every save: as `check`, but faster."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import HW1, ROOT

from autograder import recheck, self_check
from autograder.errors import UsageError
from autograder.grading import grade
from autograder.plan import Plan
from autograder.recheck import Recheck
from autograder.results import SubmissionResult
from autograder.self_check import Work

ONLY = ["sigmoid", "tanh", "relu"]
START = """
import numpy as np

def forward(z):
    return z.copy()

def relu_forward(z):
    return np.maximum(z, 0.0), forward(z)

def relu_backward(da, cache):
    return da * (cache > 0)

def tanh_forward(z):
    a = np.tanh(z)
    return a, a

def tanh_backward(da, cache):
    return da * (1 - cache**2)
"""


class Student:
    """Saves, and looks at what is said."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = folder / "forward_backward.py"
        self.ran: list[list[str]] = []
        self.save(START)
        self.work: Work = self_check.locate(folder)

        def recorded(plan: Plan, *rest: object) -> SubmissionResult:
            self.ran.append([item.exercise.name for item in plan.exercises])
            return grade(plan, *rest)

        monkeypatch.setattr(recheck, "grade", recorded)

    def save(self, text: str) -> None:
        self.file.write_text(text)

    def says(self, check: Recheck) -> dict[str, bool]:
        self.ran.clear()
        found = check(self.work.submission)
        assert found == self_check.check(self.work, ONLY)
        return {item.name: item.passed for item in found.exercises}


@pytest.fixture
def student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Student:
    bank = ROOT / "student_template" / HW1 / "forward_backward.bank"
    (tmp_path / bank.name).write_bytes(bank.read_bytes())
    return Student(tmp_path, monkeypatch)


@pytest.fixture
def check(student: Student) -> Iterator[Recheck]:
    with Recheck(student.work, ONLY) as check:
        yield check


def test_what_has_passed_is_run_again_only_where_its_code_changed(
    student: Student, check: Recheck
) -> None:
    assert student.says(check) == {"sigmoid": False, "tanh": True, "relu": True}
    assert student.ran == [ONLY]

    student.save(START + "# a remark\n")
    student.says(check)
    assert student.ran == [["sigmoid"]]  # which fails, so that its lines may have moved

    student.save(START.replace("z.copy()", "-z"))
    assert student.says(check) == {"sigmoid": False, "tanh": True, "relu": False}
    assert student.ran == [["sigmoid", "relu"]]  # relu uses the function that changed

    student.save(START.replace("import numpy as np", "import numpy as np\nnp.tanh = np.sin"))
    assert student.says(check) == {"sigmoid": False, "tanh": False, "relu": True}
    assert student.ran == [ONLY]  # a statement between the functions


def test_a_file_that_cannot_be_run_any_more_fails_in_all(student: Student, check: Recheck) -> None:
    student.says(check)
    everything = dict.fromkeys(ONLY, False)
    student.save(START + "def f(:\n")
    assert student.says(check) == everything
    student.save("def sigmoid_forward(z, a=undefined): pass\n" + START)
    assert student.says(check) == everything
    student.save(START)
    assert student.says(check)["relu"]
    assert student.ran == [["sigmoid"]]  # the rest is as it was before


def test_code_that_looks_names_up_is_always_run(student: Student, check: Recheck) -> None:
    student.save(START + "def helper():\n    globals()['np'].tanh = np.sin\n")
    for _ in range(2):
        student.says(check)
        assert student.ran == [ONLY]


def test_an_unknown_exercise_is_refused(student: Student) -> None:
    with pytest.raises(UsageError, match="but got 'rleu'"):
        Recheck(student.work, ["rleu"])


def test_a_worker_that_ended_while_it_stood_by_is_replaced(
    student: Student, check: Recheck
) -> None:
    assert check._spare is not None
    os.kill(check._spare.handle.pid, signal.SIGTERM)
    check._spare.handle.reap()
    assert student.says(check)["relu"]
