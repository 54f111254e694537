"""Check the same work again and again, as fast as can be."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from msgspec import structs

from autograder.errors import SandboxError
from autograder.grading import grade
from autograder.notebook_source import UnparsedError, parse
from autograder.results import SubmissionResult
from autograder.sandbox.equipped import FRAMEWORK
from autograder.sandbox.process import Process
from autograder.sandbox.unconfined import spawn
from autograder.self_check import Work, library_for, plan_of
from autograder.sessions import Starts
from autograder.submission import Submission

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LOOKS = frozenset({"eval", "exec", "getattr", "globals", "locals", "vars"})  # for names, unseen


class Recheck:
    """Checks one homework; use it as a context manager.

    A worker stands by, so that none has to start first. What has passed is not run again as long
    as its functions, all that they use, and the statements between the functions are the same.
    """

    def __init__(self, work: Work, only: Sequence[str] = ()) -> None:
        """Prepare.

        Args:
            work: from `self_check.locate`.
            only: names of exercises; none means all.

        Raises:
            UsageError: there is no such exercise.
        """
        self._plan = plan_of(work, only)
        self._library = library_for(work.assignment)
        with_framework = self._start_with_framework if self._library else None
        self._starts = Starts(self._start, framework=with_framework)
        self._spare_with_framework: Process | None = None  # from the first use on
        self._uses_framework = False
        self._last: SubmissionResult | None = None
        self._codes: Mapping[str, str] = {}
        self._spare: Process | None = spawn()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        for spare in (self._spare, self._spare_with_framework):
            if spare is not None:
                spare.close()

    def __call__(self, submission: Submission) -> SubmissionResult:
        """Check what is there now; the result is that of `self_check.check`."""
        codes = self._codes_of(submission)
        result = self._changed_ones(submission, codes)
        result = result or grade(self._plan, submission, self._starts)
        if any(item.passed for item in result.exercises):  # or it may just be half saved
            self._last, self._codes = result, codes
        if self._spare is None:
            self._spare = spawn()
        if self._uses_framework and self._spare_with_framework is None:
            self._spare_with_framework = spawn(self._library)
        return result

    def _changed_ones(
        self, submission: Submission, codes: Mapping[str, str]
    ) -> SubmissionResult | None:
        """The result, if what has passed and is the same need not be run again."""
        last = self._last
        if last is None or not codes:
            return None
        same = {name for name, code in codes.items() if self._codes.get(name) == code}
        kept = {item.name: item for item in last.exercises if item.passed and item.name in same}
        changed = [item for item in self._plan.exercises if item.exercise.name not in kept]
        # One at least: only running the file tells whether it can be run.
        some = replace(self._plan, exercises=changed or self._plan.exercises[:1])
        result = grade(some, submission, self._starts)
        if result.notes != last.notes:
            return None
        found = kept | {item.name: item for item in result.exercises}
        exercises = [found[item.exercise.name] for item in self._plan.exercises]
        return structs.replace(
            result,
            exercises=exercises,
            score=sum(item.score for item in exercises),
            max_score=float(self._plan.points),
        )

    def _codes_of(self, submission: Submission) -> dict[str, str]:
        """By exercise, all the code that it rests on; nothing where that cannot be told."""
        found = _Code.of(submission)
        return {
            item.exercise.name: found.behind([one.name for one in item.exercise.signatures])
            for item in self._plan.exercises
            if found
        }

    def _start(self) -> Process:
        spare, self._spare = self._spare, None
        if spare is not None and spare.idle:
            return spare
        if spare is not None:
            spare.close()
        return spawn()

    def _start_with_framework(self) -> Process:
        spare, self._spare_with_framework = self._spare_with_framework, None
        self._uses_framework = True
        if spare is not None:
            with suppress(SandboxError):  # it has ended meanwhile
                return FRAMEWORK.started(spare)
        return FRAMEWORK.started(spawn(self._library))


@dataclass(frozen=True)
class _Code:
    """A submission's definitions at the top level.

    Attributes:
        texts: of all definitions of a name, by name; those of all other statements by "".
        uses: the names that stand in them.
    """

    texts: Mapping[str, str]
    uses: Mapping[str, Set[str]]

    @classmethod
    def of(cls, submission: Submission) -> _Code | None:
        """Take a submission apart; None where it does not parse, or looks names up by itself."""
        texts: dict[str, str] = {}
        uses: dict[str, set[str]] = {}
        for _, text in submission.chunks:
            try:
                body = parse(text).body
            except UnparsedError:
                return None
            lines = text.splitlines()
            for node in body:
                name = node.name if isinstance(node, DEFINITIONS) else ""
                first = min(
                    [node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))]
                )
                kept = "\n".join(lines[first - 1 : node.end_lineno])
                texts[name] = f"{texts.get(name, '')}\n{kept}"
                names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                uses[name] = uses.get(name, set()) | names
        return None if any(names & LOOKS for names in uses.values()) else cls(texts, uses)

    def behind(self, names: Sequence[str]) -> str:
        """The text of all that some functions rest on."""
        waiting, seen = ["", *names], set[str]()
        while waiting:
            name = waiting.pop()
            if name in self.texts and name not in seen:
                seen.add(name)
                waiting += self.uses[name]
        return "\n".join(self.texts[name] for name in sorted(seen))
