"""What instructors run for Gradescope and PrairieLearn, and what runs in their containers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.ci import ForceOption
from autograder.cli.grading import HomeworkArgument, hidden_bank
from autograder.cli.options import (
    GRADER,
    CourseOption,
    FeedbackLevel,
    FeedbackOption,
    OraclesOption,
    SeedOption,
    course_of,
    oracles_of,
)
from autograder.cli.output import say, tell
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.bank.file import Bank
    from autograder.course import Course
    from autograder.integrations.platforms.bundle import Graded


class VisibilityName(StrEnum):
    """When students see their results on Gradescope."""

    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    VISIBLE = "visible"


BankOption = Annotated[
    Path | None,
    typer.Option("--bank", help="The hidden cases; the course's own hidden bank by default."),
]


def gradescope_build(
    homework: HomeworkArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="ZIP", help="The file; HW-gradescope.zip.")
    ] = None,
    bank: BankOption = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    feedback: FeedbackOption = FeedbackLevel.FULL,
    visibility: Annotated[
        VisibilityName, typer.Option("--visibility", help="When students see their results.")
    ] = VisibilityName.VISIBLE,
    force: ForceOption = False,
    course: CourseOption = None,
) -> None:
    """Write the ZIP to upload as a programming assignment's autograder."""
    from autograder.integrations.ci import write_new
    from autograder.integrations.platforms import gradescope
    from autograder.integrations.platforms.bundle import Settings

    found = course_of(course)
    homework = found.named(homework)
    loaded = _bank(found, homework, bank, seed, oracles, feedback)
    settings = Settings(homework=homework, title=found.title(homework), visibility=visibility.value)
    path = out or Path(f"{homework}-gradescope.zip")
    archive = gradescope.build(found, loaded, settings)
    write_new(path.parent, {path.name: archive}, force=force)
    say(f"{path}: bank {loaded.id} of {homework}, {_points(found, homework)} points")


def prairielearn_build(
    homework: HomeworkArgument,
    image: Annotated[
        str, typer.Option("--image", help="The name of the grader's image, as docker pulls it.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The question's folder; HW.")
    ] = None,
    bank: BankOption = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    feedback: FeedbackOption = FeedbackLevel.FULL,
    force: ForceOption = False,
    course: CourseOption = None,
) -> None:
    """Write a question's folder, with the external grader in its tests/."""
    from autograder.integrations.ci import write_new
    from autograder.integrations.platforms import prairielearn
    from autograder.integrations.platforms.bundle import Settings

    found = course_of(course)
    homework = found.named(homework)
    loaded = _bank(found, homework, bank, seed, oracles, feedback)
    settings = Settings(homework=homework, title=found.title(homework))
    files = prairielearn.build(found, loaded, settings, image=image)
    for path in write_new(out or Path(homework), files, force=force):
        say(str(path))


def gradescope_run(
    root: Annotated[Path, typer.Argument(help="Where source/ and submission/ are.")] = Path(
        "/autograder"
    ),
) -> None:
    """Grade a submission: what run_autograder calls in Gradescope's container."""
    from autograder.integrations.platforms import gradescope

    _tell(gradescope.run(root))


def prairielearn_run(
    root: Annotated[Path, typer.Argument(help="Where tests/ and student/ are.")] = Path("/grade"),
) -> None:
    """Grade a submission: what run.sh calls in PrairieLearn's container."""
    from autograder.integrations.platforms import prairielearn

    _tell(prairielearn.run(root))


def _bank(
    course: Course,
    homework: str,
    path: Path | None,
    seed: int | None,
    oracles: str,
    feedback: FeedbackLevel,
) -> Bank:
    from autograder.bank import file

    if path is not None and seed is not None:
        raise UsageError("Expected --bank or --seed but got both. The bank has its seed.")
    loaded = file.load(path) if path else hidden_bank(course, homework, seed, oracles_of(oracles))
    return file.stricter(loaded, feedback.value)


def _points(course: Course, homework: str) -> str:
    return f"{sum(item.points for item in course.assignment(homework).exercises):g}"


def _tell(graded: Graded) -> None:
    """Say how it went, to the instructor; a platform may show it to the student as well."""
    from autograder.reports.texts import headline

    if graded.missing:
        tell(f"note: this machine confines without {', '.join(graded.missing)}")
    say(headline(graded.result))
    if graded.result.status == "error":
        raise typer.Exit(GRADER)
