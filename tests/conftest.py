"""What many tests share: the course, banks, a fork server, and a way to grade."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from places import HW1, ROOT
from postgresql import postgres, postgres_programs

from autograder.authoring.banks import make_bank
from autograder.bank import file
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank
from autograder.course import Course, load_reference
from autograder.exercise import Assignment
from autograder.frameworks import Library, is_installed
from autograder.grading import grade
from autograder.plan import Plan, plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.sandbox.equipped import FRAMEWORK
from autograder.sandbox.process import Allowance, ForkServer, Process
from autograder.sessions import Starts
from autograder.submission import Submission

Start = Callable[[], Process]
GradeText = Callable[..., SubmissionResult]


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def hw1(course: Course) -> Assignment:
    return course.assignment(HW1)


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    with ForkServer() as server:
        yield server


@pytest.fixture(scope="session")
def start(fork_server: ForkServer) -> Start:
    return lambda: fork_server.fork(Limits())


@pytest.fixture(scope="session")
def starts(start: Start) -> Iterator[Starts]:
    """Starts workers of every kind; a fork server with TensorFlow begins when it has to."""
    servers: list[ForkServer] = []

    def with_framework() -> Process:
        if not servers:
            servers.append(ForkServer((), Library("tensorflow")))
        return FRAMEWORK.started(servers[0].fork(FRAMEWORK.limits))

    yield Starts(start, framework=with_framework if is_installed("tensorflow") else None)
    for server in servers:
        server.close()


SEED = 20
FEW_RUNS = 24  # of a training, in the banks of other seeds


class Grader:
    """Grades texts of every homework, with banks of its own by the NumPy oracle alone.

    The bank of SEED knows the misconceptions and the mutants; those of other seeds have cases only.
    An exercise in a framework, which takes minutes to build, is graded with the released bank.
    Banks are kept in pytest's cache, for the other processes and the next run, as long as nothing
    changes that they depend on.
    """

    def __init__(self, course: Course, starts: Starts, kept: Path) -> None:
        self.course = course
        self.starts = starts
        self._kept = kept
        self._banks: dict[tuple[str, int], Bank] = {}
        self._plans: dict[tuple[str, int, tuple[str, ...]], Plan] = {}

    def assignment(self, homework: str) -> Assignment:
        """A homework without its exercises in a framework."""
        whole = self.course.assignment(homework)
        return whole.only([item.name for item in whole.exercises if not item.framework])

    def bank(self, homework: str, seed: int = SEED) -> Bank:
        """A bank for `assignment(homework)`."""
        key = (homework, seed)
        if key not in self._banks:
            path = self._kept / f"{homework}-{seed}-{self._sources(homework)}.bank"
            with path.with_suffix(".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not path.exists():
                    file.save(self._built(homework, seed), path)
            self._banks[key] = file.load(path)
        return self._banks[key]

    def _sources(self, homework: str) -> str:
        """A hash of all that a bank depends on."""
        folders = (self.course.folder(homework), self.course.root / "autograder")
        paths = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
        digest = hashlib.sha256(self.course.reference(homework, "numpy").read_bytes())
        for path in paths:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def _built(self, homework: str, seed: int) -> Bank:
        if seed == SEED:
            names = [item.name for item in self.assignment(homework).exercises]
            made = make_bank(
                self.course,
                homework,
                seed=seed,
                start=self.starts,
                oracles=["numpy"],
                public=True,
                only=names,
            )
            return made.bank
        namespace = vars(load_reference(self.course.reference(homework, "numpy")))
        oracle = Oracle("numpy", namespace)
        assignment = self.assignment(homework)
        return build(assignment, [oracle], seed, public=True, most_runs=FEW_RUNS).bank

    def __call__(
        self,
        homework: str,
        text: str,
        only: Sequence[str] = (),
        *,
        seed: int = SEED,
        allowance: Allowance | None = None,
    ) -> SubmissionResult:
        """Grade a text as if it were handed in."""
        key = (homework, seed, tuple(only))
        if key not in self._plans:
            self._plans[key] = self._plan(homework, only, seed)
        prepared = self._plans[key]
        name = f"{prepared.assignment.topic}.py"
        submission = Submission("ada", name, ((name, text),), (), "", "")
        return grade(prepared, submission, self.starts, allowance)

    def _plan(self, homework: str, only: Sequence[str], seed: int) -> Plan:
        whole = self.course.assignment(homework)
        if any(whole.exercise(name).framework for name in only):
            path = self.course.template(homework) / f"{whole.topic}.bank"
            return plan(whole, file.load(path), only=only)
        return plan(self.assignment(homework), self.bank(homework, seed), only=only)


@pytest.fixture(scope="session")
def grader(course: Course, starts: Starts, request: pytest.FixtureRequest) -> Grader:
    return Grader(course, starts, request.config.cache.mkdir("banks"))


@pytest.fixture(scope="session")
def bank(grader: Grader) -> Bank:
    return grader.bank(HW1)


@pytest.fixture(scope="session")
def reference(course: Course) -> str:
    return course.reference(HW1, "numpy").read_text("utf-8")


@pytest.fixture(scope="session")
def grade_text(grader: Grader) -> GradeText:
    """Grade a text of homework 1: `grade_text(text, only=["relu"])`."""

    def graded(text: str, only: Sequence[str] = ()) -> SubmissionResult:
        return grader(HW1, text, only)

    return graded


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; .ci/run installs it")
    with postgres(programs) as url:
        yield url
