"""What grades one submission after the other: a homework's plan, and a fork server of its own."""

from __future__ import annotations

import gc
import logging
from dataclasses import dataclass, field

from autograder.devices.device import Device
from autograder.errors import SandboxError
from autograder.grading import Plan, grade
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Confinement, Limits
from autograder.sandbox.on_device import LIMITS, started
from autograder.sandbox.process import Allowance, Process, Zygote
from autograder.sandbox.session import Start
from autograder.sandbox.unconfined import spawn
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
    _zygote: Zygote | None = field(default=None, repr=False)
    _device_zygote: Zygote | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.limits is not None:
            self._begin(self.limits)

    @property
    def start_on_device(self) -> Start | None:
        """Starts a worker whose arrays lie on the device; None where there is none."""
        return self._start_on_device if self.device else None

    def _start_on_device(self) -> Process:
        if self.limits is None:
            return started(spawn(self.device))
        if self._device_zygote is None:
            self._device_zygote = Zygote((), self.device)
            self._device_zygote.rehearse(LIMITS)
        try:
            return started(self._device_zygote.fork(LIMITS))
        except SandboxError:
            self._device_zygote.close()
            self._device_zygote = None
            raise

    def start(self) -> Process:
        """Start a worker; a fork server that died is replaced once."""
        if self.limits is None or self._zygote is None:
            return spawn()
        try:
            return self._zygote.fork(self.limits)
        except SandboxError:
            log.warning("the fork server ended unexpectedly; starting another")
            self.close()
            return self._begin(self.limits).fork(self.limits)

    def close(self) -> None:
        """End the fork servers."""
        for zygote in (self._zygote, self._device_zygote):
            if zygote is not None:
                zygote.close()

    def _begin(self, limits: Limits) -> Zygote:
        self._zygote = Zygote(self.plan.batches if self.plan else ())
        try:
            self.confinement = self._zygote.rehearse(limits)
        except SandboxError:
            self._zygote.close()
            raise
        return self._zygote


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one homework.

    Attributes:
        plan: from `grading.plan`.
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
        return grade(
            self.plan,
            submission,
            self.launcher.start,
            self.allowance,
            start_on_device=self.launcher.start_on_device,
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
