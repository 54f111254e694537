"""Each check of a homework as a pytest item: `pytest --autograder hw4_optimization FOLDER`.

The verdicts are those of `autograder check`. Everything heavy is imported when it is needed: this
file is loaded by every run of pytest in an environment that has the autograder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from autograder.results import CheckResult, ExerciseResult
    from autograder.self_check import Work

SCORE, MAX_SCORE = "autograder_score", "autograder_max_score"  # also properties in JUnit's XML
KINDS = (".py", ".ipynb")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options."""
    group = parser.getgroup("autograder", "homework checks as tests")
    group.addoption("--autograder", metavar="HW", help="check this homework in the given paths")
    group.addoption("--autograder-bank", metavar="FILE", help="other cases than those beside it")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the student's file, or notebook."""
    if not _is_work(file_path, parent):
        return None
    found: pytest.Collector = WorkFile.from_parent(parent, path=file_path)
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Keep pytest from importing the student's file as if it were a test."""
    if not _is_work(module_path, parent):
        return None
    nothing: pytest.Collector = _Nothing.from_parent(parent, path=module_path)
    return nothing


def _is_work(path: Path, parent: pytest.Collector) -> bool:
    homework = parent.config.getoption("--autograder")
    if not homework or path.suffix not in KINDS:
        return False
    # As students' files are named: the homework's name without its number.
    return path.stem == str(homework).partition("_")[2] or parent.session.isinitpath(path)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add up the points."""
    found = [
        dict(report.user_properties)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
    ]
    ours = [properties for properties in found if SCORE in properties]
    if ours:
        score, most = (sum(item[name] for item in ours) for name in (SCORE, MAX_SCORE))
        terminalreporter.section("points")
        checks = f"{len(ours)} check{'s' if len(ours) > 1 else ''}"
        terminalreporter.line(f"{score:.10g} of {most:.10g} points in {checks}")


class _Nothing(pytest.File):
    def collect(self) -> list[pytest.Item]:
        return []


class WorkFile(pytest.File):
    """A student's file; its exercises are collected without running any of it."""

    def collect(self) -> Iterator[pytest.Collector]:
        """The exercises, unless another file beside it is the one that counts."""
        if not self.session.isinitpath(self.path):
            from autograder.submission import read_submission

            beside = read_submission("", self.path.parent, self.work.assignment.topic)
            if beside.file != self.path.name:
                return
        for exercise in self.work.assignment.exercises:
            yield ExerciseNode.from_parent(self, name=exercise.name)

    @cached_property
    def work(self) -> Work:
        """The file with its bank and homework.

        Raises:
            CollectError: there are no cases for it.
        """
        from autograder.bank import file
        from autograder.course import Course
        from autograder.errors import AutograderError
        from autograder.self_check import locate

        homework = self.config.getoption("--autograder")
        bank = self.config.getoption("--autograder-bank")
        try:
            hidden = bank is not None and file.load(Path(bank)).declarations is None
            declared = Course.find(Path.cwd()).assignment(homework) if hidden else None
            work = locate(self.path, Path(bank) if bank else None, declared)
        except AutograderError as error:
            raise self.CollectError(str(error)) from None
        if work.bank.assignment != homework:
            raise self.CollectError(
                f"Expected the cases of {homework} beside {self.path} but they are of "
                f"{work.bank.assignment}."
            )
        return work

    @cached_property
    def results(self) -> dict[str, ExerciseResult]:
        """What the exercises that are asked for come to, by name: graded once, together."""
        from autograder.self_check import check

        asked = [item for item in self.session.items if isinstance(item, CheckItem)]
        names = dict.fromkeys(item.exercise for item in asked if item.file is self)
        return {item.name: item for item in check(self.work, list(names)).exercises}


class ExerciseNode(pytest.Collector):
    """An exercise."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its checks."""
        work = cast(WorkFile, self.parent).work
        for check in work.assignment.exercise(self.name).checks:
            yield CheckItem.from_parent(self, name=check.name)


class CheckFailedError(Exception):
    """A check that did not pass; carries its text."""


class CheckItem(pytest.Item):
    """A check."""

    @property
    def exercise(self) -> str:
        return cast(ExerciseNode, self.parent).name

    @property
    def file(self) -> WorkFile:
        return cast(WorkFile, self.getparent(WorkFile))

    def runtest(self) -> None:
        """Look the verdict up.

        Raises:
            CheckFailedError: it is "failed", or "error".
        """
        result = self._result
        self.user_properties += [(SCORE, result.score), (MAX_SCORE, result.max_score)]
        if result.verdict == "skipped":
            pytest.skip(result.message)
        if result.verdict != "passed":
            from autograder.reports.texts import check_text

            raise CheckFailedError(check_text(result))

    @property
    def _result(self) -> CheckResult:
        checks = self.file.results[self.exercise].checks
        return next(check for check in checks if check.name == self.name)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is wrong, without a traceback through the grader."""
        if isinstance(excinfo.value, CheckFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the check stands, as pytest prints it."""
        return self.path, 0, f"{self.exercise}: {self.name}"
