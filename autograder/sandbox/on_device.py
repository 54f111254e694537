"""Workers whose arrays lie on a device: what they may use, and whether it started."""

from __future__ import annotations

from autograder.errors import SandboxError
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import START, Allowance, Process, WorkerEndError

# CUDA takes its time, compiles what it computes, and has threads and files of its own.
LIMITS = Limits(cpu_seconds=180, memory_bytes=4 << 30, open_files=256, reserves_much=True)
ALLOWANCE = Allowance(cpu_seconds=60.0, wall_seconds=180.0, idle_seconds=30.0)


def started(process: Process) -> Process:
    """Wait until a worker has its device.

    Raises:
        SandboxError: it cannot have it. No submission was loaded yet, so none is to blame.
    """
    process.allow(Allowance(START, START, START))
    try:
        process.receive()
    except WorkerEndError as end:
        raise SandboxError(
            f"A worker could not start the GPU ({end.kind}, status {end.status}). Another program "
            "may have taken its memory, or the libraries of CUDA may lie where only root can read: "
            "grade fewer submissions at a time with --jobs, or on the CPU with --device cpu."
        ) from None
    return process
