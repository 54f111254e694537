"""A student's own check: their folder or file, the public bank beside it, no confinement needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.bank import file
from autograder.bank.file import Bank, Case
from autograder.course import BANK_SUFFIX, TEMPLATES, load_assignment, meant
from autograder.devices.device import Device
from autograder.errors import DeclarationError, UsageError, did_you_mean
from autograder.exercise import Assignment, Exercise, Statistics, Target
from autograder.frameworks import Library, is_installed
from autograder.grading import grade, judge_exercise, needs, run_exercise
from autograder.homeworks import has_bank
from autograder.numerics import statistics
from autograder.plan import Plan, plan
from autograder.probe import Outcome
from autograder.results import CheckResult, ExerciseResult, SubmissionResult
from autograder.sandbox.equipped import DEVICE, FRAMEWORK
from autograder.sandbox.session import Start
from autograder.sandbox.unconfined import spawn
from autograder.sessions import Sessions, Starts
from autograder.submission import Submission, read_submission

STUDENT = "you"


@dataclass(frozen=True)
class Work:
    """What is checked, and with which cases.

    Attributes:
        path: the student's file or folder.
        bank: the cases.
        assignment: the homework, from the bank's own declarations.
    """

    path: Path
    bank: Bank
    assignment: Assignment

    @property
    def submission(self) -> Submission:
        """What the student has written so far."""
        return read_submission(STUDENT, self.path, self.assignment.topic)


def locate(path: Path, bank: Path | None = None, assignment: Assignment | None = None) -> Work:
    """Find the work and its bank.

    Args:
        path: a template folder, a file in it, or a homework's name, or its beginning, below this
            folder.
        bank: another bank than the one beside the work.
        assignment: the declarations, for a hidden bank, which has none.

    Raises:
        UsageError: there is nothing there to check; says where it was looked for.
        BankError: the bank cannot be read.
    """
    work = _existing(path)
    loaded = file.load(bank or _bank_beside(work))
    if assignment is None:
        assignment = declared_in(loaded)
    return Work(work, loaded, assignment)


def declared_in(bank: Bank) -> Assignment:
    """The homework that a public bank carries.

    Raises:
        UsageError: it is a hidden bank.
    """
    if bank.declarations is None:
        raise UsageError(
            "Expected a public bank but got a hidden one, which holds arrays only. "
            "Run the command inside the course's folder, or name it with --course DIR."
        )
    return load_assignment(bank.assignment, bank.declarations, "exercises.py")


def check(
    work: Work, only: Sequence[str] = (), *, device: Device | None = None
) -> SubmissionResult:
    """Check the work.

    Args:
        work: from `locate`.
        only: names of exercises, or of their functions; none means all.
        device: on which some exercises run.

    Raises:
        UsageError: there is no such exercise, or nothing to check.
    """
    submission = work.submission
    if not submission.file:
        raise UsageError(f"Nothing to check: {submission.problem}.")
    prepared = plan_of(work, only, large=device is not None)
    return grade(prepared, submission, starts_for(work.assignment, device=device))


def starts_for(
    assignment: Assignment, plain: Start = spawn, *, device: Device | None = None
) -> Starts:
    """How the workers of a student's own check are started.

    Args:
        assignment: the homework.
        plain: starts one that has NumPy alone.
        device: on which some exercises run.
    """
    on_device = (lambda: DEVICE.started(spawn(device))) if device else None
    library = library_for(assignment)
    with_framework = (lambda: FRAMEWORK.started(spawn(library))) if library else None
    return Starts(plain, on_device, with_framework)


def library_for(assignment: Assignment) -> Library | None:
    """The framework that a homework needs; None where it needs none, or it is not installed."""
    return next((Library(name) for name in assignment.frameworks if is_installed(name)), None)


def check_text(text: str, exercise: str, folder: Path | None = None) -> ExerciseResult:
    """Check one exercise of code that stands in a notebook.

    Args:
        text: the code.
        exercise: its name.
        folder: where the bank is; the working directory by default.
    """
    work = locate(folder or Path.cwd())
    name = f"{work.assignment.topic}.ipynb"
    submission = Submission(STUDENT, name, (("notebook", text),), (), "", "")
    starts = starts_for(work.assignment)
    return grade(plan_of(work, [exercise]), submission, starts).exercises[0]


@dataclass(frozen=True)
class ShownCase:
    """One case in full: inputs, what the oracles agree on, what the submission returned.

    Attributes:
        number: in the bank; None for a case that was searched for.
        failed: the checks whose counterexample it is.
    """

    exercise: str
    number: int | None
    case: Case
    outcome: Outcome
    failed: Sequence[CheckResult] = ()


def show_case(work: Work, exercise: str, number: int) -> ShownCase:
    """Run the submission on one case.

    Args:
        work: from `locate`.
        exercise: its name, or one of its functions.
        number: the case's number, as a counterexample tells it.

    Raises:
        UsageError: the exercise has no such case.
    """
    prepared = plan_of(work, [exercise])
    item = prepared.exercises[0]
    name = item.exercise.name
    if item.feedback != "full":
        raise UsageError(f"The cases of {name} are not shown: its feedback is {item.feedback}.")
    total = sum(len(probe.cases) for probe in item.probes)
    if not 0 <= number < total:
        raise UsageError(f"Expected a case of {name} from 0 to {total - 1} but got {number}.")
    submission = work.submission
    starts = starts_for(work.assignment)
    with Sessions(starts, work.assignment, submission.chunks) as sessions:
        if any(map(sessions.lacks, item.exercise.probes)):
            raise UsageError(f"{name} {needs(item.exercise)}.")
        sessions.plain.load()
        runs = run_exercise(item, sessions)
        result = judge_exercise(prepared, item, runs, sessions, submission)
    run = next(run for run in reversed(runs.values()) if run.first <= number)
    index = number - run.first
    failed = [
        check
        for check in result.checks
        if check.counterexample and check.counterexample.case == number
    ]
    return ShownCase(name, number, run.cases[index], run.outcomes[index], failed)


def plan_of(work: Work, only: Sequence[str], *, large: bool = False) -> Plan:
    """Prepare a check, with large cases where a device runs them and the bank has any.

    Raises:
        UsageError: there is no such exercise.
    """
    names = [require_exercise(work.assignment, name).name for name in only]
    try:
        prepared = plan(work.assignment, work.bank, only=names, large=large)
    except DeclarationError as error:
        raise UsageError(str(error)) from None
    checks = [check for item in prepared.exercises for check in item.exercise.checks]
    if any(isinstance(check, Statistics | Target) for check in checks):
        statistics.prepare()  # the worker takes longer
    return prepared


def require_exercise(assignment: Assignment, name: str) -> Exercise:
    """The exercise of a name that somebody typed: its own, or one of its functions'.

    Raises:
        UsageError: there is none; says which there are, and which are like it.
    """
    try:
        return assignment.exercise(name)
    except DeclarationError as error:
        functions = {
            signature.name: exercise
            for exercise in reversed(assignment.exercises)
            for signature in exercise.signatures
        }
        if name in functions:
            return functions[name]
        near = did_you_mean(name, [*(item.name for item in assignment.exercises), *functions])
        raise UsageError(f"{error} {near}".rstrip()) from None


def _existing(path: Path) -> Path:
    below = [path, Path(TEMPLATES) / path]
    for candidate in below:
        if candidate.exists():
            return candidate.resolve()  # the student's own link is followed, unlike a submission's
    # Inside the template's folder its name is as good as ".".
    if path.name == Path.cwd().name:
        return Path.cwd()
    around = (Path.cwd(), *Path().glob("*/"), *Path(TEMPLATES).glob("*/"))
    known = {folder.name: folder for folder in around if has_bank(folder)}
    if (name := meant(str(path), known)) is not None:
        return known[name].resolve()
    raise UsageError(
        f"Expected a homework's folder or file but {path} does not exist. "
        "Change into the folder that you were given and run: autograder check"
    )


def _bank_beside(path: Path) -> Path:
    folder = path if path.is_dir() else path.absolute().parent
    found = sorted(folder.glob(f"*{BANK_SUFFIX}"))
    if len(found) == 1:
        return found[0]
    what = "no" if not found else "more than one"
    raise UsageError(
        f"Expected the homework's case bank beside your work but {folder.absolute()} holds {what} "
        f"{BANK_SUFFIX} file. Copy it from the folder that you were given, or name it with --bank."
    )
