"""Run the mechanical mutants of a reference through a homework's checks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from itertools import combinations
from pathlib import Path
from types import CodeType

from autograder.authoring.trusted import run_trusted
from autograder.bank.file import Trace
from autograder.checking import judge_all
from autograder.checking.judgement import ProbeRun
from autograder.course import load_module
from autograder.errors import DeclarationError
from autograder.exercise import Assignment, Check, Contract, Probe
from autograder.misconceptions import fingerprint
from autograder.misconceptions.fingerprint import CONDUCT, Marks
from autograder.misconceptions.mutate import LONGEST_LOOP, TICK, WORDS, Mutant, guarded, mutants
from autograder.misconceptions.patch import Misconception, apply
from autograder.plan import ExercisePlan, ProbePlan
from autograder.probe import Call, Failure, Outcome
from autograder.results import Verdict

Namespace = dict[str, object]
MOST_PAIRS = 200  # of misconceptions in one exercise
FEW = 3  # cases that mostly show a mutant, where each takes a framework a second
NOT_ASKED = Failure("silent", "", "")


@dataclass(frozen=True)
class JudgedMutant:
    """A mutant and what became of it.

    Attributes:
        killed_by: the first check that it fails; empty where it survives.
        marks: its fingerprint on the probes without randomness.
    """

    mutant: Mutant
    killed_by: str
    marks: Marks


class EndlessLoopError(Exception):
    """A mutant's `while` has run too long."""


def judge_mutants(item: ExercisePlan, reference: str) -> list[JudgedMutant]:
    """Run every mutant of an exercise's functions through the checks without randomness.

    Args:
        item: the exercise with its cases.
        reference: the text of the NumPy reference.
    """
    whole = compile(reference, "<reference>", "exec")
    names = [signature.name for signature in item.exercise.signatures]
    return [_judge(item, mutant, whole) for mutant in mutants(reference, names)]


def judge_by_draws(item: ExercisePlan, survivors: Sequence[Mutant], reference: str) -> list[str]:
    """Run mutants through the checks on random functions too.

    Returns:
        For each of them, the first check that it fails; empty where it survives.
    """
    whole = compile(reference, "<reference>", "exec")
    return [_killed_by_draws(item, mutant, whole) for mutant in survivors]


def traces_of(exercise: str, judged: Sequence[JudgedMutant]) -> list[Trace]:
    """The fingerprints of mutants, each behaviour once, as far as they say anything."""
    found: dict[tuple[object, ...], Trace] = {}
    for item in judged:
        marks = fingerprint.digested(item.marks)
        rounded = tuple((key, f"{value:.6g}") for key, (value,) in sorted(marks.items()))
        if any(text != "nan" for _, text in rounded) and rounded not in found:
            found[rounded] = Trace(
                name=item.mutant.kind,
                exercise=exercise,
                behaves=_words(item),
                hint="",
                marks=marks,
            )
    return list(found.values())


def traces_of_pairs(
    item: ExercisePlan, known: Sequence[Misconception], reference: str, assignment: Assignment
) -> list[Trace]:
    """The fingerprints of two misconceptions at once, where they touch the same outputs.

    Where they do not, `fingerprint.match` finds both by themselves. There are none where each takes
    a framework seconds, and none of mistakes that show in draws: pairs are run without these, and
    whoever has made the other mistake alone would be told of both.

    Args:
        item: the exercise with its cases and the mistakes' own fingerprints.
        known: its misconceptions.
        reference: the text of the NumPy reference.
        assignment: the homework.
    """
    if any(probe.probe.framework for probe in item.probes):
        return []
    alone = {trace.name: fingerprint.digested(trace.marks) for trace in item.traces}
    drawn = tuple(f"{probe.probe.name}/" for probe in item.probes if probe.probe.random)
    fixed = [one for one in known if not any(key.startswith(drawn) for key in alone[one.name])]
    found = []
    for first, second in list(combinations(fixed, 2))[:MOST_PAIRS]:
        if not alone[first.name].keys() & alone[second.name].keys():
            continue
        try:
            text = apply(second, apply(first, reference, assignment), assignment)
        except DeclarationError:  # both change the same line
            continue
        marks = fingerprint.digested(_marks_of_text(item, text))
        if marks and marks not in (alone[first.name], alone[second.name]):
            found.append(
                Trace(
                    name=f"{first.name} and {second.name}",
                    exercise=item.exercise.name,
                    behaves=f"{first.behaves}; and {second.behaves}",
                    hint=f"{first.hint} {second.hint}",
                    marks=marks,
                )
            )
    return found


def _marks_of_text(item: ExercisePlan, text: str) -> Marks:
    """The marks of a variant of the reference on the probes without randomness."""
    fixed = [probe for probe in item.probes if not probe.probe.random]
    runs = _run(item, fixed, _filled(guarded(text)))
    return fingerprint.marks_of(_checks_on(item, runs), runs, item.level)


def load_equivalents(path: Path) -> dict[str, str]:
    """Read which mutants are no mistakes, and why, from an equivalents.py if there is one.

    Returns:
        The reason by the mutant's name.

    Raises:
        DeclarationError: the file does not run.
    """
    if not path.is_file():
        return {}
    module = load_module(f"_equivalents_{path.parent.name}", path.read_text("utf-8"), str(path))
    listed: dict[str, list[str]] = getattr(module, "EQUIVALENT", {})
    return {name: reason for reason, names in listed.items() for name in names}


def _words(item: JudgedMutant) -> str:
    outputs = {key.partition("/")[2] for key in item.marks}
    values = outputs - {CONDUCT}
    subject = values.pop() if len(values) == 1 else item.mutant.function
    return WORDS[item.mutant.kind].format(subject)


def _judge(item: ExercisePlan, mutant: Mutant, reference: CodeType) -> JudgedMutant:
    fixed = [probe for probe in _touched(item, mutant) if not probe.probe.random]
    if any(probe.probe.framework for probe in fixed):
        few = [replace(probe, cases=probe.cases[:FEW], again=[]) for probe in fixed]
        if killed := _killed_by(item, _run(item, few, _namespace(reference, mutant))):
            # Marks on a few cases are not those of a submission, which has all of them.
            return JudgedMutant(mutant, killed, {})
    runs = _run(item, fixed, _namespace(reference, mutant))
    killed = _killed_by(item, runs)
    marks = fingerprint.marks_of(_checks_on(item, runs), runs, item.level) if killed else {}
    return JudgedMutant(mutant, killed, marks)


def _killed_by_draws(item: ExercisePlan, mutant: Mutant, reference: CodeType) -> str:
    for probe in _touched(item, mutant):
        if not probe.probe.random:
            continue
        for count in (1, len(probe.cases)):  # mostly one case is enough
            some = replace(probe, cases=probe.cases[:count], again=[])
            killed = _killed_by(item, _run(item, [some], _namespace(reference, mutant)))
            if killed:
                return killed
    return ""


def _touched(item: ExercisePlan, mutant: Mutant) -> list[ProbePlan]:
    return [probe for probe in item.probes if mutant.function in probe.probe.uses]


def _namespace(reference: CodeType, mutant: Mutant) -> Namespace:
    return _filled(reference, mutant.code)


def _filled(*codes: CodeType) -> Namespace:
    """What code of our own defines, with an end to every loop."""
    rounds = 0

    def tick() -> None:
        nonlocal rounds
        rounds += 1
        if rounds > LONGEST_LOOP:
            raise EndlessLoopError("did not come to an end")

    namespace: Namespace = {"__name__": "_mutant", TICK: tick}
    for code in codes:
        exec(code, namespace)  # noqa: S102  our own reference, changed in places
    return namespace


def _run(
    item: ExercisePlan, probes: Sequence[ProbePlan], namespace: Namespace
) -> dict[str, ProbeRun]:
    with redirect_stdout(StringIO()):  # a mutant may print
        return run_trusted(replace(item, probes=list(probes)), namespace)


def _checks_on(item: ExercisePlan, runs: dict[str, ProbeRun]) -> list[Check]:
    """The checks on these probes; a contract on several probes becomes one for each of them."""
    checks: list[Check] = []
    for check in item.exercise.checks:
        probes = [check.probe]
        if isinstance(check, Contract):
            probes += check.also
            check = replace(check, also=[])
        for number, probe in enumerate(probes):
            if probe.name in runs:
                name = f"{check.name} ({probe.name})" if number else check.name
                checks.append(replace(check, probe=probe, name=name))
    return checks


def _killed_by(item: ExercisePlan, runs: dict[str, ProbeRun]) -> str:
    """The first check that fails on these runs; empty where none does."""
    checks = _checks_on(item, runs)
    if not checks:
        return ""
    exercise = replace(item.exercise, checks=checks)
    judged = judge_all(exercise, runs, _no_slopes, item.level)
    failed = (
        check.name
        for check, found in zip(checks, judged, strict=True)
        if found.verdict is Verdict.FAILED
    )
    return next(failed, "")


def _no_slopes(_: Probe, calls: Sequence[Call]) -> list[Outcome]:
    """Say nothing about slopes: a wrong forward pass is reason enough."""
    return [Outcome({}, NOT_ASKED) for _ in calls]
