"""Grade many submissions on this machine: a pool of threads, each with a fork server of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from autograder.bank.file import Bank
from autograder.errors import SandboxError
from autograder.grading import Plan, grade
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Confinement, Limits
from autograder.sandbox.process import Allowance, Process, Zygote, spawn
from autograder.store import Journal, key_of
from autograder.submission import Submission, read_submission

log = logging.getLogger("autograder")

Student = tuple[str, Path | None]


@dataclass
class Launcher:
    """Starts workers: from a fork server, or unconfined where the instructor accepts that.

    Attributes:
        limits: of a confined worker; None starts unconfined ones.
    """

    limits: Limits | None
    confinement: Confinement | None = None
    _zygote: Zygote | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.limits is not None:
            self._begin(self.limits)

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
        """End the fork server."""
        if self._zygote is not None:
            self._zygote.close()

    def _begin(self, limits: Limits) -> Zygote:
        self._zygote = Zygote()
        try:
            self.confinement = self._zygote.rehearse(limits)
        except SandboxError:
            self._zygote.close()
            raise
        return self._zygote


def grade_class(
    plan: Plan,
    bank: Bank,
    students: Sequence[Student],
    launchers: Sequence[Launcher],
    journal: Journal,
    *,
    allowance: Allowance | None = None,
) -> Iterator[SubmissionResult]:
    """Grade submissions as fast as the launchers allow, yielding each as it is done.

    Args:
        plan: the homework, from `grading.plan`.
        bank: its bank, which verdicts are keyed by.
        students: names and where their work is.
        launchers: one per submission graded at a time.
        journal: has the verdicts of an earlier run and takes the new ones.
        allowance: what one exercise may use.
    """
    free: SimpleQueue[Launcher] = SimpleQueue()
    for launcher in launchers:
        free.put(launcher)
    writing = Lock()

    def one(student: str, path: Path | None) -> SubmissionResult:
        submission = read_submission(student, path, plan.assignment.topic)
        key = key_of(student, f"{submission.file} {submission.digest}", bank.id)
        known = journal.find(key)
        if known is not None:
            return known
        launcher = free.get()
        try:
            result = grade_in_spite_of_a_kill(plan, submission, launcher, allowance)
        finally:
            free.put(launcher)
        if result.status != "error":
            with writing:
                journal.add(key, result)
        return result

    with ExitStack() as stack:
        pool = ThreadPoolExecutor(len(launchers))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        waiting = iter(students)
        running: set[Future[SubmissionResult]] = set()
        while True:
            # Few at a time, so that a class of any size needs the memory of a small one.
            for student, path in waiting:
                running.add(pool.submit(one, student, path))
                if len(running) > 2 * len(launchers):
                    break
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def grade_in_spite_of_a_kill(
    plan: Plan, submission: Submission, launcher: Launcher, allowance: Allowance | None = None
) -> SubmissionResult:
    """Grade a submission, twice where the fork server ended in between.

    Args:
        plan: the homework, from `grading.plan`.
        submission: the student's text.
        launcher: starts its worker.
        allowance: what one exercise may use.
    """
    try:
        return grade(plan, submission, launcher.start, allowance)
    except SandboxError:
        pass  # the launcher starts another fork server
    try:
        return grade(plan, submission, launcher.start, allowance)
    except SandboxError as error:
        return _not_graded(plan, submission, error)


def _not_graded(plan: Plan, submission: Submission, error: SandboxError) -> SubmissionResult:
    return SubmissionResult(
        student=submission.student,
        file=submission.file,
        score=0.0,
        max_score=float(plan.points),
        status="error",
        notes=[f"The grader failed, not the submission: {error}"],
        exercises=[],
    )
