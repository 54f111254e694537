"""Graders on this machine, each a process of its own with its own fork server.

They are forked from one process that has the homework's plan in memory, so that all of them share
the one bank there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

import msgspec

from autograder.classroom.grader import Grader, Launcher, keep_bank_from_collector, not_graded
from autograder.devices.device import Device
from autograder.errors import SandboxError
from autograder.plan import Plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Confinement, Limits, die_with
from autograder.submission import Submission

STOP = b""
TRIES = 2  # of a submission whose grader was killed

_submissions = msgspec.msgpack.Decoder(Submission)


class Ready(msgspec.Struct, frozen=True, tag=True):
    """A grader's first message: it confines, by these layers; None where it does not."""

    confinement: Confinement | None


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A grader's first message: it cannot grade here."""

    reason: str


class Done(msgspec.Struct, frozen=True, tag=True):
    """What a submission came to."""

    result: SubmissionResult


_messages = msgspec.msgpack.Decoder(Ready | Refused | Done)


@dataclass
class _Member:
    """A grader of the pool, as the pool holds it."""

    process: BaseProcess
    connection: Connection
    submission: Submission | None = None
    tries: int = 0


class LocalPool:
    """Some graders; use it as a context manager.

    Attributes:
        confinement: the layers in force; None where submissions run unconfined.
    """

    def __init__(
        self, plan: Plan, size: int, *, confined: bool = True, device: Device | None = None
    ) -> None:
        """Start the graders.

        Args:
            plan: the homework's, from `autograder.plan`.
            size: how many graders.
            confined: False runs submissions unconfined.
            device: that some exercises run on, shared by all graders.

        Raises:
            SandboxError: submissions cannot be confined on this machine, or it cannot fork.
        """
        if not hasattr(os, "fork"):
            raise SandboxError("Grading a class takes Linux, macOS, or WSL2 on Windows.")
        self._plan, self._confined, self._device = plan, confined, device
        self._members: list[_Member] = []
        self.confinement: Confinement | None = None
        keep_bank_from_collector()
        try:
            for _ in range(size):
                self._members.append(self._begin())
            for member in self._members:
                self.confinement = self._greeting(member)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def close(self) -> None:
        """End the graders, and what they have begun."""
        for member in self._members:
            if member.submission is not None:
                member.process.kill()
            with contextlib.suppress(OSError):
                member.connection.send_bytes(STOP)
            member.connection.close()
        for member in self._members:
            member.process.join()
        self._members.clear()

    @property
    def has_room(self) -> bool:
        return any(member.submission is None for member in self._members)

    @property
    def is_busy(self) -> bool:
        return any(member.submission is not None for member in self._members)

    def submit(self, submission: Submission) -> None:
        """Hand a submission to a grader that is free."""
        member = next(item for item in self._members if item.submission is None)
        member.submission, member.tries = submission, 1
        self._send(member, submission)

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        """Wait until a grader has ended, or has been replaced because it was killed."""
        busy = {item.connection: item for item in self._members if item.submission is not None}
        found = []
        for connection in wait(list(busy)):
            member = busy[connection]  # type: ignore[index]
            submission, result = member.submission, self._take(member)
            if submission is not None and result is not None:
                found.append((submission, result))
        return found

    def _send(self, member: _Member, submission: Submission) -> None:
        # A grader that has ended is told by reading from it.
        with contextlib.suppress(OSError):
            member.connection.send_bytes(msgspec.msgpack.encode(submission))

    def _take(self, member: _Member) -> SubmissionResult | None:
        """A member's result; None where it has ended and another one tries again."""
        submission, message = member.submission, None
        with contextlib.suppress(EOFError, OSError):
            message = _messages.decode(member.connection.recv_bytes())
        if isinstance(message, Done):
            member.submission = None
            return message.result
        self._replace(member)
        if submission is None:
            return None
        if member.tries < TRIES:
            member.tries += 1
            self._send(member, submission)
            return None
        member.submission = None
        reason = "its process was killed; the machine may be out of memory."
        return not_graded(submission, self._plan.points, reason)

    def _replace(self, member: _Member, tries: int = TRIES) -> None:
        member.connection.close()
        member.process.kill()
        member.process.join()
        new = self._begin()
        member.process, member.connection = new.process, new.connection
        try:
            self._greeting(member)
        except SandboxError:
            if tries == 1:
                raise
            self._replace(member, tries - 1)

    def _begin(self) -> _Member:
        fork = get_context("fork")
        ours, theirs = fork.Pipe()
        process = fork.Process(
            target=_serve,
            args=(theirs, self._plan, self._confined, self._device, os.getpid()),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Member(process, ours)

    def _greeting(self, member: _Member) -> Confinement | None:
        try:
            message = _messages.decode(member.connection.recv_bytes())
        except (EOFError, OSError):
            raise SandboxError("A grader did not start; its message stands above.") from None
        if isinstance(message, Refused):
            raise SandboxError(message.reason)
        return message.confinement if isinstance(message, Ready) else None


def _serve(
    connection: Connection, plan: Plan, confined: bool, device: Device | None, parent: int
) -> None:
    """Be a grader, until the pool closes the connection."""
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the pool's to handle
    if sys.platform.startswith("linux"):
        die_with(parent)
    try:
        launcher = Launcher(Limits() if confined else None, plan, device=device)
    except SandboxError as error:
        connection.send_bytes(msgspec.msgpack.encode(Refused(str(error))))
        return
    try:
        connection.send_bytes(msgspec.msgpack.encode(Ready(launcher.confinement)))
        grader = Grader(plan, launcher)
        while data := connection.recv_bytes():
            result = grader.grade(_submissions.decode(data))
            connection.send_bytes(msgspec.msgpack.encode(Done(result)))
    except (EOFError, OSError):
        pass  # the pool has closed, or ended
    finally:
        launcher.close()
