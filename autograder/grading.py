"""Grade one submission: run every probe, judge, explain, diagnose. `check` and `grade` share it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder import checking, explain, pictures
from autograder.bank.file import Bank, Case, Trace
from autograder.checking.judgement import Judgement, ProbeRun
from autograder.course import probe_source
from autograder.devices.device import listed
from autograder.errors import SandboxError
from autograder.exercise import (
    FEEDBACK,
    Agreement,
    Assignment,
    Backward,
    Check,
    Contract,
    Exercise,
    Feedback,
    Probe,
    Statistics,
    Target,
)
from autograder.frameworks import TITLES, Framework, how_to_install
from autograder.misconceptions import fingerprint
from autograder.numerics import statistics
from autograder.numerics.forms import Expectation
from autograder.probe import Call, Failure, Outcome
from autograder.results import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)
from autograder.sandbox.process import Allowance
from autograder.sandbox.session import Batch, batch
from autograder.sessions import AnyStart, Sessions
from autograder.submission import Submission

LARGEST_MARGIN, LARGEST_RANDOM = 2**16, 8 * 2**20  # bytes of an answer
AGAIN = 3  # cases per probe on which every function is called twice

log = logging.getLogger("autograder")


@dataclass(frozen=True)
class ProbePlan:
    """A probe's calls, encoded once for a whole class."""

    probe: Probe
    cases: Sequence[Case]
    again: Sequence[int]
    batch: Batch
    first: int
    expectation: Expectation


@dataclass(frozen=True)
class ExercisePlan:
    """What is run for one exercise, and what it is judged by.

    Attributes:
        probes: the calls.
        traces: the misconceptions to match wrong outputs with.
        mutants: the mechanical ones to match them with after that.
        level: the p-value below which a random function is wrong.
        feedback: how much the report may say.
    """

    exercise: Exercise
    probes: Sequence[ProbePlan]
    traces: Sequence[Trace]
    mutants: Sequence[Trace]
    level: float
    feedback: Feedback


@dataclass(frozen=True)
class Plan:
    """All that grading needs and that does not depend on the submission."""

    assignment: Assignment
    exercises: Sequence[ExercisePlan]
    sources: Mapping[str, str]  # of the probes, by name
    reproduce: str  # begins the line that shows a case again

    @property
    def points(self) -> float:
        return sum(item.exercise.points for item in self.exercises)

    @property
    def on_device(self) -> list[str]:
        """The exercises with a probe that runs on a GPU where one is asked for."""
        return [item.exercise.name for item in self.exercises if item.exercise.on_device]

    @property
    def with_framework(self) -> dict[str, Framework]:
        """The exercises that need a framework, and which."""
        named = {item.exercise.name: item.exercise.framework for item in self.exercises}
        return {name: framework for name, framework in named.items() if framework}

    @property
    def batches(self) -> list[bytes]:
        """What every submission is asked for in a plain worker, as it is sent."""
        return [
            entry.batch.frame
            for item in self.exercises
            for entry in item.probes
            if not entry.probe.framework
        ]


def plan(
    assignment: Assignment, bank: Bank, *, only: Sequence[str] = (), large: bool = False
) -> Plan:
    """Prepare grading with a bank.

    Args:
        assignment: the homework.
        bank: its cases.
        only: names of the exercises to grade; none means all.
        large: whether probes are asked for their large cases, where the bank has them: on a GPU.

    Raises:
        BankError: the bank was built for other declarations.
        DeclarationError: there is no exercise of such a name.
    """
    bank.require_version_of(assignment)
    named = [assignment.exercise(name) for name in dict.fromkeys(only)]
    chosen = named or assignment.exercises
    names = {probe.name for exercise in chosen for probe in exercise.probes}
    sources = {name: probe_source(assignment, name) for name in sorted(names)}
    # The level depends on the whole homework, so that a part of it gets the same verdict.
    cases = {name: bank.cases_of(name, large=large) for name in bank.cases}
    tests = sum(number_of_tests(item, cases) for item in assignment.exercises)
    level = statistics.level(tests)
    return Plan(
        assignment,
        [_exercise_plan(exercise, bank, cases, sources, level) for exercise in chosen],
        sources,
        # A hidden bank's cases have other numbers than those beside a student's work.
        f"autograder check {assignment.name}"
        if bank.declarations is not None
        else "autograder check FILE --bank BANK",
    )


def number_of_tests(exercise: Exercise, cases: Mapping[str, Sequence[Any]]) -> int:
    """How many p-values an exercise is judged by, of the cases of each probe."""
    found = 0
    for check in exercise.checks:
        if isinstance(check, Statistics | Target):
            names = check.says if isinstance(check, Statistics) else check.outputs
            found += len(names) * len(cases[check.probe.name])
    return found


def _exercise_plan(
    exercise: Exercise,
    bank: Bank,
    cases_by_probe: Mapping[str, Sequence[Case]],
    sources: Mapping[str, str],
    level: float,
) -> ExercisePlan:
    contracts = [check for check in exercise.checks if isinstance(check, Contract)]
    watched = {probe.name for check in contracts for probe in (check.probe, *check.also)}
    probes = []
    first = 0
    for probe in exercise.probes:
        cases = cases_by_probe[probe.name]
        again = _spread(cases) if probe.name in watched and not probe.random else []
        calls = [Call(case.inputs) for case in cases]
        calls += [Call(cases[index].inputs, again=True) for index in again]
        functions = _watched(exercise, probe)
        source = sources[probe.name]
        expectation = Expectation([(case.outputs, case.atol) for case in cases], again)
        encoded = batch(
            *(source, probe.name, functions, calls, _largest(probe, cases)), expectation.numbers
        )
        probes.append(ProbePlan(probe, cases, again, encoded, first, expectation))
        first += len(cases)
    traces = [trace for trace in bank.traces if trace.exercise == exercise.name]
    mutants = [trace for trace in bank.mutants if trace.exercise == exercise.name]
    strictest = max(exercise.feedback, bank.feedback, key=FEEDBACK.index)
    return ExercisePlan(exercise, probes, traces, mutants, level, strictest)


def _watched(exercise: Exercise, probe: Probe) -> Sequence[str]:
    """The signatures of the functions whose calls are watched."""
    return exercise.functions if probe.watched else []


def _largest(probe: Probe, cases: Sequence[Case]) -> int:
    """How many bytes an answer may have: several times what the oracles' have."""
    if probe.random:
        return LARGEST_RANDOM
    return LARGEST_MARGIN + 8 * max(len(case.packed_outputs) for case in cases)


def _spread(cases: Sequence[Case]) -> list[int]:
    drawn = [index for index, case in enumerate(cases) if case.kind == "drawn"]
    step = max(1, (len(drawn) - 1) // max(1, AGAIN - 1))
    return drawn[::-1][::step][:AGAIN]


def grade(
    plan: Plan,
    submission: Submission,
    start: AnyStart,
    allowance: Allowance | None = None,
) -> SubmissionResult:
    """Grade a submission.

    Args:
        plan: from `plan`.
        submission: the student's text.
        start: starts worker processes. Without one that has its framework an exercise is skipped.
        allowance: what one exercise may use in a plain worker.

    Raises:
        SandboxError: no worker can be had.
    """
    if submission.problem:
        return ungraded(plan, submission)
    with Sessions(start, plan.assignment, submission.chunks, allowance) as sessions:
        broken = sessions.plain.load()
        exercises = [_grade_exercise(plan, item, sessions, submission) for item in plan.exercises]
    device = sessions.device
    notes = [*submission.notes, *_cell_notes(submission, broken)]
    if device and plan.on_device:
        notes.append(f"the trainings of {listed(plan.on_device)} ran on the GPU")
        notes += [f"on the GPU: {text}" for text in device.notes]
    erred = any(check.verdict is Verdict.ERROR for item in exercises for check in item.checks)
    return SubmissionResult(
        student=submission.student,
        file=submission.file,
        score=sum(item.score for item in exercises),
        max_score=float(plan.points),
        status="error" if erred else "graded",
        notes=notes,
        exercises=exercises,
    )


def run_exercise(item: ExercisePlan, sessions: Sessions) -> dict[str, ProbeRun]:
    """Run an exercise's probes on the submission that the sessions hold."""
    for session in {id(one): one for one in map(sessions.of, item.exercise.probes)}.values():
        session.begin_exercise()
        session.announce([it.batch for it in item.probes if sessions.of(it.probe) is session])
    runs = {}
    for probe in item.probes:
        outcomes = sessions.of(probe.probe).run(probe.batch)
        count = len(probe.cases)
        again = dict(zip(probe.again, outcomes[count:], strict=True))
        agreed = probe.expectation.agreeing([outcome.outputs for outcome in outcomes[:count]])
        runs[probe.probe.name] = ProbeRun(
            probe.probe, probe.cases, outcomes[:count], again, probe.first, agreed
        )
    return runs


def _grade_exercise(
    plan: Plan,
    item: ExercisePlan,
    sessions: Sessions,
    submission: Submission,
) -> ExerciseResult:
    exercise = item.exercise
    if any(map(sessions.lacks, exercise.probes)):
        return _skipped(exercise)

    largest = {entry.probe.name: entry.batch.largest for entry in item.probes}

    def ask(probe: Probe, calls: Sequence[Call]) -> Sequence[Outcome]:
        name = probe.name
        functions = _watched(exercise, probe)
        asked = batch(plan.sources[name], name, functions, calls, largest[name])
        return sessions.of(probe).run(asked)

    try:
        runs = run_exercise(item, sessions)
        with np.errstate(all="ignore"):  # a submission's numbers may be as large as they like
            judgements = checking.judge_all(exercise, runs, ask, item.level)
            wrong = any(judgement.verdict is not Verdict.PASSED for judgement in judgements)
            marks = fingerprint.marks_of(exercise.checks, runs, item.level) if wrong else {}
            behaviour = fingerprint.behaviour(marks)
            traces = fingerprint.match(marks, item.traces) if marks else []
            if marks and not traces:
                traces = fingerprint.match_mutant(marks, item.mutants)
            checks = [
                _check_result(
                    plan,
                    item,
                    check,
                    judgement,
                    traces,
                    submission,
                    sessions.broken_of(check.probe),
                )
                for check, judgement in zip(exercise.checks, judgements, strict=True)
            ]
            drawn = pictures.pictures_of(exercise, runs) if item.feedback == "full" else []
    except SandboxError:
        raise  # without a fork server there is nothing to grade with
    except Exception as error:
        # A fault of the grader must cost neither the student nor the class.
        log.exception("exercise %s of %s could not be graded", exercise.name, submission.student)
        text = f"The grader failed, not the submission: {type(error).__name__}: {error}"
        checks = [_unjudged(check, Verdict.ERROR, text) for check in exercise.checks]
        behaviour = ""
        drawn = []
    return ExerciseResult(
        name=exercise.name,
        title=exercise.title,
        score=sum(check.score for check in checks),
        max_score=float(exercise.points),
        checks=checks,
        behaviour=behaviour,
        pictures=drawn,
    )


def needs(exercise: Exercise) -> str:
    """What an exercise lacks whose framework is not here, for a student."""
    name = exercise.framework
    return (
        f"needs {TITLES[name]}, which is not installed here: {how_to_install(name)}. "
        "Your instructor's grader runs it"
    )


def _skipped(exercise: Exercise) -> ExerciseResult:
    """The result of an exercise whose framework is not here."""
    text = needs(exercise)
    return ExerciseResult(
        name=exercise.name,
        title=exercise.title,
        score=0.0,
        max_score=float(exercise.points),
        checks=[_unjudged(check, Verdict.SKIPPED, text) for check in exercise.checks],
    )


def _check_result(
    plan: Plan,
    item: ExercisePlan,
    check: Check,
    judgement: Judgement,
    traces: Sequence[Trace],
    submission: Submission,
    broken: Sequence[tuple[str, Failure]],
) -> CheckResult:
    judgement = _blame_the_file(judgement, broken, submission)
    passed = judgement.verdict is Verdict.PASSED
    diagnosis: list[Diagnosis] = []
    if judgement.verdict is Verdict.FAILED and item.feedback != "score":
        diagnosis = [
            Diagnosis(name=trace.name, behaves=trace.behaves, hint=trace.hint)
            for trace in traces
            if _concerns(check, trace)
        ]
    return CheckResult(
        name=check.name,
        kind=check.kind,
        verdict=judgement.verdict,
        score=float(check.points if passed else judgement.score),
        max_score=float(check.points),
        message=_message(item, judgement, submission),
        counterexample=explain.counterexample(judgement, item.exercise, plan.reproduce)
        if item.feedback == "full"
        else None,
        diagnosis=diagnosis,
    )


def _message(item: ExercisePlan, judgement: Judgement, submission: Submission) -> str:
    sources = dict(submission.chunks)
    if judgement.verdict is not Verdict.FAILED or item.feedback == "full":
        return explain.message(judgement, item.exercise, sources)
    if item.feedback == "hint":
        return explain.hint(judgement, item.exercise, sources)
    return "This check fails; your instructor has chosen not to show more."


def _blame_the_file(
    judgement: Judgement, broken: Sequence[tuple[str, Failure]], submission: Submission
) -> Judgement:
    """A function that is missing because the file stopped before it: say so instead."""
    if judgement.failure is None or judgement.failure.kind != "absent" or not broken:
        return judgement
    label, cause = broken[0]
    if len(submission.chunks) > 1:
        line = f" in line {cause.frames[-1].line}" if cause.frames else ""
        text = f"is not defined; {label} fails{line}: {cause.message}"
        cause = Failure("died", judgement.failure.function, text)
    return replace(judgement, failure=cause, run=None, case=None)


def _concerns(check: Check, trace: Trace) -> bool:
    """Whether a mistake touches what a check looks at."""
    name = check.probe.name
    if isinstance(check, Agreement):
        keys = {f"{name}/{output}" for output in check.outputs}
    elif isinstance(check, Backward):
        keys = {f"{name}/{output}" for output in (check.of, *check.wrt.values())}
    elif isinstance(check, Contract):
        keys = {f"{probe.name}/{fingerprint.CONDUCT}" for probe in (check.probe, *check.also)}
    else:
        return any(key.startswith(f"{name}/") for key in trace.marks)
    return not keys.isdisjoint(trace.marks)


def _cell_notes(submission: Submission, broken: Sequence[tuple[str, Failure]]) -> list[str]:
    if len(submission.chunks) < 2:
        return [_file_note(label, failure) for label, failure in broken]
    # The reader has noted the cells that do not parse.
    failing = [item for item in broken if not item[1].message.startswith("SyntaxError")]
    return [f"{label} fails and was left out: {failure.message}" for label, failure in failing]


def _file_note(label: str, failure: Failure) -> str:
    reached = [frame.line for frame in failure.frames if frame.function == "<module>"]
    if not reached:
        return f"{label} cannot be run: {failure.message}"
    return f"{label} ends at line {reached[0]}: {failure.message} (what stands above it counts)"


def ungraded(plan: Plan, submission: Submission) -> SubmissionResult:
    """The result of a submission that is missing or cannot be read."""
    missing = not submission.file
    verdict = Verdict.SKIPPED if missing else Verdict.FAILED
    exercises = [
        ExerciseResult(
            name=item.exercise.name,
            title=item.exercise.title,
            score=0.0,
            max_score=float(item.exercise.points),
            checks=[
                _unjudged(check, verdict, submission.problem) for check in item.exercise.checks
            ],
        )
        for item in plan.exercises
    ]
    return SubmissionResult(
        student=submission.student,
        file=submission.file,
        score=0.0,
        max_score=float(plan.points),
        status="missing" if missing else "graded",
        notes=[submission.problem, *submission.notes],
        exercises=exercises,
    )


def _unjudged(check: Check, verdict: Verdict, text: str) -> CheckResult:
    return CheckResult(
        name=check.name,
        kind=check.kind,
        verdict=verdict,
        score=0.0,
        max_score=float(check.points),
        message=text,
    )
