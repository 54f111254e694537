"""What instructors run on submissions: grade, counterexample, demo."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.formats import DEFAULT, Format, FormatsOption, Work, earlier, formats_of, write
from autograder.cli.options import (
    FAILURES,
    GRADER,
    CourseOption,
    DeviceName,
    DeviceOption,
    FeedbackLevel,
    FeedbackOption,
    JobsOption,
    NoSandboxOption,
    OraclesOption,
    SchedulerOption,
    SeedOption,
    course_of,
    device_for,
    graders_for,
    launcher_for,
    oracles_of,
    pool_for,
    require_linux,
    require_one_place,
)
from autograder.cli.output import graded_bar, say, status, tell
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.bank.file import Bank
    from autograder.classroom import Student
    from autograder.course import Course
    from autograder.devices.device import Device
    from autograder.exercise import Assignment
    from autograder.policy import Policy
    from autograder.results import BankInfo, ClassResults, SubmissionResult
    from autograder.store import Store


LONGER = 6  # times the seconds of a search that was stopped
AT_ONCE = 16  # students in one transaction of nbgrader's gradebook


class PolicyName(StrEnum):
    """Which of a student's attempts counts."""

    LAST = "last"
    BEST = "best"
    FIRST = "first"


HomeworkArgument = Annotated[str, typer.Argument(metavar="HW", help="The homework's name.")]
OutOption = Annotated[Path, typer.Option("--out", help="Folder for the results.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="The results database, by default sqlite in --out. In nbgrader's gradebook "
        "(sqlite:///gradebook.db), its own entries are written too.",
    ),
]
PolicyOption = Annotated[
    PolicyName, typer.Option("--policy", help="Which of a student's attempts counts.")
]
DeadlineOption = Annotated[
    str | None,
    typer.Option(
        "--deadline", metavar="TIME", help="As 2026-11-30T23:59, local, or with +01:00 or the like."
    ),
]
LateOption = Annotated[
    str | None,
    typer.Option(
        "--late", metavar="RULE", help="What lateness costs: none, zero, 20%, 10%/day, 1%/hour."
    ),
]


def grade(
    homework: HomeworkArgument,
    submissions: Annotated[
        Path, typer.Argument(help="SUBMISSIONS/<student>/<hw>/<file>, or one folder or file.")
    ],
    out: OutOption,
    bank: Annotated[Path | None, typer.Option("--bank", help="The bank of cases to use.")] = None,
    seed: SeedOption = None,
    oracles: OraclesOption = "numpy,tensorflow",
    jobs: JobsOption = None,
    scheduler: SchedulerOption = None,
    device: DeviceOption = DeviceName.CPU,
    formats: FormatsOption = DEFAULT,
    fresh: Annotated[
        bool, typer.Option("--fresh/--resume", help="Grade anew what an earlier run graded.")
    ] = False,
    feedback: FeedbackOption = FeedbackLevel.FULL,
    store: StoreOption = None,
    policy: PolicyOption = PolicyName.LAST,
    deadline: DeadlineOption = None,
    late: LateOption = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            metavar="FILE",
            help="The class's students, one a line or in a column of a CSV: tells who handed in "
            "nothing.",
        ),
    ] = None,
    no_sandbox: NoSandboxOption = False,
    course: CourseOption = None,
) -> None:
    """Grade a class with hidden cases.

    Without --bank or --seed, the course's own secret seed is used; it is drawn once and kept in
    the course's .autograder folder.
    """
    wanted, counts = formats_of(formats), policy_of(policy, deadline, late)
    if bank is not None and seed is not None:
        raise UsageError("Expected --bank or --seed but got both. The bank has its seed.")
    known = oracles_of(oracles)
    require_one_place(jobs, scheduler)
    if scheduler is None:
        require_linux(no_sandbox=no_sandbox)
    from autograder.bank import file
    from autograder.out_folder import claimed
    from autograder.submission.folders import find_class

    found = course_of(course)
    homework = found.named(homework)
    assignment = found.assignment(homework)
    students = find_class(submissions, homework, assignment.topic)
    if roster is not None:
        students = _with_absent(students, roster)
    given = file.load(bank) if bank else None
    if given:
        given.require_version_of(assignment)
    chosen = device_for(device, assignment.on_device, graders_for(len(students), jobs), scheduler)
    large = chosen is not None
    # Here all is known to be usable that can be known before anything is written.
    with claimed(out), opened(store, out) as database:
        loaded = given or hidden_bank(found, homework, seed, known, large=large)
        loaded = file.stricter(loaded, feedback.value)
        if large and assignment.has_large and not loaded.large:
            tell(
                "note: the bank has no large trainings, so the GPU runs those of the CPU. Build "
                f"one that has with: autograder bank {homework} --large --seed N --out FILE"
            )
        others = _grade_class(
            assignment,
            loaded,
            students,
            database,
            jobs=jobs,
            scheduler=scheduler,
            device=chosen,
            fresh=fresh,
            no_sandbox=no_sandbox,
            gradebook=store if store and database.holds("submitted_notebook") else None,
        )
        names = [student for student, _ in students]
        results = _counted(database, assignment.name, counts, loaded.info, names, others)
        _report(results, out, wanted, title=found.title(homework), work=dict(students))


def report(
    homework: HomeworkArgument,
    out: OutOption,
    store: StoreOption = None,
    formats: FormatsOption = DEFAULT,
    policy: PolicyOption = PolicyName.LAST,
    deadline: DeadlineOption = None,
    late: LateOption = None,
    course: CourseOption = None,
) -> None:
    """Write the reports of a class again.

    By another policy, say; nothing is graded.
    """
    wanted, counts = formats_of(formats), policy_of(policy, deadline, late)
    from autograder.out_folder import claimed
    from autograder.store import NAME

    found = course_of(course)
    homework = found.named(homework)
    if store is None and not (out / NAME).is_file():
        raise UsageError(
            f"Expected results of {homework} in {out} but there are none. Grade it first: "
            f"autograder grade {homework} SUBMISSIONS --out {out}"
        )
    with claimed(out), opened(store, out) as database:
        bank, others = database.newest_bank(homework), database.others(homework)
        results = _counted(database, homework, counts, bank, others=others)
        _report(results, out, wanted, title=found.title(homework))


@contextmanager
def opened(url: str | None, out: Path) -> Iterator[Store]:
    """The results database: the one of a URL, or the output folder's own."""
    from autograder.store import Store

    with Store(url) if url else Store.beside(out) as database:
        yield database


def policy_of(choice: PolicyName, deadline: str | None, late: str | None) -> Policy:
    """Which attempt counts, from the options."""
    from autograder.policy import Late, Policy, parse_deadline

    if (deadline is None) != (late is None):
        raise UsageError(
            "Expected --deadline together with --late (none, zero, 20%, 10%/day), or neither."
        )
    if deadline is None or late is None:
        return Policy(choice.value)
    return Policy(choice.value, parse_deadline(deadline), Late.parse(late))


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
    """Search for the smallest inputs that a file gets wrong."""
    from autograder.authoring.shrink import smallest
    from autograder.reports import terminal
    from autograder.submission import read_submission

    found = course_of(course)
    homework = found.named(homework)
    assignment = found.assignment(homework)
    own = path / homework  # of a student's folder, as `grade` takes it
    submission = read_submission("", own if own.is_dir() else path, assignment.topic)
    if submission.problem:
        raise UsageError(f"Nothing to search in: {submission.problem}.")
    with (
        launcher_for(no_sandbox=no_sandbox) as launcher,
        status(f"searching for {seconds:g} s at most"),
    ):
        result = smallest(
            found, homework, submission, exercise, start=launcher.starts, seconds=seconds
        )
    if result.shown is None:
        say(f"right on all {result.tried} cases that were drawn")
        return
    say(result.message)
    say(terminal.case(result.shown))
    if result.stopped:
        say(
            f"perhaps not the smallest: stopped after {seconds:g} s; "
            f"--seconds {LONGER * seconds:g} looks further"
        )
    raise typer.Exit(FAILURES)


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the report.")] = Path(
        "demo_report"
    ),
    jobs: JobsOption = None,
    no_sandbox: NoSandboxOption = False,
    course: CourseOption = None,
) -> None:
    """Grade the course's sample class with the public cases."""
    from autograder.bank import file
    from autograder.course import BANK_SUFFIX
    from autograder.out_folder import claimed
    from autograder.submission.folders import find_class

    found = course_of(course)
    name, submissions = _sample_class(found)
    assignment = found.assignment(name)
    students = find_class(submissions, name, assignment.topic)
    public = file.load(found.template(name) / f"{assignment.topic}{BANK_SUFFIX}")
    with claimed(out), opened(None, out) as database:
        others = _grade_class(
            assignment, public, students, database, jobs=jobs, fresh=True, no_sandbox=no_sandbox
        )
        names = [student for student, _ in students]
        counts = policy_of(PolicyName.LAST, None, None)
        results = _counted(database, name, counts, public.info, names, others)
        _report(results, out, formats_of(DEFAULT), title=found.title(name))


def _with_absent(students: Sequence[Student], roster: Path) -> list[Student]:
    """The students and those on the roster; says who is not on it."""
    from autograder.submission.folders import listed
    from autograder.submission.roster import read_roster, with_absent

    known = read_roster(roster)
    everybody = with_absent(students, known)
    if others := [student for student, _ in students if student not in set(known)]:
        tell(f"note: not on the roster, but in the folder: {listed(others)}")
    return everybody


def _sample_class(course: Course) -> tuple[str, Path]:
    for name in course.names:
        folder = course.folder(name) / "sample_class"
        if folder.is_dir():
            return name, folder
    raise UsageError(
        f"Expected a homework with a sample_class folder in {course.root / 'assignments'}, found "
        "none. Run the demo inside the autograder's own repository."
    )


def hidden_bank(
    course: Course, name: str, seed: int | None, oracles: Sequence[str], *, large: bool = False
) -> Bank:
    """The hidden bank; where it must be built, by a process that is gone before grading begins."""
    from autograder.authoring.banks import HiddenBank
    from autograder.authoring.parallel import each_homework

    hidden = HiddenBank.find(course, name, seed=seed, oracles=oracles, large=large)
    if not hidden.path.is_file():
        with status(f"{name}: building the hidden cases"):
            for _ in each_homework(hidden.build, [name], 1):
                pass
    return hidden.load()


def _grade_class(
    assignment: Assignment,
    bank: Bank,
    students: Sequence[Student],
    database: Store,
    *,
    jobs: int | None,
    scheduler: str | None = None,
    device: Device | None = None,
    fresh: bool,
    no_sandbox: bool,
    gradebook: str | None = None,
) -> dict[str, SubmissionResult]:
    """Grade a class into the database, and nbgrader's gradebook; returns what is not kept."""
    from autograder.classroom import grade_class
    from autograder.plan import plan

    prepared = plan(assignment, bank, large=device is not None)
    run = database.begin(assignment.name, bank.info, device=device.backend if device else "")
    with pool_for(
        prepared,
        bank,
        len(students),
        jobs=jobs,
        scheduler=scheduler,
        no_sandbox=no_sandbox,
        device=device,
    ) as pool:
        results = grade_class(prepared, students, pool, run, fresh=fresh)
        if gradebook:
            results = entered(results, gradebook, assignment, bank.id, dict(students))
        others = {
            result.student: result
            for result in graded_bar(results, len(students))
            if result.status != "graded"
        }
    run.keep_others(others.values())
    return others


def _counted(
    database: Store,
    homework: str,
    policy: Policy,
    bank: BankInfo,
    students: Sequence[str] | None = None,
    others: Mapping[str, SubmissionResult] | None = None,
) -> ClassResults:
    """The class's results, by the attempts that count."""
    from autograder.policy import Counting
    from autograder.results import ClassResults

    counting = Counting(database, homework, policy, bank=bank.id, students=students, others=others)
    deadline = policy.deadline.isoformat(timespec="seconds") if policy.deadline else ""
    return ClassResults(assignment=homework, bank=bank, deadline=deadline, submissions=counting)


def entered(
    results: Iterable[SubmissionResult],
    url: str,
    assignment: Assignment,
    bank: str,
    work: Mapping[str, Path | None],
) -> Iterator[SubmissionResult]:
    """The same results, entered into nbgrader's gradebook; says which scores have changed."""
    from autograder.integrations.nbgrader.gradebook import GradebookStore

    course = next(path for path in work.values() if path is not None)
    waiting: list[SubmissionResult] = []

    def enter() -> None:
        batch = [(result, work[result.student]) for result in waiting]
        waiting.clear()  # what cannot be written is not tried again while the error is told
        for student, exercise, before, now in gradebook.save(batch):
            tell(f"{student}: {exercise} had {before:g} points before, has {now:g} now")

    with GradebookStore(url, assignment.name, assignment.topic, bank, course) as gradebook:
        gc.freeze()  # or else the collector walks through all of nbgrader again and again
        try:
            for result in results:
                waiting.append(result)
                yield result
                if len(waiting) >= AT_ONCE:
                    enter()
        finally:
            enter()


def _report(
    results: ClassResults,
    out: Path,
    formats: Sequence[Format],
    *,
    title: str,
    work: Work | None = None,
) -> None:
    from autograder.reports import terminal

    say(terminal.summary(results))
    for form in formats:
        for path in write(results, out, form, title=title, work=work):
            say(str(path))
    if older := earlier(out, formats):
        tell(f"note: {older}")
    failed = [item.student for item in results.submissions if item.status == "error"]
    if failed:
        tell(f"error: the grader failed on {', '.join(failed)}; their scores are not final")
        raise typer.Exit(GRADER)
