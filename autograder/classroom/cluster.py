"""Graders on the workers of an existing Dask cluster: LocalCluster, SLURM, Kubernetes, Gateway.

Submissions travel in chunks. The homework and its bank travel once to every worker, which makes a
plan of them and starts a fork server of its own for each of its threads. Workers may come and go;
one that lacks something that grading needs refuses, and is left out.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from autograder.bank.file import Bank
from autograder.classroom.grader import (
    Grader,
    Launcher,
    keep_bank_from_collector,
    not_graded,
    require_frameworks,
)
from autograder.course import load_assignment
from autograder.engine import engine
from autograder.errors import SandboxError, UsageError
from autograder.exercise import Assignment
from autograder.frameworks import Framework
from autograder.plan import plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.submission import Submission

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as AnyFuture

    Future: TypeAlias = AnyFuture[Any]

LARGEST_CHUNK = 16  # submissions
AHEAD = 2  # chunks under way for every thread of the cluster
TRIES = 5  # of a chunk that its workers cannot grade
PATIENCE = 60.0  # seconds until a first worker must be there
CONNECT = 10.0  # seconds until the scheduler must answer
LOOK = 2.0  # seconds between looks at who is there

log = logging.getLogger("autograder")


class Bundle(msgspec.Struct, frozen=True):
    """All that a worker needs besides the autograder itself.

    Attributes:
        engine: which the worker must have, too.
        declarations: the text of exercises.py.
        bank: its payload.
        confined: False runs submissions unconfined.
    """

    engine: str
    homework: str
    declarations: str
    bank: bytes
    confined: bool


_bundles = msgspec.msgpack.Decoder(Bundle)
_banks = msgspec.msgpack.Decoder(Bank)
_submissions = msgspec.msgpack.Decoder(list[Submission])
_results = msgspec.msgpack.Decoder(list[SubmissionResult])
_kept = threading.local()  # a worker's grader, by thread


def fitness(wanted: str, confined: bool, exercises: Mapping[str, Framework] | None = None) -> str:
    """Why this process cannot grade for an engine; empty where it can. Runs on a worker.

    Args:
        wanted: the engine.
        confined: False runs submissions unconfined.
        exercises: those that need a framework, and which.
    """
    if engine() != wanted:
        return f"it has autograder {engine()}, and the class is graded with {wanted}"
    try:
        require_frameworks(exercises or {}, confined=confined)
        if confined:
            Launcher(Limits()).close()
    except SandboxError as error:
        return str(error)
    return ""


def grade_chunk(bundle: bytes, chunk: bytes) -> bytes:
    """Grade some submissions. Runs on a worker.

    Raises:
        SandboxError: this worker cannot grade.
    """
    kept: tuple[bytes, Grader] | None = getattr(_kept, "grader", None)
    if kept is None or kept[0] != bundle:
        if kept is not None:
            kept[1].launcher.close()
        _kept.grader = kept = bundle, _grader_of(_bundles.decode(bundle))
    results = [kept[1].grade(submission) for submission in _submissions.decode(chunk)]
    return msgspec.msgpack.encode(results)


def _grader_of(bundle: Bundle) -> Grader:
    reason = fitness(bundle.engine, confined=False)
    if reason:
        raise SandboxError(reason)
    assignment = load_assignment(bundle.homework, bundle.declarations, "exercises.py")
    prepared = plan(assignment, _banks.decode(bundle.bank))
    keep_bank_from_collector()
    return Grader(prepared, Launcher(Limits() if bundle.confined else None, prepared))


def _by_value() -> tuple[Callable[..., str], Callable[..., bytes], Callable[[bytes], bytes]]:
    """What runs on a worker, as functions that travel without being imported there.

    A worker ends when it is sent a function that it cannot import; so it is asked to import.
    """

    def fits(wanted: str, confined: bool, exercises: Mapping[str, Framework]) -> str:
        from autograder.classroom.cluster import fitness

        return fitness(wanted, confined, exercises)

    def graded(bundle: bytes, chunk: bytes) -> bytes:
        from autograder.classroom.cluster import grade_chunk

        return grade_chunk(bundle, chunk)

    return fits, graded, lambda bundle: bundle


_fits, _graded, _same = _by_value()


@dataclass
class _Chunk:
    """Submissions under way."""

    submissions: list[Submission]
    workers: frozenset[str]  # that may have it
    tries: int


Workers: TypeAlias = dict[str, int]  # threads by address


@dataclass
class _Crew:
    """Who is there.

    Attributes:
        fit: workers that can grade.
        unfit: those that cannot, and why.
    """

    fit: Workers = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)


class ClusterPool:
    """The workers of a Dask cluster; use it as a context manager."""

    def __init__(
        self, address: str, assignment: Assignment, bank: Bank, size: int, *, confined: bool = True
    ) -> None:
        """Connect to a cluster.

        Args:
            address: of its scheduler, as tcp://host:8786.
            assignment: the homework.
            bank: its bank.
            size: how many submissions there will be, about; decides on the size of chunks.
            confined: False runs submissions unconfined.

        Raises:
            UsageError: distributed is not installed.
            SandboxError: nobody answers there, or no worker can grade.
        """
        self._client = _connected(address)
        self._confined = confined
        needs = {exercise.name: exercise.framework for exercise in assignment.exercises}
        self._frameworks = {name: framework for name, framework in needs.items() if framework}
        bundle = Bundle(engine(), assignment.name, assignment.declarations, bank.payload, confined)
        data = msgspec.msgpack.encode(bundle)
        # A task, not scattered data: it is made again where the worker that has it is lost.
        self._bundle = self._client.submit(_same, data, key=f"autograder-{bank.id}-{hash(data)}")
        self._points = sum(exercise.points for exercise in assignment.exercises)
        self._crew = _Crew()
        self._buffer: list[Submission] = []
        self._under_way: dict[Future, _Chunk] = {}
        try:
            self._wait_for_workers(address)
        except BaseException:
            self.close()
            raise
        threads = sum(self._crew.fit.values())
        self._chunk = max(1, min(LARGEST_CHUNK, size // (4 * threads)))

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def close(self) -> None:
        """Take back what is under way, and leave the cluster."""
        self._client.cancel(list(self._under_way), force=True)
        self._client.close()

    @property
    def has_room(self) -> bool:
        threads = max(1, sum(self._crew.fit.values()))
        return len(self._under_way) < AHEAD * threads

    @property
    def is_busy(self) -> bool:
        return bool(self._under_way or self._buffer)

    def submit(self, submission: Submission) -> None:
        """Put a submission into the next chunk, which is sent when it is full."""
        self._buffer.append(submission)
        if len(self._buffer) >= self._chunk:
            self._send(self._buffer)
            self._buffer = []

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        """Wait for the next chunk, or for a look at who is there."""
        from distributed import wait

        if self._buffer:
            self._send(self._buffer)
            self._buffer = []
        try:
            with self._client.as_current():
                under_way = list(self._under_way)
                done = wait(under_way, timeout=LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            self._look_around()
            return []
        return [found for future in done for found in self._taken(future)]

    def _send(self, submissions: list[Submission], tries: int = 1) -> None:
        # Where all are fit, those that come later may help.
        workers = frozenset(self._crew.fit) if self._crew.unfit else frozenset()
        future = self._client.submit(
            _graded,
            self._bundle,
            msgspec.msgpack.encode(submissions),
            pure=False,
            workers=sorted(workers) or None,
        )
        self._under_way[future] = _Chunk(submissions, workers, tries)

    def _taken(self, future: Future) -> list[tuple[Submission, SubmissionResult]]:
        from distributed import KilledWorker

        chunk = self._under_way.pop(future)
        if future.status == "finished":
            results = _results.decode(future.result())
            return list(zip(chunk.submissions, results, strict=True))
        if self._client.status != "running":
            raise SandboxError(
                "The cluster's scheduler is gone. What was graded is kept; when it is back, the "
                "same command goes on from there."
            )
        error = future.exception() if future.status == "error" else None
        # A worker that refuses, or a task that was lost.
        if (error is None or isinstance(error, SandboxError | ImportError)) and chunk.tries < TRIES:
            self._look_around()
            self._send(chunk.submissions, chunk.tries + 1)
            return []
        if len(chunk.submissions) > 1:
            for submission in chunk.submissions:  # it may be one of them alone
                self._send([submission])
            return []
        killed = isinstance(error, KilledWorker)
        reason = "its workers were killed, one after the other." if killed else repr(error)
        submission = chunk.submissions[0]
        return [(submission, not_graded(submission, self._points, reason))]

    def _wait_for_workers(self, address: str) -> None:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise SandboxError(
                f"Expected workers in the cluster at {address} but there was none for "
                f"{PATIENCE:g} s. Start some, and try again."
            ) from None
        self._look_around()

    def _look_around(self) -> None:
        """Learn who is there, and whether they can grade; send anew what nobody can have."""
        info: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        crew = self._crew
        crew.fit = {address: crew.fit[address] for address in crew.fit if address in info}
        crew.unfit = {address: crew.unfit[address] for address in crew.unfit if address in info}
        new = [address for address in info if address not in {*crew.fit, *crew.unfit}]
        for address, reason in self._asked(new).items():
            if reason:
                log.warning("worker %s refuses: %s", address, reason)
                crew.unfit[address] = reason
            else:
                crew.fit[address] = info[address]["nthreads"]
        if crew.unfit and not crew.fit:
            address, reason = next(iter(crew.unfit.items()))
            raise SandboxError(f"No worker of the cluster can grade. {address}: {reason}")
        for future, chunk in list(self._under_way.items()):
            if chunk.workers and chunk.workers.isdisjoint(crew.fit):
                del self._under_way[future]
                self._client.cancel([future], force=True)
                self._send(chunk.submissions)

    def _asked(self, workers: Sequence[str]) -> dict[str, str]:
        """Why each of some workers cannot grade."""
        if not workers:
            return {}
        answers = self._client.run(
            _fits,
            engine(),
            self._confined,
            self._frameworks,
            workers=list(workers),
            on_error="return",
        )
        return {
            address: answer if isinstance(answer, str) else f"{type(answer).__name__}: {answer}"
            for address, answer in answers.items()
        }


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "Expected distributed for --scheduler but it is not installed. "
            "Install it with: pip install 'autograder[cluster]'"
        ) from None
    try:
        return Client(address, set_as_default=False, timeout=CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise SandboxError(
            f"Expected a Dask scheduler at {address} but cannot connect: {error}. Give the address "
            "that `dask scheduler` prints, such as tcp://host:8786."
        ) from None
