"""What instructors run on submissions: grade, counterexample, demo."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import (
    FAILURES,
    GRADER,
    CourseOption,
    FeedbackLevel,
    FeedbackOption,
    JobsOption,
    NoSandboxOption,
    OraclesOption,
    SeedOption,
    course_of,
    launchers_for,
    oracles_of,
)
from autograder.cli.output import counted, say, status, tell
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.bank.file import Bank
    from autograder.classroom import Launcher, Student
    from autograder.course import Course
    from autograder.exercise import Assignment
    from autograder.results import ClassResults, SubmissionResult


class Format(StrEnum):
    """What `grade` writes into its output folder."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


def grade(
    homework: Annotated[str, typer.Argument(metavar="HW", help="The homework's name.")],
    submissions: Annotated[
        Path, typer.Argument(help="SUBMISSIONS/<student>/<hw>/<file>, or one folder or file.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")],
    bank: Annotated[Path | None, typer.Option("--bank", help="The bank of cases to use.")] = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: JobsOption = None,
    formats: Annotated[
        str, typer.Option("--format", help="Comma-separated: json, csv, html.")
    ] = "json,csv,html",
    fresh: Annotated[
        bool, typer.Option("--fresh/--resume", help="Forget what an earlier run graded.")
    ] = False,
    feedback: FeedbackOption = FeedbackLevel.FULL,
    store: Annotated[
        str | None,
        typer.Option("--store", help="nbgrader's gradebook to write to: sqlite:///gradebook.db"),
    ] = None,
    no_sandbox: NoSandboxOption = False,
    course: CourseOption = None,
) -> None:
    """Grade a class with hidden cases.

    Without --bank or --seed, the course's own secret seed is used; it is drawn once and kept in
    the course's .autograder folder.
    """
    wanted = formats_of(formats)
    if bank is not None and seed is not None:
        raise UsageError("Expected --bank or --seed but got both. The bank has its seed.")
    from autograder.bank import file
    from autograder.submission import find_class

    found = course_of(course)
    assignment = found.assignment(homework)
    students = find_class(submissions, homework, assignment.topic)
    with launchers_for(jobs, len(students), no_sandbox=no_sandbox) as launchers:
        loaded = (
            file.load(bank)
            if bank
            else _hidden_bank(found, homework, seed, launchers[0], oracles_of(oracles))
        )
        loaded = file.stricter(loaded, feedback.value)
        results = _grade_class(assignment, loaded, students, launchers, out, fresh=fresh)
    if store:
        write_gradebook(store, assignment, results, dict(students), submissions)
    _report(results, out, wanted, title=found.title(homework))


def counterexample(
    homework: Annotated[str, typer.Argument(metavar="HW", help="The homework's name.")],
    path: Annotated[Path, typer.Argument(help="A student's file or folder.")],
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="The exercise that fails.")],
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="How long to search at most.")
    ] = 10.0,
    no_sandbox: NoSandboxOption = False,
    course: CourseOption = None,
) -> None:
    """Search for the smallest inputs that a submission gets wrong."""
    from autograder.authoring.shrink import smallest
    from autograder.reports import terminal
    from autograder.submission import read_submission

    found = course_of(course)
    assignment = found.assignment(homework)
    submission = read_submission("", path, assignment.topic)
    if submission.problem:
        raise UsageError(f"Nothing to search in: {submission.problem}.")
    with (
        launchers_for(1, 1, no_sandbox=no_sandbox) as launchers,
        status(f"searching for {seconds:g} s at most"),
    ):
        result = smallest(
            found, homework, submission, exercise, start=launchers[0].start, seconds=seconds
        )
    if result.shown is None:
        say(f"right on all {result.tried} cases that were drawn")
        return
    say(result.message)
    say(terminal.case(result.shown))
    raise typer.Exit(FAILURES)


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the report.")] = Path(
        "demo_report"
    ),
    jobs: JobsOption = None,
    no_sandbox: NoSandboxOption = False,
    course: CourseOption = None,
) -> None:
    """Grade the course's sample class end to end, with the public cases."""
    from autograder.bank import file
    from autograder.self_check import BANK_SUFFIX
    from autograder.submission import find_class

    found = course_of(course)
    name, submissions = _sample_class(found)
    assignment = found.assignment(name)
    students = find_class(submissions, name, assignment.topic)
    public = file.load(found.template(name) / f"{assignment.topic}{BANK_SUFFIX}")
    with launchers_for(jobs, len(students), no_sandbox=no_sandbox) as launchers:
        results = _grade_class(assignment, public, students, launchers, out, fresh=True)
    _report(results, out, list(Format), title=found.title(name))


def _sample_class(course: Course) -> tuple[str, Path]:
    for name in course.names:
        folder = course.folder(name) / "sample_class"
        if folder.is_dir():
            return name, folder
    raise UsageError(
        f"Expected a homework with a sample_class folder in {course.root / 'assignments'}, found "
        "none. Run the demo inside the autograder's own repository."
    )


def formats_of(text: str) -> list[Format]:
    """The formats that a comma-separated text names."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = [item.value for item in Format]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise UsageError(f"Expected --format of {', '.join(known)} but got {text!r}.")
    return [Format(name) for name in names]


def _hidden_bank(
    course: Course, name: str, seed: int | None, launcher: Launcher, oracles: Sequence[str]
) -> Bank:
    from autograder.authoring.banks import hidden_bank

    with status(name) as progress:
        return hidden_bank(
            course, name, seed=seed, start=launcher.start, oracles=oracles, progress=progress
        )


def _grade_class(
    assignment: Assignment,
    bank: Bank,
    students: Sequence[Student],
    launchers: Sequence[Launcher],
    out: Path,
    *,
    fresh: bool,
) -> ClassResults:
    from autograder.classroom import grade_class
    from autograder.grading import plan
    from autograder.results import ClassResults
    from autograder.store import Journal

    prepared = plan(assignment, bank)
    with Journal(out, fresh=fresh) as journal:
        results = grade_class(prepared, bank, students, launchers, journal)
        graded: list[SubmissionResult] = list(counted(results, len(students), "grading"))
    graded.sort(key=lambda result: result.student)
    return ClassResults(assignment=assignment.name, bank=bank.info, submissions=graded)


def write_gradebook(
    url: str,
    assignment: Assignment,
    results: ClassResults,
    work: dict[str, Path | None],
    submissions: Path,
) -> None:
    """Write a class's scores into nbgrader's gradebook; says which ones have changed."""
    from autograder.integrations.nbgrader.gradebook import GradebookStore

    homework, topic, bank = assignment.name, assignment.topic, results.bank.id
    with GradebookStore(url, homework, topic, bank, submissions) as gradebook:
        for result in counted(results.submissions, len(results.submissions), "gradebook"):
            for student, exercise, before, now in gradebook.save(result, work[result.student]):
                tell(f"{student}: {exercise} had {before:g} points before, has {now:g} now")


def _report(results: ClassResults, out: Path, formats: Sequence[Format], *, title: str) -> None:
    from autograder.bank.file import write_whole
    from autograder.reports import terminal
    from autograder.results import to_json

    say(terminal.summary(results))
    written = []
    if Format.JSON in formats:
        written.append(out / "results.json")
        write_whole(written[-1], to_json(results))
    if Format.CSV in formats:
        from autograder.reports.tables import write_csv

        written.append(out / "grades.csv")
        write_csv(results, written[-1])
    if Format.HTML in formats:
        from autograder.reports.html import write_html

        written.append(write_html(results, out, title=title))
    for path in written:
        say(str(path))
    failed = [item.student for item in results.submissions if item.status == "error"]
    if failed:
        tell(f"error: the grader failed on {', '.join(failed)}; their scores are not final")
        raise typer.Exit(GRADER)
