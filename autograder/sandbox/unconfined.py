"""A worker as a plain subprocess: for a student's own code, or where nothing better exists.

It works on every system. Linux alone can wait for several pipes at once, and tells how long a
process has computed; elsewhere threads wait, and the wall clock is all there is.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from autograder.equipment import Equipment
from autograder.sandbox import protocol
from autograder.sandbox.process import ENVIRONMENT, LONGEST_PAUSE, Process

LAST_WORDS = 5.0  # seconds until the pipes of a process that was ended must be at their end


@dataclass
class _Spawned:
    program: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.program.pid

    def kill(self) -> None:
        self.program.kill()

    def reap(self) -> int | None:
        return self.program.wait()


class ThreadedProcess(Process):
    """A worker whose pipes threads read and write; otherwise as any."""

    def __post_init__(self) -> None:
        self._pause = LONGEST_PAUSE
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._threads: list[Thread] = []
        self._begin_thread(self._read_responses)
        self._begin_thread(self._count_output)

    @property
    def idle(self) -> bool:
        """Whether the worker is there, and owes nothing and says nothing."""
        return self._begin == len(self._buffer) and self._answers.empty()

    def send(self, data: bytes) -> None:
        """Write all of `data`, while the worker's answers and prints are taken in.

        Raises:
            WorkerEndError: the worker ended or used up its allowance.
        """
        writer = self._begin_thread(lambda: self._write(data))
        while writer.is_alive():
            writer.join(LONGEST_PAUSE)
            self._keep_within_allowance(quiet=False)
        self._threads.remove(writer)

    def close(self) -> int | None:
        """Kill the worker, drop its descriptors, return its exit status."""
        if not self._closed:
            self.handle.kill()
            self.handle.reap()
            # A descriptor that is closed while somebody reads from it may block for ever.
            for thread in self._threads:
                thread.join(LAST_WORDS)
        return super().close()

    def _wait(self, *, writing: bool) -> None:
        try:
            self._keep(self._answers.get(timeout=self._pause))
            quiet = False
        except Empty:
            quiet = True
        self._require_few_prints()
        self._keep_within_allowance(quiet=quiet)

    def _read_responses(self) -> None:
        while data := _read(self.responses):
            self._answers.put(data)
        self._answers.put(b"")

    def _count_output(self) -> None:
        while data := _read(self.output):
            self._printed += len(data)

    def _write(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # it has ended; reading from it tells
            protocol.write(self.requests, data)

    def _begin_thread(self, target: Callable[[], None]) -> Thread:
        thread = Thread(target=target, daemon=True)
        thread.start()
        self._threads.append(thread)
        return thread


def _read(descriptor: int) -> bytes:
    """What comes next; nothing at the end."""
    try:
        return os.read(descriptor, 2**20)
    except OSError:
        return b""


def spawn(equipment: Equipment | None = None) -> Process:
    """Start an unconfined worker, with a device or a framework if it is given one."""
    settings = equipment.environment(ENVIRONMENT) if equipment else ENVIRONMENT
    program = subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "autograder.sandbox.worker", str(os.getpid())),
            *(equipment.arguments if equipment else ()),
        ],
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # Copies, so that the Popen object may close its own.
    pipes = (program.stdin, program.stdout, program.stderr)
    descriptors = [os.dup(pipe.fileno()) for pipe in pipes if pipe]
    for pipe in pipes:
        if pipe:
            pipe.close()
    requests, responses, output = descriptors
    kind = Process if sys.platform == "linux" else ThreadedProcess
    return kind(requests, responses, output, _Spawned(program))
