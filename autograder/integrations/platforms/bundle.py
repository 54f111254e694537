"""What a platform's container holds besides the submission: engine, declarations, hidden bank."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import msgspec

from autograder.bank import file
from autograder.bank.file import Bank
from autograder.classroom.grader import Grader, Launcher, not_graded
from autograder.course import Course, load_assignment
from autograder.errors import AutograderError
from autograder.frameworks import extras
from autograder.integrations import wheel
from autograder.plan import plan
from autograder.results import Record, SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.submission import Submission, read_submission

BANK, DECLARATIONS, SETTINGS, LOST = "hidden.bank", "exercises.py", "settings.json", "lost.json"
EXTRAS = "extras.txt"  # what pip installs with the wheel, where a homework needs more

log = logging.getLogger("autograder")


class Settings(Record, frozen=True, kw_only=True):
    """What the container must know of the homework.

    Attributes:
        visibility: when students see their result, where a platform asks.
    """

    homework: str
    title: str
    visibility: str = "visible"


@dataclass(frozen=True)
class Graded:
    """A submission's result in a container.

    Attributes:
        why: what is amiss with the grader, in words that students may read; empty where nothing is
            or nobody but the instructor may know.
        missing: what this machine confines without.
    """

    settings: Settings
    result: SubmissionResult
    why: str = ""
    missing: tuple[str, ...] = ()


def files(course: Course, bank: Bank, settings: Settings) -> dict[str, bytes]:
    """The files that every platform needs, by name.

    Raises:
        BankError: the bank was built for other declarations.
    """
    assignment = course.assignment(settings.homework)
    bank.require_version_of(assignment)
    return {
        wheel.NAME: wheel.engine_wheel(),
        "constraints.txt": wheel.constraints(assignment.frameworks).encode(),
        **({EXTRAS: extras(assignment.frameworks).encode()} if assignment.frameworks else {}),
        DECLARATIONS: assignment.declarations.encode(),
        BANK: file.packed(bank),
        SETTINGS: msgspec.json.encode(settings) + b"\n",
    }


def script(name: str) -> bytes:
    """A file of this package's."""
    return resources.files(__package__).joinpath(name).read_bytes()


def lost(settings: Settings, why: str = "") -> Graded:
    """What is said where the grader could not do its work, or did not live to say so."""
    nobody = Submission("", "", (), (), "", "")
    return Graded(settings, not_graded(nobody, 0, why), why)


def grade(folder: Path, handed_in: Path) -> Graded:
    """Grade a submission in a container; an error is a result, too.

    Args:
        folder: with the files of `files`.
        handed_in: the student's folder.
    """
    settings = msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)
    try:
        return _graded(folder, handed_in, settings)
    except AutograderError as error:
        log.error("%s", error)
        return lost(settings, str(error))
    except Exception:  # its text may quote an answer
        log.exception("the grader failed")
        return lost(settings)


def _graded(folder: Path, handed_in: Path, settings: Settings) -> Graded:
    path = folder / DECLARATIONS
    assignment = load_assignment(settings.homework, path.read_text("utf-8"), str(path))
    prepared = plan(assignment, file.load(folder / BANK))
    inner = handed_in / assignment.name
    work = inner if inner.is_dir() else handed_in
    submission = read_submission("", work, assignment.topic)
    launcher = Launcher(Limits(), prepared)
    with closing(launcher):
        result = Grader(prepared, launcher).grade(submission)
    missing = launcher.confinement.missing if launcher.confinement else ()
    return Graded(settings, result, missing=missing)
