"""One submission's conversation with its workers: load, run probes, start anew after a crash."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from autograder.errors import WireError
from autograder.probe import Call, Failure, Outcome
from autograder.sandbox import protocol
from autograder.sandbox.process import Allowance, Process, WorkerEndError
from autograder.wire import TooManyError

BYTES_PER_VALUE = 64  # of what an answer may have
# A submission may sleep so many seconds in all, and so many in an exercise after that.
MOST_SLEEP, LEAST_SLEEP = 10.0, 0.5
KILLED = -9  # exit status after SIGKILL
WINDOWS_CRASH = 0xC0000000  # exit statuses from here on

Start: TypeAlias = Callable[[], Process]
Numbers: TypeAlias = Callable[[int, bytes], bytes | None]  # of a call, from its packed outputs


@dataclass(frozen=True)
class Batch:
    """The calls of one probe, encoded once for a whole class.

    Attributes:
        largest: bytes of outputs that are looked at; more is no result.
        key: what a fork server knows it by.
        numbers: those in a call's outputs, if they look like right ones.
    """

    probe: str
    count: int
    frame: bytes
    largest: int
    key: bytes
    numbers: Numbers | None = None


def batch(
    source: str,
    probe: str,
    functions: Sequence[str],
    calls: Sequence[Call],
    largest: int = protocol.LARGEST,
    numbers: Numbers | None = None,
) -> Batch:
    """Encode calls of a probe.

    Args:
        source: text that defines the probe, from `course.probe_source`.
        probe: its name.
        functions: the exercise's signatures.
        calls: in order.
        largest: bytes of outputs that one call may return.
        numbers: finds those in a call's outputs, if they look like right ones; None decodes all.
    """
    packed = [protocol.packed(call) for call in calls]
    message = protocol.Batch(source, probe, list(functions), packed)
    frame = protocol.frame(message)
    key = protocol.key_of(frame[protocol.HEADER.size :])
    return Batch(probe, len(calls), frame, largest, key, numbers)


class Session:
    """Runs one submission; use it as a context manager.

    A worker that ends or is stopped costs the calls that it still owed; the next exercise starts
    in a fresh one.
    """

    def __init__(
        self,
        start: Start,
        name: str,
        chunks: Sequence[tuple[str, str]],
        allowance: Allowance | None = None,
        *,
        stand_ins: Sequence[str] = (),
    ) -> None:
        """Start nothing yet.

        Args:
            start: starts a worker.
            name: the submission's as a module.
            chunks: its text.
            allowance: what one exercise may use.
            stand_ins: packages that it may import all the same where the worker has none.
        """
        self._start = start
        self._load = protocol.Load(name, list(chunks), list(stand_ins))
        self._allowance = allowance or Allowance()
        self._slept = 0.0  # seconds until it was stopped, in all exercises so far
        self._files = frozenset(label for label, _ in chunks)
        self._process: Process | None = None
        self._full = False  # whether an earlier call has found no memory any more
        self._end: Failure | None = None  # of the exercise under way
        self._unloadable: Failure | None = None
        self.broken: list[tuple[str, Failure]] = []  # what `load` has returned
        self._ahead: list[tuple[Batch, int]] = []  # sent, not yet run, each with its nonce
        self.notes: dict[str, None] = {}  # what was not done on the device, each once

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *args: object) -> None:
        self._stop()

    def load(self) -> list[tuple[str, Failure]]:
        """Run the submission's text in a fresh worker.

        Returns:
            (file or cell, what went wrong there). A text that ends its worker is not tried
            again: every exercise fails with that reason.
        """
        try:
            self.broken = self._load_in_spite_of_a_kill()
        except (WorkerEndError, WireError) as error:
            self._stop()
            message = f"it {self._ending(error).message}"
            self._unloadable = Failure("broken", "", message)
            self.broken = [(self._load.chunks[0][0], self._unloadable)]
        return self.broken

    def _load_in_spite_of_a_kill(self) -> list[tuple[str, Failure]]:
        try:
            return self._load_anew()
        except WorkerEndError as end:
            if not _was_killed(end):
                raise
            return self._load_anew()

    def _load_anew(self) -> list[tuple[str, Failure]]:
        self._stop()
        self._process = self._start()
        self._process.allow(self._left)
        self._process.send(protocol.frame(self._load))
        answer = protocol.response(self._process.receive())
        if not isinstance(answer, protocol.Loaded):
            raise WireError("Expected Loaded.")
        # The first one of every file or cell: there is no second one, unless it is forged.
        known = {label: item for label, item in reversed(answer.failures) if label in self._files}
        return [
            (label, protocol.bounded(known[label], self._files))
            for label, _ in self._load.chunks
            if label in known
        ]

    def begin_exercise(self) -> None:
        """Start counting the exercise's time, in a fresh worker if the last one is gone."""
        left_over = self._ahead or self._full
        if self._process is not None and (left_over or not self._process.idle):
            self._stop()  # it ended after its last answer, or says more than it was asked
        if self._process is None and self._unloadable is None:
            self.load()
        self._end = self._unloadable
        if self._process is not None:
            self._process.allow(self._left)

    def announce(self, batches: Sequence[Batch]) -> None:
        """Send what will be run next, in this order, so that a worker goes on by itself.

        Waiting for the next request after each batch, and being woken for it, takes its time on
        both sides. What its fork server has not prepared is sent when it is run.
        """
        if self._process is None or self._end is not None:
            return
        if all(batch.key in self._process.prepared for batch in batches):
            self._ahead = [(batch, secrets.randbits(60)) for batch in batches]
            with contextlib.suppress(WorkerEndError):  # the first run tells
                self._process.send(b"".join(_prepared(*pair) for pair in self._ahead))

    def run(self, batch: Batch) -> list[Outcome]:
        """Run a batch; calls that a worker did not answer fail with the reason."""
        outcomes: list[Outcome] = []
        try:
            if self._process is not None and self._end is None:
                self._exchange_in_spite_of_a_kill(self._process, batch, outcomes)
        except (WorkerEndError, WireError) as error:
            self._end = self._ending(error)
            self._stop()
        if self._end is not None:
            outcomes += [Outcome({}, self._end)] * (batch.count - len(outcomes))
        return outcomes

    def _exchange_in_spite_of_a_kill(
        self, process: Process, batch: Batch, outcomes: list[Outcome]
    ) -> None:
        try:
            self._exchange(process, batch, outcomes)
        except WorkerEndError as end:
            if not _was_killed(end):
                raise
            outcomes.clear()
            self.load()
            if self._process is None:
                raise
            self._process.allow(self._left)
            self._exchange(self._process, batch, outcomes)

    def _exchange(self, process: Process, batch: Batch, outcomes: list[Outcome]) -> None:
        if self._ahead:
            announced, nonce = self._ahead.pop(0)
            if announced is not batch:
                raise ValueError(f"Expected to run {announced.probe} next but got {batch.probe}.")
        else:
            nonce = secrets.randbits(60)
            known = batch.key in process.prepared
            process.send(_prepared(batch, nonce) if known else _begin(nonce) + batch.frame)
        for index in range(batch.count):
            answer = protocol.response(process.receive())
            if not isinstance(answer, protocol.Answer) or answer.index != index:
                raise WireError("Expected the next answer.")
            if answer.nonce != nonce:
                raise WireError("Expected an answer to this request.")
            outcomes.append(outcome := self._outcome(answer, batch, index))
            if outcome.failure and outcome.failure.message.startswith("MemoryError"):
                self._full = True
            if answer.notes:
                self.notes |= dict.fromkeys(outcomes[-1].notes)

    def _outcome(self, answer: protocol.Answer, batch: Batch, index: int) -> Outcome:
        too_much = Failure("returned", "", protocol.TOO_MUCH)
        if len(answer.outputs) > batch.largest:
            return Outcome({}, too_much)
        numbers = batch.numbers(index, answer.outputs) if batch.numbers else None
        try:
            # Numbers come in arrays; one by one they take far longer to look at.
            most = batch.largest // BYTES_PER_VALUE
            return protocol.outcome(answer, self._files, most, numbers)
        except TooManyError:
            return Outcome({}, too_much)

    @property
    def _left(self) -> Allowance:
        """What the exercise may use: one that falls asleep again and again is woken sooner."""
        whole = self._allowance
        idle = min(whole.idle_seconds, max(LEAST_SLEEP, MOST_SLEEP - self._slept))
        return replace(whole, idle_seconds=idle)

    def _ending(self, error: WorkerEndError | WireError) -> Failure:
        if isinstance(error, WireError):
            return Failure("died", "", "sent the grader something that is no result")
        left = self._left
        if error.kind == "idle":
            self._slept += left.idle_seconds
        texts = {
            "cpu": f"did not finish within {left.cpu_seconds:g} s of processor time "
            "(an endless loop?)",
            "wall": f"did not finish within {left.wall_seconds:g} s (an endless loop?)",
            "idle": f"did nothing for {left.idle_seconds:g} s (asleep, or waiting for something?)",
            "flood": "printed more than 8 MB",
            "garbled": "sent the grader something that is no result",
            "ended": _exit_text(error.status),
        }
        silent = error.kind in ("cpu", "wall", "idle")
        return Failure("silent" if silent else "died", "", texts[error.kind])

    def _stop(self) -> None:
        self._ahead.clear()
        self._full = False
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.close()
            self._process = None


def _begin(nonce: int) -> bytes:
    return protocol.frame(protocol.Begin(nonce))


def _prepared(batch: Batch, nonce: int) -> bytes:
    """The request to run what the fork server has prepared."""
    return _begin(nonce) + protocol.frame(protocol.Prepared(batch.key))


def _was_killed(end: WorkerEndError) -> bool:
    """Whether something outside may have killed the worker: a machine short of memory, say.

    Then everything is tried once more. A submission that kills itself is killed again.
    """
    return end.kind == "ended" and end.status == KILLED


def _exit_text(status: int | None) -> str:
    if status == protocol.NO_MEMORY:
        return "used up the memory that it may have (does something grow with every call?)"
    if status is not None and status < 0:
        return f"crashed the Python process (signal {-status})"
    if status is not None and status >= WINDOWS_CRASH:
        return f"crashed the Python process ({status:#X})"
    return f"ended the Python process (exit status {status}) instead of returning"
