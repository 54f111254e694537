"""Grade one submission: run every probe, judge, explain, diagnose. `check` and `grade` share it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from autograder import checking, explain, pictures
from autograder.bank.file import Trace
from autograder.checking.judgement import Judgement, ProbeRun
from autograder.devices.device import listed
from autograder.errors import SandboxError
from autograder.exercise import (
    Agreement,
    Backward,
    Check,
    Contract,
    Exercise,
    Probe,
)
from autograder.frameworks import TITLES, how_to_install
from autograder.misconceptions import fingerprint
from autograder.misconceptions.fingerprint import Marks
from autograder.plan import ExercisePlan, Plan, watched
from autograder.probe import Call, Failure, Outcome
from autograder.results import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)
from autograder.sandbox.process import Allowance
from autograder.sandbox.session import batch
from autograder.sessions import AnyStart, Sessions
from autograder.submission import Submission

log = logging.getLogger("autograder")


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
        return _unjudged_exercise(exercise, Verdict.SKIPPED, needs(exercise))
    try:
        return judge_exercise(plan, item, run_exercise(item, sessions), sessions, submission)
    except SandboxError:
        raise  # without a fork server there is nothing to grade with
    except Exception as error:
        # A fault of the grader must cost neither the student nor the class.
        log.exception("exercise %s of %s could not be graded", exercise.name, submission.student)
        text = f"The grader failed, not the submission: {type(error).__name__}: {error}"
        return _unjudged_exercise(exercise, Verdict.ERROR, text)


def judge_exercise(
    plan: Plan,
    item: ExercisePlan,
    runs: Mapping[str, ProbeRun],
    sessions: Sessions,
    submission: Submission,
) -> ExerciseResult:
    """Judge and explain what an exercise's probes have returned.

    Args:
        plan: what `item` is a part of.
        item: the exercise.
        runs: from `run_exercise`.
        sessions: still hold the submission: a check may ask for further runs.
        submission: the student's text.
    """
    exercise = item.exercise
    largest = {entry.probe.name: entry.batch.largest for entry in item.probes}

    def ask(probe: Probe, calls: Sequence[Call]) -> Sequence[Outcome]:
        name = probe.name
        functions = watched(exercise, probe)
        asked = batch(plan.sources[name], name, functions, calls, largest[name])
        return sessions.of(probe).run(asked)

    with np.errstate(all="ignore"):  # a submission's numbers may be as large as they like
        judgements = checking.judge_all(exercise, runs, ask, item.level)
        wrong = any(judgement.verdict is not Verdict.PASSED for judgement in judgements)
        marks = fingerprint.marks_of(exercise.checks, runs, item.level) if wrong else {}
        causes = _causes(exercise, item, marks)
        checks = [
            _check_result(
                *(plan, item, check, judged, causes[check.name], submission),
                sessions.broken_of(check.probe),
            )
            for check, judged in zip(exercise.checks, judgements, strict=True)
        ]
        return ExerciseResult(
            name=exercise.name,
            title=exercise.title,
            score=sum(check.score for check in checks),
            max_score=float(exercise.points),
            checks=checks,
            behaviour=fingerprint.behaviour(marks),
            pictures=pictures.pictures_of(exercise, runs) if item.feedback == "full" else [],
        )


def _causes(exercise: Exercise, item: ExercisePlan, marks: Marks) -> dict[str, list[Trace]]:
    """By check, the mistakes behind all that is wrong; or else behind all that this check sees."""
    whole = fingerprint.match(marks, item.traces) if marks else []
    if marks and not whole:
        whole = fingerprint.match_mutant(marks, item.mutants)
    if whole or not marks:
        return {
            check.name: [trace for trace in whole if _concerns(check, trace)]
            for check in exercise.checks
        }
    digests = fingerprint.digested(marks)
    return {
        check.name: fingerprint.match_part(marks, item.traces, _keys_of(check))
        or fingerprint.match_part(digests, item.mutants, _keys_of(check))
        for check in exercise.checks
    }


def needs(exercise: Exercise) -> str:
    """What an exercise lacks whose framework is not here, for a student."""
    name = exercise.framework
    return (
        f"needs {TITLES[name]}, which is not installed here: {how_to_install(name)}. "
        "Your instructor's grader runs it"
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
            Diagnosis(name=trace.name, behaves=trace.behaves, hint=trace.hint) for trace in traces
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
    keys = _keys_of(check)
    if not keys:
        return any(key.startswith(f"{check.probe.name}/") for key in trace.marks)
    return not keys.isdisjoint(trace.marks)


def _keys_of(check: Check) -> set[str]:
    """The outputs that a check looks at; none where it looks at whatever its probe returns."""
    name = check.probe.name
    if isinstance(check, Agreement):
        return {f"{name}/{output}" for output in check.outputs}
    if isinstance(check, Backward):
        return {f"{name}/{output}" for output in (check.of, *check.wrt.values())}
    if isinstance(check, Contract):
        return {f"{probe.name}/{fingerprint.CONDUCT}" for probe in (check.probe, *check.also)}
    return set()


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
        _unjudged_exercise(item.exercise, verdict, submission.problem) for item in plan.exercises
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


def _unjudged_exercise(exercise: Exercise, verdict: Verdict, text: str) -> ExerciseResult:
    """The result of an exercise of which no check was judged: it earns nothing."""
    checks = [
        CheckResult(
            name=check.name,
            kind=check.kind,
            verdict=verdict,
            score=0.0,
            max_score=float(check.points),
            message=text,
        )
        for check in exercise.checks
    ]
    return ExerciseResult(
        name=exercise.name,
        title=exercise.title,
        score=0.0,
        max_score=float(exercise.points),
        checks=checks,
    )
