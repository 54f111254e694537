"""Keep a grader and its workers on one processor while they take turns.

One waits while the other works. On two processors each turn wakes an idle one: a submission then
costs a third more of processor time, and of wall-clock time too (two cores, x86-64 virtual
machine). Which processor it is, the system has chosen when the grader was last woken; after each
submission it chooses anew.
"""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress

from autograder.sandbox.seccomp import libc


class OneProcessor:
    """The calling thread and a fork server, held on one processor or free."""

    def __init__(self) -> None:
        self._free: Set[int] | None = None  # where the thread may run when it is not held

    def hold(self, server: int) -> None:
        """Stay where the calling thread is now, with a fork server and what it will fork.

        What this thread starts meanwhile stays there, too. Harmless where a system has no such
        thing, or refuses it.

        Args:
            server: process id of the fork server.
        """
        with suppress(AttributeError, OSError, ValueError):
            if self._free is None:
                self._free = os.sched_getaffinity(0)
                os.sched_setaffinity(0, {libc().sched_getcpu()})
            os.sched_setaffinity(server, os.sched_getaffinity(0))

    def release(self) -> None:
        """Let the calling thread run where it could before."""
        if self._free is not None:
            with suppress(OSError):
                os.sched_setaffinity(0, self._free)
            self._free = None
