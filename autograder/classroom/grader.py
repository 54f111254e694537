"""What grades one submission after the other: a homework's plan, and a fork server of its own."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from autograder.devices.device import Device
from autograder.equipment import Equipment
from autograder.errors import SandboxError
from autograder.frameworks import TITLES, Framework, Library, how_to_install, is_installed
from autograder.grading import grade
from autograder.plan import Plan
from autograder.results import SubmissionResult
from autograder.sandbox import landlock
from autograder.sandbox.confine import Confinement, Limits
from autograder.sandbox.equipped import DEVICE, FRAMEWORK, Terms
from autograder.sandbox.process import Allowance, ForkServer, Process
from autograder.sandbox.processor import OneProcessor
from autograder.sandbox.unconfined import spawn
from autograder.sessions import Starts
from autograder.submission import Submission

log = logging.getLogger("autograder")


@dataclass
class Launcher:
    """Starts workers: from a fork server, or unconfined where the instructor accepts that.

    Attributes:
        limits: of a confined worker; None starts unconfined ones.
        plan: of the homework whose submissions they will run; then a worker has its batches.
        device: on which some exercises run; None runs all of them on the CPU.
    """

    limits: Limits | None
    plan: Plan | None = None
    confinement: Confinement | None = None
    device: Device | None = None
    _fork_server: ForkServer | None = field(default=None, repr=False)
    _equipped: dict[str, ForkServer] = field(default_factory=dict, repr=False)
    _processor: OneProcessor = field(default_factory=OneProcessor, repr=False)

    def __post_init__(self) -> None:
        if self.plan is not None:
            require_frameworks(self.plan.with_framework, confined=self.limits is not None)
        if self.limits is not None:
            self._begin(self.limits)

    @property
    def starts(self) -> Starts:
        """Starts workers of every kind that there is here."""
        device = self.device
        return Starts(
            self.start,
            (lambda: self._start_equipped(device, DEVICE)) if device else None,
            self._start_with_framework if is_installed("tensorflow") else None,
        )

    def _start_with_framework(self) -> Process:
        return self._start_equipped(Library("tensorflow"), FRAMEWORK)

    def _start_equipped(self, equipment: Equipment, terms: Terms) -> Process:
        """Start a worker with a device or a framework, whose fork server begins when it has to."""
        if self.limits is None:
            return terms.started(spawn(equipment))
        self.rest()  # a driver and a framework have threads of their own
        key = equipment.arguments[0]
        fork_server, self_tested = self._equipped.get(key), key in self._equipped
        if fork_server is None:
            fork_server = self._equipped[key] = ForkServer((), equipment)
        try:
            if not self_tested:
                fork_server.rehearse(terms.limits)
            return terms.started(fork_server.fork(terms.limits))
        except SandboxError:
            self._equipped.pop(key).close()
            raise

    def start(self) -> Process:
        """Start a worker; a fork server that died is replaced once."""
        if self.limits is None or self._fork_server is None:
            return spawn()
        try:
            return self._fork_server.fork(self.limits)
        except SandboxError:
            log.warning("the fork server ended unexpectedly; starting another")
            self.close()
            return self._begin(self.limits).fork(self.limits)

    def start_in_turns(self) -> Process:
        """Start a worker on the processor that the caller runs on, and will until it rests."""
        if self._fork_server is not None:
            self._processor.hold(self._fork_server.pid)
        return self.start()

    def rest(self) -> None:
        """Let the caller run on any processor again."""
        self._processor.release()

    def close(self) -> None:
        """End the fork servers."""
        self.rest()
        for fork_server in (self._fork_server, *self._equipped.values()):
            if fork_server is not None:
                fork_server.close()
        self._equipped.clear()

    def _begin(self, limits: Limits) -> ForkServer:
        self._fork_server = ForkServer(self.plan.batches if self.plan else ())
        try:
            self.confinement = self._fork_server.rehearse(limits)
        except SandboxError:
            self._fork_server.close()
            raise
        return self._fork_server


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one homework.

    Attributes:
        plan: from `autograder.plan`.
        launcher: starts the workers.
        allowance: what one exercise may use.
    """

    plan: Plan
    launcher: Launcher
    allowance: Allowance | None = None

    def grade(self, submission: Submission) -> SubmissionResult:
        """Grade a submission, twice where the fork server ended in between."""
        try:
            return self._grade(submission)
        except SandboxError:
            pass  # the launcher starts another fork server
        try:
            return self._grade(submission)
        except SandboxError as error:
            return not_graded(submission, self.plan.points, str(error))

    def _grade(self, submission: Submission) -> SubmissionResult:
        try:
            starts = replace(self.launcher.starts, plain=self.launcher.start_in_turns)
            return grade(self.plan, submission, starts, self.allowance)
        finally:
            self.launcher.rest()


def require_frameworks(exercises: Mapping[str, Framework], *, confined: bool) -> None:
    """Refuse to grade without what some exercises need: half a class is worse than none.

    Args:
        exercises: the framework of each, by name.
        confined: False runs submissions unconfined.

    Raises:
        SandboxError: says what to install, or what the machine lacks.
    """
    for exercise, name in exercises.items():
        if not is_installed(name):
            raise SandboxError(
                f"Expected {TITLES[name]} for exercise {exercise} but it is not installed here. "
                f"Install it with {how_to_install(name)}, or grade where it is installed. "
                "Nothing was graded."
            )
        if confined and not landlock.version():
            raise SandboxError(
                f"Expected Landlock (Linux 5.13 or newer) for exercise {exercise}: a framework "
                "reads files, and Landlock says which. There is none here, or a container hides "
                "it. Grade on another machine, or accept the risk with --no-sandbox. "
                "Nothing was graded."
            )


def keep_bank_from_collector() -> None:
    """Spare the collector what is loaded by now: it would walk through the whole bank each time.

    Processes that are forked afterwards go on sharing that memory.
    """
    gc.collect()
    gc.freeze()


def not_graded(submission: Submission, points: float, reason: str) -> SubmissionResult:
    """The result of a submission that the grader itself failed on."""
    return SubmissionResult(
        student=submission.student,
        file=submission.file,
        score=0.0,
        max_score=float(points),
        status="error",
        notes=[f"The grader failed, not the submission: {reason}"],
        exercises=[],
    )
