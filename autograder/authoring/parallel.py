"""Work on several homeworks at a time, each in a process of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from autograder.classroom import Launcher
from autograder.errors import SandboxError
from autograder.sandbox.confine import Limits

T = TypeVar("T")
Task = Callable[..., T]  # task(name, start=...), where start begins a confined worker


def each_homework(task: Task[T], names: Sequence[str], jobs: int) -> Iterator[T]:
    """Do a task for every homework.

    Args:
        task: called as `task(name, start=start)`; it and its result must be picklable.
        names: the homeworks.
        jobs: how many at a time.

    Yields:
        The results in the order of `names`.

    Raises:
        AutograderError: the task's, for the first homework that fails.
        SandboxError: a process was killed.
    """
    with ProcessPoolExecutor(min(jobs, len(names)), mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(partial(_with_launcher, task), names)
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
        return task(name, start=launcher.start)
    finally:
        launcher.close()
