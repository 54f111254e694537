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


@dataclass(frozen=True)
class Batch:
    """The calls of one probe, encoded once for a whole class.

    Attributes:
        largest: bytes of outputs that are looked at; more is no result.
        key: what a fork server knows it by.
    """

    probe: str
    count: int
    frame: bytes
    largest: int
    key: bytes


def batch(
    source: str,
    probe: str,
    functions: Sequence[str],
    calls: Sequence[Call],
    largest: int = protocol.LARGEST,
) -> Batch:
    """Encode calls of a probe.

    Args:
        source: text that defines the probe, from `course.probe_source`.
        probe: its name.
        functions: the exercise's signatures.
        calls: in order.
        largest: bytes of outputs that one call may return.
    """
    packed = [protocol.packed(call) for call in calls]
    message = protocol.Batch(source, probe, list(functions), packed)
    frame = protocol.frame(message)
    key = protocol.key_of(frame[protocol.HEADER.size :])
    return Batch(probe, len(calls), frame, largest, key)


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
    ) -> None:
        self._start = start
        self._load = protocol.Load(name, list(chunks))
        self._allowance = allowance or Allowance()
        self._slept = 0.0  # seconds until it was stopped, in all exercises so far
        self._files = frozenset(label for label, _ in chunks)
        self._process: Process | None = None
        self._end: Failure | None = None  # of the exercise under way
        self._unloadable: Failure | None = None
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
            return self._load_in_spite_of_a_kill()
        except (WorkerEndError, WireError) as error:
            self._stop()
            message = f"it {self._ending(error).message}"
            self._unloadable = Failure("broken", "", message)
            return [(self._load.chunks[0][0], self._unloadable)]

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
        if self._process is not None and not self._process.idle:
            self._stop()  # it ended after its last answer, or says more than it was asked
        if self._process is None and self._unloadable is None:
            self.load()
        self._end = self._unloadable
        if self._process is not None:
            self._process.allow(self._left)

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
        nonce = secrets.randbits(60)
        known = batch.key in process.prepared
        frame = protocol.frame(protocol.Prepared(batch.key)) if known else batch.frame
        process.send(protocol.frame(protocol.Begin(nonce)) + frame)
        for index in range(batch.count):
            answer = protocol.response(process.receive())
            if not isinstance(answer, protocol.Answer) or (answer.nonce, answer.index) != (
                nonce,
                index,
            ):
                raise WireError("Expected the next answer.")
            outcomes.append(self._outcome(answer, batch.largest))
            if answer.notes:
                self.notes |= dict.fromkeys(outcomes[-1].notes)

    def _outcome(self, answer: protocol.Answer, largest: int) -> Outcome:
        too_much = Outcome({}, Failure("returned", "", protocol.TOO_MUCH))
        if len(answer.outputs) > largest:
            return too_much
        try:
            # Numbers come in arrays; one by one they take far longer to look at.
            return protocol.outcome(answer, self._files, largest // BYTES_PER_VALUE)
        except TooManyError:
            return too_much

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
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.close()
            self._process = None


def _was_killed(end: WorkerEndError) -> bool:
    """Whether something outside may have killed the worker: a machine short of memory, say.

    Then everything is tried once more. A submission that kills itself is killed again.
    """
    return end.kind == "ended" and end.status == KILLED


def _exit_text(status: int | None) -> str:
    if status is not None and status < 0:
        return f"crashed the Python process (signal {-status})"
    if status is not None and status >= WINDOWS_CRASH:
        return f"crashed the Python process ({status:#X})"
    return f"ended the Python process (exit status {status}) instead of returning"
