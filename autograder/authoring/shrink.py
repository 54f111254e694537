"""Search for the smallest counterexample, by Hypothesis, with the reference at hand."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, seed, settings

from autograder import explain
from autograder.authoring.banks import require_frameworks
from autograder.bank.build import CaseBuilder, Oracle
from autograder.bank.draw import case_strategy, size_of
from autograder.checking import judge_all
from autograder.checking.judgement import Judgement, ProbeRun
from autograder.course import Course, load_reference, probe_source
from autograder.errors import BankError, UsageError
from autograder.exercise import Agreement, Assignment, Backward, Check, Exercise, Probe
from autograder.frameworks import prepare_to_import
from autograder.probe import Call
from autograder.results import Verdict
from autograder.sandbox.session import Session, batch
from autograder.sandbox.stand_ins import standing_in
from autograder.self_check import ShownCase, require_exercise
from autograder.sessions import AnyStart, Sessions
from autograder.submission import Submission

MOST = 100_000  # cases that Hypothesis may try
LITTLE = 1e-3  # relative; what is wrong there alone, and nowhere near, is a convention


@dataclass(frozen=True)
class Smallest:
    """What the search came to.

    Attributes:
        tried: how many cases were run.
        shown: the smallest case that is wrong; None where all were right.
        message: what is wrong with it.
        stopped: whether the time was up before nothing smaller was left to try.
    """

    tried: int
    shown: ShownCase | None = None
    message: str = ""
    stopped: bool = False


class _WrongError(Exception):
    """What tells Hypothesis that a case is wrong."""


class _TimeIsUpError(BaseException):
    """Ends the search; no exception that Hypothesis would look into."""


def smallest(
    course: Course,
    homework: str,
    submission: Submission,
    exercise: str,
    *,
    start: AnyStart,
    seconds: float,
) -> Smallest:
    """Search for the smallest inputs on which a submission's results are wrong.

    Args:
        course: where the homework lives.
        homework: its name.
        submission: what to run.
        exercise: where to search, by its name or a function's; its random functions are left out.
        start: starts worker processes.
        seconds: how long to search at most.

    Raises:
        UsageError: there is no such exercise, none of its results are compared, or the file
            cannot be run.
    """
    assignment = course.assignment(homework)
    chosen = require_exercise(assignment, exercise)
    searches = [
        _Search(chosen, probe, checks)
        for probe in chosen.probes
        if (checks := _checks_on(chosen, probe))
    ]
    if not searches:
        raise UsageError(f"No results of {chosen.name} are compared with a reference's.")
    require_frameworks(assignment.only([chosen.name]))
    prepare_to_import(assignment.frameworks)
    with (
        standing_in(assignment.frameworks),
        Sessions(start, assignment, submission.chunks) as sessions,
    ):
        oracle = Oracle("numpy", vars(load_reference(course.reference(homework, "numpy"))))
        broken = sessions.plain.load()
        if broken and len(submission.chunks) == 1:
            label, failure = broken[0]
            raise UsageError(f"{label} cannot be run: {failure.message}")
        for search in searches:
            session = sessions.of(search.probe)
            search.run(assignment, oracle, session, seconds / len(searches))
            if search.best:
                return search.result(submission)
    return Smallest(sum(search.tried for search in searches))


def _checks_on(exercise: Exercise, probe: Probe) -> list[Check]:
    """The comparisons with the reference."""
    own = [check for check in exercise.checks if check.probe is probe and not probe.random]
    found: list[Check] = []
    for check in own:
        if isinstance(check, Agreement):
            found.append(check)
        elif isinstance(check, Backward):
            found.append(Agreement(check.name, probe, check.points, list(check.wrt.values())))
    return found


def _moved(value: Any, rng: np.random.Generator) -> Any:
    """The same inputs, moved a little; labels stay."""
    if isinstance(value, list):
        return [_moved(item, rng) for item in value]
    if isinstance(value, dict):
        return {key: _moved(item, rng) for key, item in value.items()}
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    if value.any() and np.isin(value, (0.0, 1.0)).all():
        return value
    by = LITTLE * rng.uniform(0.5, 1, value.shape)
    return np.where(value == 0, by, value * (1 + by))


class _Search:
    """The search among one probe's inputs."""

    def __init__(self, exercise: Exercise, probe: Probe, checks: Sequence[Check]) -> None:
        self._exercise = replace(exercise, checks=checks)
        self.probe = probe
        self.tried = 0
        self.best: tuple[ProbeRun, Judgement] | None = None
        self.stopped = False

    def run(self, assignment: Assignment, oracle: Oracle, session: Session, seconds: float) -> None:
        """Let Hypothesis look for a wrong case, and make it smaller until the time is up."""
        builder = CaseBuilder(self._exercise, self.probe, [oracle])
        source = probe_source(assignment, self.probe.name)
        until = time.monotonic() + seconds

        @seed(0)
        @settings(
            max_examples=MOST,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(case_strategy(self.probe))
        def look(inputs: dict[str, Any]) -> None:
            if time.monotonic() > until:
                raise _TimeIsUpError
            self.tried += 1
            found = judged(inputs)
            # At a kink, such as a ReLU's 0, right ones differ too: but only right there.
            if found is None or judged(_moved(inputs, np.random.default_rng(0))) is None:
                return
            if self.best is None or size_of(inputs) < size_of(self.best[0].cases[0].inputs):
                self.best = found
            raise _WrongError

        def judged(inputs: dict[str, Any]) -> tuple[ProbeRun, Judgement] | None:
            try:
                case = builder.case("drawn", "", inputs)
            except BankError:
                return None  # nothing can be judged by it
            call = batch(source, self.probe.name, self._exercise.functions, [Call(inputs)])
            session.begin_exercise()
            return self._wrong(ProbeRun(self.probe, [case], session.run(call)))

        with contextlib.suppress(_WrongError):
            try:
                look()
            except _TimeIsUpError:
                self.stopped = True

    def _wrong(self, run: ProbeRun) -> tuple[ProbeRun, Judgement] | None:
        found = judge_all(self._exercise, {self.probe.name: run}, lambda *_: [])
        failed = (item for item in found if item.verdict is Verdict.FAILED)
        first = next(failed, None)
        return (run, first) if first else None

    def result(self, submission: Submission) -> Smallest:
        """The smallest wrong case that was met."""
        if self.best is None:
            return Smallest(self.tried)
        run, judgement = self.best
        text = explain.message(judgement, self._exercise, dict(submission.chunks))
        shown = ShownCase(self._exercise.name, None, run.cases[0], run.outcomes[0])
        return Smallest(self.tried, shown, text, self.stopped)
