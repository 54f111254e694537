"""What instructors run on assignments: validate, release, bank, and nbgrader's folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograder.cli.options import (
    FAILURES,
    LARGEST_SEED,
    CourseOption,
    FeedbackLevel,
    FeedbackOption,
    OraclesOption,
    SeedOption,
    course_of,
    launcher_for,
    oracles_of,
)
from autograder.cli.output import counted, say, status
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.course import Course


NBGRADER_FOLDER = "nbgrader_course"
HomeworksOption = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Homeworks at a time; all cores by default.")
]


def validate(
    homework: Annotated[
        list[str] | None, typer.Argument(metavar="HW", help="All homeworks by default.")
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="Test only this exercise.")
    ] = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: HomeworksOption = None,
    course: CourseOption = None,
) -> None:
    """Test the assignments themselves.

    References, misconceptions, mutants, template and notebook.
    """
    from autograder.authoring.banks import PUBLIC_SEED
    from autograder.authoring.findings import table
    from autograder.authoring.validate import validate as validate_homework

    if exercise and len(homework or ()) != 1:
        raise UsageError("Expected one homework with --exercise. Name it: validate HW -e NAME.")
    found = course_of(course)
    task = partial(
        validate_homework,
        found,
        seed=PUBLIC_SEED if seed is None else seed,
        oracles=oracles_of(oracles),
        only=exercise or (),
    )
    faults = 0
    for name, reports in each_homework(task, found, homework, jobs):
        say(table(name, reports))
        faults += sum(len(report.problems) for report in reports)
    if faults:
        raise typer.Exit(FAILURES)


def release(
    homework: Annotated[
        list[str] | None, typer.Argument(metavar="HW", help="All homeworks by default.")
    ] = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: HomeworksOption = None,
    nbgrader: Annotated[
        Path | None,
        typer.Option("--nbgrader", help=f"nbgrader's folder; the course's {NBGRADER_FOLDER}."),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Write the students' folders and nbgrader's sources.

    A folder holds a template, a notebook and a public bank.
    """
    from autograder.authoring.release import release as release_homework

    found = course_of(course)
    sources = nbgrader or found.root / NBGRADER_FOLDER
    task = partial(release_homework, found, oracles=oracles_of(oracles), nbgrader=sources)
    for _, folder in each_homework(task, found, homework, jobs):
        say(f"{folder}: {', '.join(sorted(path.name for path in folder.iterdir()))}")
    say(f"{sources / 'source'}: the same for nbgrader")


def bank(
    homework: Annotated[str, typer.Argument(metavar="HW", help="The homework's name.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    seed: Annotated[
        int,
        typer.Option("--seed", min=0, max=LARGEST_SEED, help="Draws the cases; keep it secret."),
    ],
    public: Annotated[
        bool, typer.Option("--public", help="With declarations, for students' own checks.")
    ] = False,
    large: Annotated[
        bool, typer.Option("--large", help="With the large trainings that a GPU runs: minutes.")
    ] = False,
    feedback: FeedbackOption = FeedbackLevel.FULL,
    oracles: OraclesOption = "numpy,tensorflow",
    course: CourseOption = None,
) -> None:
    """Build a bank of cases."""
    from autograder.authoring.banks import make_bank
    from autograder.bank import file

    found = course_of(course)
    homework = found.named(homework)
    with launcher_for(no_sandbox=False) as launcher, status(homework) as progress:
        built = make_bank(
            found,
            homework,
            seed=seed,
            start=launcher.starts,
            oracles=oracles_of(oracles),
            public=public,
            large=large,
            progress=progress,
        )
    made = file.stricter(built.bank, feedback.value)
    file.save(made, out)
    say(f"{out}: bank {made.id} of {homework}")


def nbgrader_init(
    folder: Annotated[Path, typer.Argument(metavar="COURSE", help="nbgrader's folder.")],
    course: CourseOption = None,
) -> None:
    """Make a folder for nbgrader: its settings, and the homeworks that were released before."""
    from autograder.authoring.release import write_source
    from autograder.integrations.nbgrader import settings

    found = course_of(course)
    say(str(settings.init(folder, found)))
    sources = (write_source(found, name, folder) for name in found.names)
    written = counted(sources, len(found.names), "notebooks")
    for name, source in zip(found.names, written, strict=True):
        say(str(source) if source else f"{name}: not released yet: autograder release {name}")


def each_homework(
    task: Callable[..., Any], course: Course, homework: Sequence[str] | None, jobs: int | None
) -> Iterator[tuple[str, Any]]:
    """Do `task(name, start=..., progress=...)` for some homeworks, or for all."""
    names = list(dict.fromkeys(course.named(name) for name in homework or course.names))
    if len(names) == 1 or jobs == 1:
        with launcher_for(no_sandbox=False) as launcher:
            for name in names:
                with status(name) as progress:
                    result = task(name, start=launcher.starts, progress=progress)
                yield name, result
        return
    from autograder.authoring.parallel import each_homework

    with launcher_for(no_sandbox=False):  # says what the machine lacks
        pass
    results = each_homework(task, names, jobs or os.cpu_count() or 1)
    yield from counted(results, len(names), "homeworks")
