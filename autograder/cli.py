"""The commands; the only place that prints. Results go to stdout, progress and logs to stderr.

Exit status: 0 everything was graded, 1 `check` or `validate` found failures, 2 wrong usage, 3
something could not be graded through no fault of the submission.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograder import __version__
from autograder.errors import AutograderError, SandboxError, UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.bank.file import Bank
    from autograder.classroom import Launcher, Student
    from autograder.course import Course
    from autograder.exercise import Assignment
    from autograder.results import ClassResults, SubmissionResult

FAILURES, USAGE, GRADER = 1, 2, 3
INTERRUPTED = 130

app = typer.Typer(
    help="Grade deep-learning homework written in NumPy.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class FeedbackLevel(StrEnum):
    """How much a report says about a failure."""

    FULL = "full"
    HINT = "hint"
    SCORE = "score"


class Format(StrEnum):
    """What `grade` writes into its output folder."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


CourseOption = Annotated[
    Path | None, typer.Option("--course", help="The course's folder; found upward by default.")
]
OraclesOption = Annotated[
    str, typer.Option("--oracles", help="References that must agree: numpy or numpy,tensorflow.")
]
FeedbackOption = Annotated[
    FeedbackLevel,
    typer.Option(
        "--feedback",
        help="What students are told: full, hint (no cases, no numbers) or score.",
    ),
]
LARGEST_SEED = 2**62
SeedOption = Annotated[
    int | None, typer.Option("--seed", min=0, max=LARGEST_SEED, help="Seed of the cases.")
]
NoSandboxOption = Annotated[
    bool, typer.Option("--no-sandbox", help="Run submissions unconfined. They can do anything.")
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Submissions at a time; all cores by default.")
]
HomeworksOption = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Homeworks at a time; all cores by default.")
]


def main() -> None:
    """Run the command line and exit with one of the documented statuses."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        status = app(standalone_mode=False)
    except typer.Exit as leave:
        status = leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except SandboxError as error:
        _tell(f"error: {error}")
        status = GRADER
    except AutograderError as error:
        _tell(f"error: {error}")
        status = USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        status = _failed(error)
    except Exception as error:
        status = _unexpected(error)
    if status == INTERRUPTED:  # Typer's own status for Ctrl-C
        _tell("interrupted; what was graded is kept, and the same command goes on from there")
        status = GRADER
    sys.exit(status or 0)


def _failed(error: OSError) -> int:
    """Tell what the system refused: a full disk, most of all."""
    where = f" {error.filename}" if error.filename else ""
    _tell(
        f"error: {error.strerror or error}{where}. What was graded is kept; when this is mended, "
        "the same command goes on from there."
    )
    return GRADER


def _unexpected(error: Exception) -> int:
    show: Callable[[], None] | None = getattr(error, "show", None)
    if show is not None:  # a usage error of the command line itself
        show()
        return USAGE
    logging.getLogger("autograder").exception("the grader failed")
    return GRADER


@app.command()
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

    assignment = _declarations(bank, course)
    work = self_check.locate(path, bank, assignment)
    if case is not None:
        if not exercise or len(exercise) != 1:
            raise UsageError("Expected one exercise with --case. Name it with --exercise NAME.")
        _print(terminal.case(self_check.show_case(work, exercise[0], case)))
        return
    result = self_check.check(work, exercise or ())
    if as_json:
        sys.stdout.buffer.write(to_json(result))
    else:
        _print(terminal.submission(result, work.assignment.name))
    if result.status == "error":
        raise typer.Exit(GRADER)
    if not result.passed:
        raise typer.Exit(FAILURES)


@app.command()
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
    wanted = _formats(formats)
    if bank is not None and seed is not None:
        raise UsageError("Expected --bank or --seed but got both. The bank has its seed.")
    from autograder.bank import file
    from autograder.submission import find_class

    found = _course(course)
    assignment = found.assignment(homework)
    students = find_class(submissions, homework, assignment.topic)
    with _launchers(jobs, len(students), no_sandbox=no_sandbox) as launchers:
        loaded = (
            file.load(bank)
            if bank
            else _hidden_bank(found, homework, seed, launchers[0], _oracles(oracles))
        )
        loaded = file.stricter(loaded, feedback.value)
        results = _grade_class(assignment, loaded, students, launchers, out, fresh=fresh)
    if store:
        _write_gradebook(store, assignment, results, dict(students), submissions)
    _report(results, out, wanted, title=found.title(homework))


@app.command()
def validate(
    homework: Annotated[
        list[str] | None, typer.Argument(metavar="[HW]...", help="All homeworks by default.")
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="Test only this exercise.")
    ] = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: HomeworksOption = None,
    course: CourseOption = None,
) -> None:
    """Test the assignments themselves: references, known mistakes, template."""
    from autograder.authoring.banks import PUBLIC_SEED
    from autograder.authoring.findings import table
    from autograder.authoring.validate import validate as validate_homework

    if exercise and len(homework or ()) != 1:
        raise UsageError("Expected one homework with --exercise. Name it: validate HW -e NAME.")
    found = _course(course)
    task = partial(
        validate_homework,
        found,
        seed=PUBLIC_SEED if seed is None else seed,
        oracles=_oracles(oracles),
        only=exercise or (),
    )
    faults = 0
    for name, reports in _each_homework(task, found, homework, jobs):
        _print(table(name, reports))
        faults += sum(len(report.problems) for report in reports)
    if faults:
        raise typer.Exit(FAILURES)


NBGRADER_FOLDER = "nbgrader_course"


@app.command()
def release(
    homework: Annotated[
        list[str] | None, typer.Argument(metavar="[HW]...", help="All homeworks by default.")
    ] = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: HomeworksOption = None,
    nbgrader: Annotated[
        Path | None,
        typer.Option("--nbgrader", help=f"nbgrader's folder; the course's {NBGRADER_FOLDER}."),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Write the students' folders (template, notebook, public bank) and nbgrader's sources."""
    from autograder.authoring.release import release as release_homework

    found = _course(course)
    folder = nbgrader or found.root / NBGRADER_FOLDER
    task = partial(release_homework, found, oracles=_oracles(oracles), nbgrader=folder)
    for _, folder in _each_homework(task, found, homework, jobs):
        _print(f"{folder}: {', '.join(sorted(path.name for path in folder.iterdir()))}")


@app.command()
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
    feedback: FeedbackOption = FeedbackLevel.FULL,
    oracles: OraclesOption = "numpy,tensorflow",
    course: CourseOption = None,
) -> None:
    """Build a bank of cases."""
    from autograder.authoring.banks import make_bank
    from autograder.bank import file

    found = _course(course)
    found.folder(homework)
    with _launchers(1, 1, no_sandbox=False) as launchers, _status(homework) as progress:
        built = make_bank(
            found,
            homework,
            seed=seed,
            start=launchers[0].start,
            oracles=_oracles(oracles),
            public=public,
            progress=progress,
        )
    made = file.stricter(built.bank, feedback.value)
    file.save(made, out)
    _print(f"{out}: bank {made.id} of {homework}")


@app.command()
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

    found = _course(course)
    assignment = found.assignment(homework)
    submission = read_submission("", path, assignment.topic)
    if submission.problem:
        raise UsageError(f"Nothing to search in: {submission.problem}.")
    with (
        _launchers(1, 1, no_sandbox=no_sandbox) as launchers,
        _status(f"searching for {seconds:g} s at most"),
    ):
        result = smallest(
            found, homework, submission, exercise, start=launchers[0].start, seconds=seconds
        )
    if result.shown is None:
        _print(f"right on all {result.tried} cases that were drawn")
        return
    _print(result.message)
    _print(terminal.case(result.shown))
    raise typer.Exit(FAILURES)


@app.command()
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

    found = _course(course)
    name, submissions = _sample_class(found)
    assignment = found.assignment(name)
    students = find_class(submissions, name, assignment.topic)
    public = file.load(found.template(name) / f"{assignment.topic}{BANK_SUFFIX}")
    with _launchers(jobs, len(students), no_sandbox=no_sandbox) as launchers:
        results = _grade_class(assignment, public, students, launchers, out, fresh=True)
    _report(results, out, list(Format), title=found.title(name))


nbgrader_app = typer.Typer(help="Grade with nbgrader.", no_args_is_help=True)
app.add_typer(nbgrader_app, name="nbgrader")


@nbgrader_app.command("init")
def nbgrader_init(
    folder: Annotated[Path, typer.Argument(metavar="COURSE", help="nbgrader's folder.")],
    course: CourseOption = None,
) -> None:
    """Make a folder for nbgrader: its settings, and the homeworks that were released before."""
    from autograder.authoring.release import write_source
    from autograder.integrations.nbgrader import settings

    found = _course(course)
    _print(str(settings.init(folder, found)))
    sources = (write_source(found, name, folder) for name in found.names)
    written = _counted(sources, len(found.names), "notebooks")
    for name, source in zip(found.names, written, strict=True):
        _print(str(source) if source else f"{name}: not released yet: autograder release {name}")


@app.command()
def version() -> None:
    """Print the version."""
    _print(__version__)


def _sample_class(course: Course) -> tuple[str, Path]:
    for name in course.names:
        folder = course.folder(name) / "sample_class"
        if folder.is_dir():
            return name, folder
    raise UsageError(
        f"Expected a homework with a sample_class folder in {course.root / 'assignments'}, found "
        "none. Run the demo inside the autograder's own repository."
    )


def _course(path: Path | None) -> Course:
    from autograder.course import Course

    return Course.find((path or Path.cwd()).absolute())


def _declarations(bank: Path | None, course: Path | None) -> Assignment | None:
    """For a hidden bank, which has none of its own: those of the course."""
    if bank is None:
        return None
    from autograder.bank import file

    loaded = file.load(bank)
    if loaded.declarations is not None:
        return None
    return _course(course).assignment(loaded.assignment)


def _oracles(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if names not in (["numpy"], ["numpy", "tensorflow"]):
        raise UsageError(f"Expected --oracles numpy or numpy,tensorflow but got {text!r}.")
    return names


def _formats(text: str) -> list[Format]:
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

    with _status(name) as progress:
        return hidden_bank(
            course, name, seed=seed, start=launcher.start, oracles=oracles, progress=progress
        )


def _each_homework(
    task: Callable[..., Any], course: Course, homework: Sequence[str] | None, jobs: int | None
) -> Iterator[tuple[str, Any]]:
    """Do `task(name, start=..., progress=...)` for some homeworks, or for all."""
    names = homework or course.names
    for name in names:
        course.folder(name)  # says at once which homeworks exist
    if len(names) == 1 or jobs == 1:
        with _launchers(1, 1, no_sandbox=False) as launchers:
            for name in names:
                with _status(name) as progress:
                    result = task(name, start=launchers[0].start, progress=progress)
                yield name, result
        return
    from autograder.authoring.parallel import each_homework

    with _launchers(1, 1, no_sandbox=False):  # says what the machine lacks
        pass
    results = each_homework(task, names, jobs or os.cpu_count() or 1)
    yield from _counted(results, len(names), "homeworks")


def _counted(items: Iterable[Any], total: int, title: str) -> Iterator[Any]:
    """The same items, with a progress bar."""
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_stderr(), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(title, total=total)
        for item in items:
            progress.advance(task)
            yield item


@contextmanager
def _launchers(jobs: int | None, work: int, *, no_sandbox: bool) -> Iterator[list[Launcher]]:
    from autograder.classroom import Launcher
    from autograder.sandbox.confine import Limits

    if not no_sandbox and not sys.platform.startswith("linux"):
        raise SandboxError(
            "Submissions can be confined on Linux alone. Grade on Linux, in WSL2 or in a "
            "container, or accept that they run unconfined with --no-sandbox."
        )
    count = max(1, min(jobs or os.cpu_count() or 1, work))
    with ExitStack() as stack:
        launchers = []
        for _ in range(count):
            launchers.append(Launcher(None if no_sandbox else Limits()))
            stack.callback(launchers[-1].close)
        confinement = launchers[0].confinement
        if confinement is None:
            _tell("warning: submissions run unconfined and can do whatever you can (--no-sandbox)")
        elif confinement.missing:
            _tell(f"note: this machine confines without {', '.join(confinement.missing)}")
        yield launchers


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
        graded: list[SubmissionResult] = list(_counted(results, len(students), "grading"))
    graded.sort(key=lambda result: result.student)
    return ClassResults(assignment=assignment.name, bank=bank.info, submissions=graded)


def _write_gradebook(
    url: str,
    assignment: Assignment,
    results: ClassResults,
    work: dict[str, Path | None],
    submissions: Path,
) -> None:
    from autograder.integrations.nbgrader.gradebook import GradebookStore

    homework, topic, bank = assignment.name, assignment.topic, results.bank.id
    with GradebookStore(url, homework, topic, bank, submissions) as gradebook:
        for result in _counted(results.submissions, len(results.submissions), "gradebook"):
            for student, exercise, before, now in gradebook.save(result, work[result.student]):
                _tell(f"{student}: {exercise} had {before:g} points before, has {now:g} now")


def _report(results: ClassResults, out: Path, formats: Sequence[Format], *, title: str) -> None:
    from autograder.bank.file import write_whole
    from autograder.reports import terminal
    from autograder.results import to_json

    _print(terminal.summary(results))
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
        _print(str(path))
    failed = [item.student for item in results.submissions if item.status == "error"]
    if failed:
        _tell(f"error: the grader failed on {', '.join(failed)}; their scores are not final")
        raise typer.Exit(GRADER)


@contextmanager
def _status(title: str) -> Iterator[Callable[[str], None]]:
    console = _stderr()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(title) as status:
        yield lambda text: status.update(f"{title}: {text}")


def _stderr() -> Any:
    from rich.console import Console

    return Console(stderr=True)


def _print(content: object) -> None:
    from rich.console import Console

    Console(highlight=False, soft_wrap=isinstance(content, str)).print(content, markup=False)


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
