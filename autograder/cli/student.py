"""What students run: start, explain, check."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.formats import OF_CHECK, FormatsOption, formats_of, write_check
from autograder.cli.options import (
    FAILURES,
    GRADER,
    CourseOption,
    DeviceName,
    DeviceOption,
    course_of,
    device_for,
)
from autograder.cli.output import say
from autograder.cli.watch import keep_checking
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.exercise import Assignment


def check(
    path: Annotated[Path, typer.Argument(help="Your folder or file.")] = Path(),
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise", "-e", help="Check only this exercise, or the one of this function."
        ),
    ] = None,
    case: Annotated[
        int | None, typer.Option("--case", help="Show one case of the exercise in full.")
    ] = None,
    bank: Annotated[Path | None, typer.Option("--bank", help="Another bank of cases.")] = None,
    course: CourseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the result, as a CI reads it.")
    ] = None,
    formats: FormatsOption = OF_CHECK,
    device: DeviceOption = DeviceName.CPU,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Check again whenever you save, until Ctrl-C.")
    ] = False,
) -> None:
    """Check your own work against the public cases."""
    from autograder import self_check
    from autograder.definitions import locations
    from autograder.reports import terminal
    from autograder.results import to_json

    wanted = formats_of(formats)
    if out is None and formats != OF_CHECK:
        raise UsageError("Expected --format together with --out, the folder to write into.")
    assignment = declarations_of(bank, course)
    work = self_check.locate(path, bank, assignment)
    if watch:
        if case is not None or as_json or out is not None or device is not DeviceName.CPU:
            raise UsageError("Expected --watch without --case, --json, --out and --device.")
        with suppress(KeyboardInterrupt):
            keep_checking(work, exercise or ())
        return
    if case is not None:
        if not exercise or len(exercise) != 1:
            raise UsageError("Expected one exercise with --case. Name it with --exercise NAME.")
        say(terminal.case(self_check.show_case(work, exercise[0], case)))
        return
    chosen = None
    if device is not DeviceName.CPU:
        exercises = self_check.plan_of(work, exercise or ()).on_device
        chosen = device_for(device, exercises, at_once=1)
    result = self_check.check(work, exercise or (), device=chosen)
    if as_json:
        sys.stdout.buffer.write(to_json(result))
    else:
        where = None if result.passed else locations(work.submission, work.path)
        say(terminal.submission(result, work.assignment.name, where))
    if out is not None:
        write_check(result, work, out, wanted)
    if result.status == "error":
        raise typer.Exit(GRADER)
    if not result.passed:
        raise typer.Exit(FAILURES)


def start(
    homework: Annotated[
        str | None, typer.Argument(metavar="HW", help="The homework; without it, all are listed.")
    ] = None,
    where: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to put the homework's folder.")
    ] = Path(),
    course: CourseOption = None,
) -> None:
    """Get a homework's folder to work in.

    What is there already is never overwritten.
    """
    from autograder import homeworks
    from autograder.reports import guide

    if homework is None:
        say(guide.listed(homeworks.released(course)))
    else:
        found = homeworks.find(homework, course)
        say(guide.started(homeworks.copy(found, where), found.name))


def explain(
    exercise: Annotated[str, typer.Argument(help="An exercise, or one of its functions.")],
    course: CourseOption = None,
) -> None:
    """Show what an exercise asks for.

    The task, the formula, and where more is said.
    """
    from autograder import homeworks
    from autograder.description import describe
    from autograder.reports import guide

    here = [folder for folder in (Path(), *sorted(Path().glob("*/"))) if homeworks.has_bank(folder)]
    released = [homework.folder for homework in homeworks.released(course)]
    say(guide.description(describe(exercise, [*here, *released])))


def declarations_of(bank: Path | None, course: Path | None) -> Assignment | None:
    """For a hidden bank, which has none of its own: those of the course."""
    if bank is None:
        return None
    from autograder.bank import file

    loaded = file.load(bank)
    if loaded.declarations is not None:
        return None
    return course_of(course).assignment(loaded.assignment)
