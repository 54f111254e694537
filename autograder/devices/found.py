"""Which device there is to compute on, and what is missing where there is none."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgspec

from autograder.devices.ask import Answer
from autograder.devices.device import Device, kept_settings, listed
from autograder.errors import SandboxError

Wanted: TypeAlias = Literal["auto", "cpu", "gpu"]

BACKEND = "cupy"
DRIVER = "libcuda.so.1"
PATIENCE = 120.0  # seconds for the first answer of a device
MIB = 2**20
# What a process takes of a GPU's memory before it has computed anything, libraries included.
CONTEXT_BYTES = 700 * MIB
LEAST_BYTES, MOST_BYTES = 256 * MIB, 4096 * MIB  # for one submission
SPARED = 0.95  # of the memory that is free


@dataclass(frozen=True)
class Missing:
    """Something that a GPU run needs and that is not there.

    Attributes:
        what: it is.
        remedy: how to get it.
    """

    what: str
    remedy: str


@dataclass(frozen=True)
class Found:
    """What a look at the machine found.

    Attributes:
        name: the GPU's.
        free_bytes: of its memory.
        missing: empty where submissions can run there.
    """

    name: str = ""
    free_bytes: int = 0
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """Where the exercises that can use a device run, and what to tell of it.

    Attributes:
        device: None for the CPU.
        note: one line; empty where nothing has to be told.
    """

    device: Device | None
    note: str = ""


def look(backend: str = BACKEND, driver: str = DRIVER) -> Found:
    """Look for a driver, a backend and a GPU, without starting it in this process."""
    missing = []
    if not _loads(driver):
        missing.append(
            Missing(
                f"no NVIDIA driver ({driver})",
                "Install the driver, and start a container with its GPUs (docker run --gpus all)",
            )
        )
    if importlib.util.find_spec(backend) is None:
        missing.append(
            Missing("no CuPy", "Install CuPy with: pip install 'autograder[gpu]' (CUDA 12)")
        )
    if missing:
        return Found(missing=tuple(missing))
    answer = _answer_of(backend)
    if answer.problem:
        remedy = "Try: python -c 'import cupy; print(cupy.ones(2) @ cupy.ones(2))'"
        return Found(missing=(Missing(f"no GPU that CuPy can use ({answer.problem})", remedy),))
    return Found(answer.name, answer.free_bytes)


def choose(
    wanted: Wanted, exercises: Sequence[str], jobs: int, found: Found | None = None
) -> Chosen:
    """Choose where exercises run.

    Args:
        wanted: as `--device` says.
        exercises: those that can use a device.
        jobs: how many submissions run at a time, each with a share of the memory.
        found: from `look`, which takes a second or more and is done where it is needed.

    Raises:
        SandboxError: a GPU was asked for and cannot be had; says what is missing and how to get it.
    """
    if wanted == "cpu":
        return Chosen(None)
    if not exercises:
        return Chosen(None, "no exercise here uses a GPU" if wanted == "gpu" else "")
    found = found or look()
    share = _share(found.free_bytes, jobs)
    missing = found.missing
    if not missing and share < LEAST_BYTES:
        missing = (
            Missing(
                f"too little of its memory free for {jobs} submissions at a time "
                f"({found.free_bytes // MIB} MiB)",
                "Grade fewer at a time with --jobs, or end what else uses it",
            ),
        )
    names = listed(exercises)
    if not missing:
        share = min(share, MOST_BYTES)
        text = f"{names} on the GPU ({found.name}), {share // MIB} MiB for each submission"
        return Chosen(Device(share), text)
    if wanted == "auto":
        return Chosen(None, f"{names} on the CPU: {', '.join(item.what for item in missing)}")
    what = " and ".join(item.what for item in missing)
    remedies = " ".join(f"{item.remedy}." for item in missing)
    raise SandboxError(
        f"Expected a GPU for {names} (--device gpu) but there is {what}. {remedies} "
        "Or run on the CPU with --device cpu."
    )


def _share(free_bytes: int, jobs: int) -> int:
    """What a submission may use, in whole MiB."""
    return (int(SPARED * free_bytes) // jobs - CONTEXT_BYTES) // MIB * MIB


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answer_of(backend: str) -> Answer:
    environment = {**os.environ, **kept_settings()}
    path = [*filter(None, [os.environ.get("PYTHONPATH")]), *sys.path]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "autograder.devices.ask", backend],
            env={**environment, "PYTHONPATH": os.pathsep.join(path)},
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        return msgspec.json.decode(done.stdout, type=Answer)
    except (OSError, subprocess.SubprocessError, msgspec.MsgspecError) as error:
        return Answer(problem=f"{type(error).__name__}: {error}"[:300])
