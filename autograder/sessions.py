"""A submission's conversations: which worker runs which of its probes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeAlias

from autograder.exercise import Assignment, Probe
from autograder.frameworks import packages_of
from autograder.notebook_source import UnparsedError, parse
from autograder.probe import Failure
from autograder.sandbox.equipped import DEVICE, FRAMEWORK
from autograder.sandbox.process import Allowance
from autograder.sandbox.session import Session, Start
from autograder.submission.progress import is_unfilled

# Code that defines names without naming them.
HIDDEN = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "__import__"})


@dataclass(frozen=True)
class Starts:
    """How workers are started, by what the probes need that they run.

    Attributes:
        plain: a worker with NumPy alone.
        device: one whose arrays lie on a device; None runs everything on the CPU.
        framework: one that has the framework; None where it is not installed.
    """

    plain: Start
    device: Start | None = None
    framework: Start | None = None


AnyStart: TypeAlias = Start | Starts  # a bare one starts plain workers


def starts_of(start: AnyStart) -> Starts:
    """How workers are started."""
    return start if isinstance(start, Starts) else Starts(start)


class Sessions:
    """A submission's conversations with its workers; use it as a context manager.

    A worker with a device or a framework is begun when the first exercise needs it.
    """

    def __init__(
        self,
        start: AnyStart,
        assignment: Assignment,
        chunks: Sequence[tuple[str, str]],
        allowance: Allowance | None = None,
    ) -> None:
        """Begin none yet.

        Args:
            start: starts the workers.
            assignment: the homework.
            chunks: the submission's text.
            allowance: what one exercise may use in a plain worker.
        """
        starts, name = starts_of(start), assignment.topic
        self._chunks = chunks
        self._asked_for = frozenset(
            signature.name for one in assignment.exercises for signature in one.signatures
        )
        packages = packages_of(assignment.frameworks)
        self.plain = Session(starts.plain, name, chunks, allowance, stand_ins=packages)
        self.device = starts.device and Session(
            starts.device, name, chunks, DEVICE.allowance, stand_ins=packages
        )
        self.framework = starts.framework and Session(
            starts.framework, name, chunks, FRAMEWORK.allowance
        )

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for session in (self.plain, self.device, self.framework):
                if session:
                    stack.enter_context(session)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *args: object) -> None:
        self._open.close()

    def of(self, probe: Probe) -> Session:
        """The one in which a probe runs."""
        if probe.framework and self.framework and self._has_a_part_in(probe):
            return self.framework
        return self.device if probe.device and self.device else self.plain

    def lacks(self, probe: Probe) -> bool:
        """Whether a probe needs a framework that is not here."""
        return bool(probe.framework) and self.framework is None

    def broken_of(self, probe: Probe) -> Sequence[tuple[str, Failure]]:
        """What went wrong where the submission's text was run for a probe."""
        return self.of(probe).broken

    def _has_a_part_in(self, probe: Probe) -> bool:
        """Whether the submission has written anything that a probe calls.

        Where it has not, a plain worker tells so, and no framework has to start.
        """
        asked_for = probe.uses & self._asked_for
        return self._written is None or not asked_for.isdisjoint(self._written)

    @cached_property
    def _written(self) -> frozenset[str] | None:
        """The names that the submission defines, stubs aside; None where that cannot be told."""
        found: set[str] = set()
        for _, text in self._chunks:
            try:
                tree = parse(text)
            except UnparsedError:
                continue  # it defines nothing
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    found |= set() if is_unfilled(node.body) else {node.name}
                elif isinstance(node, ast.ClassDef):
                    found.add(node.name)
                elif isinstance(node, ast.alias):
                    found.add(node.asname or node.name)
                elif isinstance(node, ast.Name):
                    if node.id in HIDDEN:
                        return None
                    found |= {node.id} if isinstance(node.ctx, ast.Store) else set()
        return frozenset(found)
