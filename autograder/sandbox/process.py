"""A worker process as the grader holds it, and the fork server that it comes from."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Protocol, Self, cast

import msgspec
import numpy

import autograder
from autograder.equipment import Equipment
from autograder.errors import SandboxError
from autograder.sandbox import fork_server, protocol
from autograder.sandbox.confine import Confinement, Limits

LARGEST_OUTPUT = 8 * 2**20  # bytes that a submission may print per exercise
# Answers wait in the kernel until the worker nudges, or until the next look: waking up for every
# single one of them costs more than all the rest.
FIRST_LOOK, LONGEST_PAUSE = 0.005, 0.1  # seconds
LARGE = 2**15  # bytes: after so many at once, the worker may be waiting for room to write the rest
START = 60.0  # seconds until a worker must be up, on the most loaded machine

# One thread per process: a forked child inherits the locks of OpenBLAS' other threads for ever.
ENVIRONMENT: Mapping[str, str] = {
    "PYTHONPATH": os.pathsep.join(
        sorted(
            {str(Path(module.__file__ or "").parents[1]) for module in (autograder, numpy, msgspec)}
        )
    ),
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
}

FORK_SERVER = ("-m", "autograder.sandbox.fork_server")

EndKind = Literal["ended", "cpu", "wall", "idle", "flood", "garbled"]


class WorkerEndError(Exception):
    """The worker is gone or was stopped, and why.

    Attributes:
        kind: how it ended; "ended" is of its own accord.
        status: exit status, negative for a signal; None where unknown.
    """

    def __init__(self, kind: EndKind, status: int | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


@dataclass(frozen=True)
class Allowance:
    """What one exercise may use: processor seconds first, wall-clock seconds as a backstop.

    Attributes:
        wall_seconds: less where they are all there is.
        idle_seconds: how long it may sleep.
    """

    cpu_seconds: float = 5.0
    wall_seconds: float = 60.0 if sys.platform == "linux" else 20.0
    idle_seconds: float = 5.0


class Handle(Protocol):
    """How to end a process and learn how it ended."""

    @property
    def pid(self) -> int:
        """The process id."""

    def kill(self) -> None:
        """Send SIGKILL; harmless where the process has ended."""

    def reap(self) -> int | None:
        """Wait for the end and return the exit status."""


@dataclass
class Process:
    """The three streams of a worker, and its clocks.

    Attributes:
        requests: descriptor that the worker reads.
        responses: descriptor that it writes answers to; may be the same.
        output: descriptor where what the submission prints arrives.
        handle: how to end it.
        prepared: the keys of the batches that it has already.
    """

    requests: int
    responses: int
    output: int
    handle: Handle
    prepared: frozenset[bytes] = frozenset()
    _buffer: bytearray = field(default_factory=bytearray)
    _begin: int = 0  # of what in the buffer was not read yet
    _more: bool = False  # whether there were many answers the last time
    _printed: int = 0
    _prints: bool = True  # until it closes its output
    _closed: bool = False
    _status: int | None = None
    _cpu_from: float = 0.0
    _wall_from: float = 0.0
    _cpu_seen: float = 0.0
    _asleep: float = 0.0  # seconds that it has done nothing, as far as was looked
    _pause: float = FIRST_LOOK
    _allowance: Allowance = field(default_factory=Allowance)

    def __post_init__(self) -> None:
        for descriptor in {self.requests, self.responses, self.output}:
            os.set_blocking(descriptor, False)

    def allow(self, allowance: Allowance) -> None:
        """Start counting time and output anew."""
        self._allowance = allowance
        self._printed = 0
        self._cpu_from = self._cpu()
        self._asleep = 0.0
        self._wall_from = time.monotonic()

    @property
    def idle(self) -> bool:
        """Whether the worker is there, and owes nothing and says nothing."""
        poller = select.poll()
        poller.register(self.responses, select.POLLIN)
        return self._begin == len(self._buffer) and not poller.poll(0)

    def send(self, data: bytes) -> None:
        """Write all of `data`, while the worker's answers and prints are taken in.

        Raises:
            WorkerEndError: the worker ended or used up its allowance.
        """
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self.requests, view) :]
            except BlockingIOError:
                self._wait(writing=True)
            except OSError:
                raise self._end("ended") from None

    def receive(self) -> bytes:
        """Wait for the next frame and return its body.

        Raises:
            WorkerEndError: the worker ended, used up its allowance, or sent no frame.
        """
        while True:
            end = self._begin + protocol.HEADER.size
            if len(self._buffer) >= end:
                (length,) = protocol.HEADER.unpack_from(self._buffer, self._begin)
                if length > protocol.LARGEST:
                    raise self._end("garbled")
                if len(self._buffer) >= end + length:
                    self._begin = end + length
                    return bytes(self._buffer[end : end + length])
            self._wait(writing=False)

    def close(self) -> int | None:
        """Kill the worker, drop its descriptors, return its exit status.

        Harmless the second time: by then the descriptors' numbers may be another worker's.
        """
        if not self._closed:
            self._closed = True
            self.handle.kill()
            self._status = self.handle.reap()
            for descriptor in {self.requests, self.responses, self.output}:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
        return self._status

    def _wait(self, *, writing: bool) -> None:
        """Wait for a nudge, an end, room to write, the rest of a large answer or the next look.

        What is there then is taken.
        """
        poller = select.poll()
        if self._prints:
            poller.register(self.output, select.POLLIN)
        answers = select.POLLIN if self._more or not self._prints else 0
        poller.register(self.responses, answers)
        if writing:
            same = answers if self.requests == self.responses else 0
            poller.register(self.requests, select.POLLOUT | same)
        events = dict(poller.poll(self._pause * 1000))
        if self.output in events:
            self._take_output()
        taken = self._take_responses()
        self._keep_within_allowance(quiet=not events and not taken)
        self._pause = FIRST_LOOK if taken else min(2 * self._pause, LONGEST_PAUSE)

    def _take_output(self) -> None:
        # What is printed is nobody's verdict: it is counted and dropped.
        with contextlib.suppress(OSError):
            taken = len(os.read(self.output, 2**20))
            self._printed += taken
            self._prints = taken > 0
        self._require_few_prints()

    def _require_few_prints(self) -> None:
        if self._printed > LARGEST_OUTPUT:
            raise self._end("flood")

    def _take_responses(self) -> bool:
        try:
            data = os.read(self.responses, 2**20)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        self._keep(data)
        return True

    def _keep(self, data: bytes) -> None:
        """Add to what was received; nothing means that there will be no more."""
        self._more = len(data) >= LARGE
        if not data:
            raise self._end("ended")
        del self._buffer[: self._begin]
        self._begin = 0
        self._buffer += data
        if len(self._buffer) > 2 * protocol.LARGEST:
            raise self._end("garbled")

    def _keep_within_allowance(self, *, quiet: bool) -> None:
        used, now = self._cpu(), time.monotonic()
        if used - self._cpu_from > self._allowance.cpu_seconds:
            raise self._end("cpu")
        if now - self._wall_from > self._allowance.wall_seconds:
            raise self._end("wall")
        # On a busy machine a worker may wait long for a processor; it sleeps by its own will.
        # Counted are looks, not seconds: the grader itself may have had no processor meanwhile.
        asleep = quiet and used == self._cpu_seen and self._sleeps()
        self._cpu_seen, self._asleep = used, self._asleep + self._pause if asleep else 0.0
        if self._asleep > self._allowance.idle_seconds:
            raise self._end("idle")

    def _sleeps(self) -> bool:
        """Whether the worker is asleep or stopped, as far as the system tells."""
        try:
            with open(f"/proc/{self.handle.pid}/stat", "rb") as file:  # noqa: PTH123  often called
                return file.read().rpartition(b") ")[2][:1] in b"STt"
        except OSError:
            return False

    def _cpu(self) -> float:
        """Processor seconds that the worker has used, by the kernel's own clock."""
        try:
            return time.clock_gettime((~self.handle.pid << 3) | 2)
        except (OSError, AttributeError):
            return 0.0  # ended, or a system without such clocks: the wall clock remains

    def _end(self, kind: EndKind) -> WorkerEndError:
        return WorkerEndError(kind, self.close())


@dataclass
class _Forked:
    server: ForkServer
    number: int
    descriptor: int

    @property
    def pid(self) -> int:
        return self.number

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)

    def reap(self) -> int | None:
        os.close(self.descriptor)
        return self.server.reap(self.number).status


class ForkServer:
    """A running fork server; use it as a context manager."""

    def __init__(self, batches: Sequence[bytes] = (), equipment: Equipment | None = None) -> None:
        """Start it.

        Args:
            batches: frames of those that many submissions will be asked for; none with equipment.
            equipment: that its children have beyond NumPy.
        """
        self._equipped = equipment is not None
        self._prepared = frozenset(
            protocol.key_of(frame[protocol.HEADER.size :]) for frame in batches
        )
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START)
        with theirs:
            self._program = subprocess.Popen(
                [
                    *(sys.executable, "-P", *FORK_SERVER, str(theirs.fileno())),
                    *(equipment.arguments if equipment else ()),
                ],
                env={
                    **_measured(),
                    **(equipment.environment(ENVIRONMENT) if equipment else ENVIRONMENT),
                },
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                cwd="/",
                process_group=0,  # Ctrl-C is the grader's
            )
        # Not by a file: the disk may be full.
        with contextlib.suppress(OSError), cast(IO[bytes], self._program.stdin) as stdin:
            stdin.writelines(batches)
        if self._receive() != b"ready":
            self.close()
            raise SandboxError("The fork server did not start; its message stands above.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the fork server; children that still run die with it."""
        self._control.close()
        try:
            self._program.wait(1.0)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()

    @property
    def pid(self) -> int:
        """The process id of the fork server."""
        return self._program.pid

    def fork(self, limits: Limits, *, rehearse: bool = False) -> Process:
        """Start a confined worker.

        Raises:
            SandboxError: the fork server is gone.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        output, printed = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs, printed:
            order = msgspec.msgpack.encode(fork_server.Fork(limits, rehearse))
            try:
                socket.send_fds(self._control, [order], [theirs.fileno(), printed.fileno()])
                data, descriptors, _, _ = socket.recv_fds(self._control, 65_536, 1)
                forked = msgspec.msgpack.decode(data, type=fork_server.Forked)
            except (OSError, msgspec.MsgspecError):
                ours.close()
                output.close()
                raise SandboxError("The fork server ended unexpectedly.") from None
        handle = _Forked(self, forked.pid, descriptors[0])
        return Process(stream := ours.detach(), stream, output.detach(), handle, self._prepared)

    def reap(self, pid: int) -> fork_server.Reaped:
        """Wait for a child that has ended."""
        try:
            self._control.send(msgspec.msgpack.encode(fork_server.Reap(pid)))
            return msgspec.msgpack.decode(self._receive(), type=fork_server.Reaped)
        except (OSError, msgspec.MsgspecError):
            raise SandboxError("The fork server ended unexpectedly.") from None

    def rehearse(self, limits: Limits) -> Confinement:
        """Try everything that is forbidden, in a confined child.

        Returns:
            The layers in force.

        Raises:
            SandboxError: something forbidden was possible, or the child could not be confined.
        """
        process = self.fork(limits, rehearse=True)
        process.allow(Allowance())
        try:
            found = msgspec.msgpack.decode(process.receive(), type=fork_server.Rehearsed)
        except WorkerEndError as end:
            needed = "seccomp and Landlock" if self._equipped else "seccomp"
            raise SandboxError(
                f"A test child could not be confined (status {end.status}). Grade on Linux with "
                f"{needed}, or accept that submissions run unconfined with --no-sandbox."
            ) from None
        process.close()
        if found.succeeded:
            raise SandboxError(
                f"Confined code could: {', '.join(found.succeeded)}. Nothing was graded. Grade on "
                "a Linux kernel with seccomp, or accept the risk with --no-sandbox."
            )
        if found.unreadable:
            raise SandboxError(
                f"A submission's process, whose user is nobody else, cannot read "
                f"{found.unreadable}, and a framework loads parts of itself as they are used. Make "
                "the folders above it readable for all, or grade as an ordinary user."
            )
        return found.confinement

    def _receive(self) -> bytes:
        try:
            return self._control.recv(65_536)
        except OSError:
            return b""


def _measured() -> dict[str, str]:
    """What coverage.py needs to follow the fork server; nothing outside of a measured test run."""
    return {key: text for key, text in os.environ.items() if key.startswith("COVERAGE_PROCESS")}
