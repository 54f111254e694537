"""Workers with a device or a framework: what they may use, and whether they have it."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.errors import SandboxError
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import START, Allowance, Process, WorkerEndError


@dataclass(frozen=True)
class Terms:
    """What such a worker may use.

    Attributes:
        limits: of the process.
        allowance: of one exercise.
        trouble: said where a worker cannot have its equipment.
    """

    limits: Limits
    allowance: Allowance
    trouble: str

    def started(self, process: Process) -> Process:
        """Wait until a worker has its equipment.

        Raises:
            SandboxError: it cannot have it. No submission was loaded yet, so none is to blame.
        """
        process.allow(Allowance(START, START, START))
        try:
            process.receive()
        except WorkerEndError as end:
            raise SandboxError(self.trouble.format(f"{end.kind}, status {end.status}")) from None
        return process


# CUDA takes its time, compiles what it computes, and has threads and files of its own.
DEVICE = Terms(
    Limits(cpu_seconds=180, memory_bytes=4 << 30, open_files=256, equipped=True),
    Allowance(cpu_seconds=60.0, wall_seconds=180.0, idle_seconds=30.0),
    "A worker could not start the GPU ({}). Another program may have taken its memory, or the "
    "libraries of CUDA may lie where only root can read: grade fewer submissions at a time with "
    "--jobs, or on the CPU with --device cpu.",
)
# To build and train a small network takes half a second, on a machine without other work; this is
# for trainings of some seconds on a slow one, and for the threads, which share one clock.
FRAMEWORK = Terms(
    Limits(cpu_seconds=300, memory_bytes=2 << 30, open_files=256, equipped=True),
    Allowance(cpu_seconds=60.0, wall_seconds=120.0, idle_seconds=10.0),
    "A worker could not start TensorFlow ({}). Try: python -c 'import tensorflow, keras'",
)
