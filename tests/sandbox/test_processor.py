"""Grader and worker take turns on one processor, and leave it when they are done."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from places import HW1

from autograder.classroom.grader import Grader, Launcher
from autograder.errors import SandboxError
from autograder.exercise import Assignment
from autograder.plan import Plan, plan
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import ForkServer, Process
from autograder.submission import Submission

several = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2, reason="this machine has one processor"
)
EMPTY = Submission("ada", "forward_backward.py", (("forward_backward.py", ""),), (), "", "")


class Looking(Launcher):
    """A launcher that notes where its workers and the grader itself may run."""

    def start(self) -> Process:
        process = super().start()
        self.seen = [os.sched_getaffinity(pid) for pid in (0, process.handle.pid)]
        return process


@pytest.fixture
def launcher() -> Iterator[Looking]:
    launcher = Looking(Limits())
    yield launcher
    launcher.close()


@pytest.fixture
def prepared(grader, hw1: Assignment) -> Plan:
    return plan(hw1, grader.bank(HW1, 21), only=["relu"])


@several
def test_a_worker_runs_where_its_grader_does(launcher: Looking, prepared: Plan) -> None:
    free = os.sched_getaffinity(0)
    Grader(prepared, launcher).grade(EMPTY)
    own, worker = launcher.seen
    assert own == worker
    assert len(own) == 1
    assert os.sched_getaffinity(0) == free


@several
def test_a_grader_that_fails_is_free_again(
    launcher: Looking, prepared: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Process:
        raise SandboxError("planted")

    free = os.sched_getaffinity(0)
    monkeypatch.setattr(ForkServer, "fork", fail)
    monkeypatch.setattr(Launcher, "_begin", fail)
    assert Grader(prepared, launcher).grade(EMPTY).status == "error"
    assert os.sched_getaffinity(0) == free


@several
def test_what_is_started_at_rest_may_run_anywhere(launcher: Looking) -> None:
    free = os.sched_getaffinity(0)
    launcher.start_in_turns().close()
    assert len(os.sched_getaffinity(0)) == 1
    launcher.rest()
    with ForkServer() as other:
        assert os.sched_getaffinity(other.pid) == free


@several
def test_who_only_starts_a_worker_stays_free(launcher: Looking) -> None:
    free = os.sched_getaffinity(0)
    launcher.start().close()
    assert launcher.seen == [free, free]


def test_a_system_without_affinity_grades_all_the_same(
    launcher: Looking, prepared: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refuse)
    assert Grader(prepared, launcher).grade(EMPTY).status == "graded"
