"""What students run: check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import FAILURES, GRADER, CourseOption, course_of
from autograder.cli.output import say
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.exercise import Assignment


def check(
    path: Annotated[Path, typer.Argument(help="Your folder or file.")] = Path(),
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="Check only this exercise.")
    ] = None,
    case: Annotated[
        int | None, typer.Option("--case", help="Show one case of the exercise in full.")
    ] = None,
    bank: Annotated[Path | None, typer.Option("--bank", help="Another bank of cases.")] = None,
    course: CourseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check your own work against the public cases."""
    from autograder import self_check
    from autograder.reports import terminal
    from autograder.results import to_json

    assignment = declarations_of(bank, course)
    work = self_check.locate(path, bank, assignment)
    if case is not None:
        if not exercise or len(exercise) != 1:
            raise UsageError("Expected one exercise with --case. Name it with --exercise NAME.")
        say(terminal.case(self_check.show_case(work, exercise[0], case)))
        return
    result = self_check.check(work, exercise or ())
    if as_json:
        sys.stdout.buffer.write(to_json(result))
    else:
        say(terminal.submission(result, work.assignment.name))
    if result.status == "error":
        raise typer.Exit(GRADER)
    if not result.passed:
        raise typer.Exit(FAILURES)


def declarations_of(bank: Path | None, course: Path | None) -> Assignment | None:
    """For a hidden bank, which has none of its own: those of the course."""
    if bank is None:
        return None
    from autograder.bank import file

    loaded = file.load(bank)
    if loaded.declarations is not None:
        return None
    return course_of(course).assignment(loaded.assignment)
