"""Work on several homeworks at a time, each in a process of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from autograder.classroom.grader import Launcher
from autograder.errors import SandboxError
from autograder.sandbox.confine import Limits

T = TypeVar("T")
Task = Callable[..., T]  # task(name, start=...), where start begins a confined worker


def each_homework(task: Task[T], names: Sequence[str], jobs: int) -> Iterator[tuple[str, T]]:
    """Do a task for every homework.

    Args:
        task: called as `task(name, start=start)`; it and its result must be picklable.
        names: the homeworks.
        jobs: how many at a time.

    Yields:
        (name, result), as they are done.

    Raises:
        AutograderError: the task's, of a homework that fails.
        SandboxError: a process was killed.
    """
    with ProcessPoolExecutor(min(jobs, len(names)), mp_context=get_context("spawn")) as pool:
        try:
            # Later homeworks tend to be longer: begin with them.
            begun = {pool.submit(_with_launcher, task, name): name for name in reversed(names)}
            yield from ((begun[future], future.result()) for future in as_completed(begun))
        except BrokenProcessPool:
            raise SandboxError(
                "A process that worked on a homework was killed; the machine may be out of memory. "
                "Try again with --jobs 1."
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _with_launcher(task: Task[Any], name: str) -> Any:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    launcher = Launcher(Limits())
    try:
        return task(name, start=launcher.starts)
    finally:
        launcher.close()
