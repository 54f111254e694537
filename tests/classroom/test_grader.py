from __future__ import annotations

from collections.abc import Callable

import pytest
from handed_in import RIGHT, submitted

from autograder.classroom.grader import Grader, Launcher
from autograder.errors import SandboxError
from autograder.plan import Plan
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Process


class Failing(Launcher):
    """A launcher that starts no worker so many times."""

    def __init__(self, times: int, start: Callable[[], Process]) -> None:
        super().__init__(None)
        self.left, self._start = times, start

    def start(self) -> Process:
        self.left -= 1
        if self.left >= 0:
            raise SandboxError("The fork server ended unexpectedly.")
        return self._start()


def test_a_fork_server_that_ends_once_costs_nothing(relu: Plan, start) -> None:
    assert Grader(relu, Failing(1, start)).grade(submitted("ada", RIGHT)).passed


def test_a_fork_server_that_ends_twice_is_an_error_of_the_grader(relu: Plan, start) -> None:
    result = Grader(relu, Failing(2, start)).grade(submitted("ada", RIGHT))
    assert (result.student, result.status, result.score) == ("ada", "error", 0.0)
    assert result.max_score == relu.points
    assert result.notes == [
        "The grader failed, not the submission: The fork server ended unexpectedly."
    ]


def test_a_launcher_replaces_a_fork_server_that_was_killed(
    relu: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    launcher = Launcher(Limits())
    try:
        launcher._fork_server._program.kill()  # type: ignore[union-attr]
        assert Grader(relu, launcher).grade(submitted("ada", RIGHT)).passed
        assert caplog.messages == ["the fork server ended unexpectedly; starting another"]
    finally:
        launcher.close()
