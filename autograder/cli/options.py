"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.output import tell
from autograder.errors import SandboxError, UsageError

if TYPE_CHECKING:  # loaded where they are needed: a check should take well under a second
    from autograder.bank.file import Bank
    from autograder.classroom import Pool
    from autograder.classroom.grader import Launcher
    from autograder.course import Course
    from autograder.devices.device import Device
    from autograder.plan import Plan
    from autograder.sandbox.confine import Confinement

FAILURES, USAGE, GRADER = 1, 2, 3
INTERRUPTED = 130


class FeedbackLevel(StrEnum):
    """How much a report says about a failure."""

    FULL = "full"
    HINT = "hint"
    SCORE = "score"


CourseOption = Annotated[
    Path | None, typer.Option("--course", help="The course's folder; found upward by default.")
]
OraclesOption = Annotated[
    str, typer.Option("--oracles", help="References that must agree: numpy or numpy,tensorflow.")
]
FeedbackOption = Annotated[
    FeedbackLevel,
    typer.Option(
        "--feedback",
        help="What students are told: full, hint (no cases, no numbers) or score.",
    ),
]
LARGEST_SEED = 2**62
SeedOption = Annotated[
    int | None, typer.Option("--seed", min=0, max=LARGEST_SEED, help="Seed of the cases.")
]
NoSandboxOption = Annotated[
    bool, typer.Option("--no-sandbox", help="Run submissions unconfined. They can do anything.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Grade on a Dask cluster, as tcp://host:8786."
    ),
]


class DeviceName(StrEnum):
    """Where exercises run that can use a GPU."""

    AUTO = "auto"
    CPU = "cpu"
    GPU = "gpu"


DeviceOption = Annotated[
    DeviceName,
    typer.Option("--device", help="Where trainings run: cpu, gpu, or gpu where there is one."),
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Submissions at a time; all cores by default.")
]


def course_of(path: Path | None) -> Course:
    """The course to work on."""
    from autograder.course import Course

    return Course.find((path or Path.cwd()).absolute())


def oracles_of(text: str) -> list[str]:
    """The references that must agree."""
    names = [name.strip() for name in text.split(",")]
    if names not in (["numpy"], ["numpy", "tensorflow"]):
        raise UsageError(f"Expected --oracles numpy or numpy,tensorflow but got {text!r}.")
    return names


@contextmanager
def launcher_for(*, no_sandbox: bool) -> Iterator[Launcher]:
    """What starts workers; says what the machine lacks."""
    from autograder.classroom.grader import Launcher
    from autograder.sandbox.confine import Limits

    require_linux(no_sandbox=no_sandbox)
    launcher = Launcher(None if no_sandbox else Limits())
    try:
        _tell_what_is_missing(launcher.confinement)
        yield launcher
    finally:
        launcher.close()


@contextmanager
def pool_for(
    plan: Plan,
    bank: Bank,
    work: int,
    *,
    jobs: int | None,
    scheduler: str | None = None,
    no_sandbox: bool,
    device: Device | None = None,
) -> Iterator[Pool]:
    """Graders for so many submissions, here or on a cluster; says what the machine lacks."""
    if scheduler is not None:
        from autograder.classroom.cluster import ClusterPool

        with ClusterPool(
            scheduler, plan.assignment, bank, work, confined=not no_sandbox
        ) as cluster:
            yield cluster
        return
    from autograder.classroom.local import LocalPool

    require_linux(no_sandbox=no_sandbox)
    size = graders_for(work, jobs)
    with LocalPool(plan, size, confined=not no_sandbox, device=device) as pool:
        _tell_what_is_missing(pool.confinement)
        yield pool


def require_one_place(jobs: int | None, scheduler: str | None) -> None:
    """Refuse to say how many graders there are where a cluster has its own."""
    if jobs is not None and scheduler is not None:
        raise UsageError("Expected --jobs or --scheduler but got both: a cluster has its own.")


def graders_for(work: int, jobs: int | None) -> int:
    """How many graders so many submissions have."""
    return max(1, min(jobs or os.cpu_count() or 1, work))


def device_for(
    wanted: DeviceName, exercises: Sequence[str], at_once: int, scheduler: str | None = None
) -> Device | None:
    """The device that submissions share, so many at a time; says where exercises run."""
    if wanted is DeviceName.CPU:
        return None
    if scheduler is not None:
        raise UsageError(
            "Expected --device or --scheduler but got both: a cluster grades on the CPU."
        )
    from autograder.devices.found import choose

    only_gpu = wanted is DeviceName.GPU
    chosen = choose("gpu" if only_gpu else "auto", exercises, at_once)
    if chosen.note:
        tell(f"note: {chosen.note}")
    return chosen.device


def require_linux(*, no_sandbox: bool) -> None:
    """Refuse to run the submissions of others where nothing confines them.

    Raises:
        SandboxError: says where it can be done.
    """
    if not no_sandbox and sys.platform != "linux":
        unconfined = ", or accept that they run unconfined with --no-sandbox"
        raise SandboxError(
            "Submissions can be confined on Linux alone. Grade on Linux, in WSL2 or in a "
            f"container{unconfined if hasattr(os, 'fork') else ''}. "
            "Your own work is checked on any system: autograder check."
        )


def _tell_what_is_missing(confinement: Confinement | None) -> None:
    if confinement is None:
        tell("warning: submissions run unconfined and can do whatever you can (--no-sandbox)")
    elif confinement.missing:
        tell(f"note: this machine confines without {', '.join(confinement.missing)}")
