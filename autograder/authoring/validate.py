"""An assignment's own tests: references, misconceptions, template."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.authoring.banks import ORACLES, Made, Progress, make_bank, misconceptions_of
from autograder.authoring.mutants import judge_by_draws, load_equivalents
from autograder.authoring.release import template_of
from autograder.authoring.template import strip_solutions
from autograder.course import Course, load_reference
from autograder.errors import DeclarationError
from autograder.exercise import Assignment
from autograder.grading import grade
from autograder.misconceptions.mutate import Mutant
from autograder.misconceptions.patch import apply
from autograder.plan import ExercisePlan, Plan, number_of_tests, plan
from autograder.probe import Signature
from autograder.results import ExerciseResult, SubmissionResult
from autograder.sandbox.stand_ins import standing_in
from autograder.sessions import AnyStart
from autograder.submission import Submission


@dataclass(frozen=True)
class ExerciseReport:
    """What was found out about one exercise.

    Attributes:
        cases: how many the bank has.
        disagreement: largest difference between the oracles, relative to the output; None where
            only one was asked.
        misconceptions: how many are listed.
        caught: how many of them lose points.
        named: how many are diagnosed by their own name first.
        mutants: how many mechanical mutants of the reference there are.
        killed: how many of them a check catches.
        equivalent: how many are listed as no mistakes.
        tests: how many p-values the exercise is judged by.
        false_alarm: the probability that a right submission fails one of them, at most.
        problems: what is wrong with the assignment, in words; empty where all is well.
    """

    name: str
    cases: int
    disagreement: float | None
    misconceptions: int
    caught: int
    named: int
    mutants: int
    killed: int
    equivalent: int
    tests: int
    false_alarm: float
    problems: list[str] = field(default_factory=list)


def validate(
    course: Course,
    name: str,
    *,
    seed: int,
    start: AnyStart,
    oracles: Sequence[str] = ORACLES,
    only: Sequence[str] = (),
    progress: Progress = lambda _: None,
) -> list[ExerciseReport]:
    """Test a homework.

    The references agree, every misconception is caught and named, every mechanical mutant is
    caught or listed as no mistake, the reference earns full marks as a submission, the unfilled
    template fails cleanly, and a notebook can be made of the handout.

    Args:
        course: where the homework lives.
        name: the homework.
        seed: of the bank to test with.
        start: starts worker processes.
        oracles: which references to ask.
        only: names of the exercises to test; none means all.
        progress: told what is going on.
    """
    made = make_bank(
        course, name, seed=seed, start=start, oracles=oracles, only=only, progress=progress
    )
    assignment = course.assignment(name).only(only)
    reference = course.reference(name, "numpy").read_text("utf-8")
    problems: dict[str, list[str]] = {item.name: [] for item in assignment.exercises}
    with standing_in(assignment.frameworks):
        for oracle in oracles:
            _check_signatures(course, assignment, oracle, problems)
    prepared = plan(assignment, made.bank)

    def graded(text: str, wanted: Plan = prepared) -> SubmissionResult:
        chunks = ((f"{assignment.topic}.py", text),)
        return grade(wanted, Submission("", f"{assignment.topic}.py", chunks, (), "", ""), start)

    progress("grading the reference and the template")
    for item in graded(reference).exercises:
        problems[item.name] += _faults_of_right(item)
    for item in graded(strip_solutions(reference, topic=assignment.topic)).exercises:
        problems[item.name] += _faults_of_template(item)
    progress("grading the misconceptions")
    caught: dict[str, list[bool]] = {item.name: [] for item in assignment.exercises}
    named: dict[str, list[bool]] = {item.name: [] for item in assignment.exercises}
    alone = {
        item.name: plan(assignment, made.bank, only=[item.name]) for item in assignment.exercises
    }
    for known in misconceptions_of(course, name):
        if known.exercise not in alone:
            continue
        text = apply(known, reference, assignment)
        (result,) = graded(text, alone[known.exercise]).exercises
        first = result.diagnosis[0].name if result.diagnosis else "nothing"
        caught[known.exercise].append(not result.passed)
        named[known.exercise].append(first == known.name)
        if result.passed:
            problems[result.name].append(f"{known.name} earns full marks")
        elif first != known.name:
            problems[result.name].append(f"{known.name} is diagnosed as {first}")
    progress("running the mutants of random functions")
    equivalents = load_equivalents(course.folder(name) / "equivalents.py")
    reports = []
    survived: set[str] = set()  # a function of two exercises may do so in one of them
    for entry in prepared.exercises:
        own = entry.exercise.name
        with standing_in(assignment.frameworks):
            left = _survivors(entry, made, reference)
        listed = {mutant.name for mutant in left} & equivalents.keys()
        survived |= listed
        problems[own] += [
            f"no check catches the mutant {mutant.name!r} (line {mutant.line}); mend the checks, "
            "or list it in equivalents.py with the reason"
            for mutant in left
            if mutant.name not in equivalents
        ]
        counts = (len(made.mutants[own]), len(left), len(listed))
        report = _report(entry, made, caught[own], named[own], counts, problems)
        reports.append(report if len(oracles) > 1 else replace(report, disagreement=None))
    if not only:
        gone = [text for text in equivalents if text not in survived]
        reports[0].problems.extend(
            [*_faults_of_list(gone, made), *_faults_of_handout(course, name)]
        )
    return reports


def _faults_of_handout(course: Course, name: str) -> Iterator[str]:
    """Why no notebook can be made of the handout, if there is one yet."""
    if (course.folder(name) / "handout.py").is_file():
        try:
            template_of(course, name, plots=False)
        except DeclarationError as error:
            yield f"no notebook can be made: {error}"


def _faults_of_list(gone: Sequence[str], made: Made) -> Iterator[str]:
    """What is wrong with mutants that are listed as no mistakes, but did not survive."""
    known = {found.mutant.name for mutants in made.mutants.values() for found in mutants}
    for text in gone:
        if text in known:
            yield (
                f"equivalents.py lists {text!r} as no mistake, but it is caught: mend the check, "
                "or take it from the list"
            )
        else:
            yield (
                f"equivalents.py lists {text!r}, but there is no such mutant: take it from the list"
            )


def _survivors(item: ExercisePlan, made: Made, reference: str) -> list[Mutant]:
    """The mutants that no check catches."""
    left = [found.mutant for found in made.mutants[item.exercise.name] if not found.killed_by]
    killed = judge_by_draws(item, left, reference)
    return [mutant for mutant, check in zip(left, killed, strict=True) if not check]


def _report(
    item: ExercisePlan,
    made: Made,
    caught: Sequence[bool],
    named: Sequence[bool],
    counts: tuple[int, int, int],
    problems: Mapping[str, list[str]],
) -> ExerciseReport:
    exercise = item.exercise
    probes = [probe.name for probe in exercise.probes]
    tests = number_of_tests(exercise, made.bank.cases)
    return ExerciseReport(
        name=exercise.name,
        cases=sum(len(made.bank.cases[probe]) for probe in probes),
        disagreement=max(made.disagreement[probe] for probe in probes),
        misconceptions=len(caught),
        caught=sum(caught),
        named=sum(named),
        mutants=counts[0],
        killed=counts[0] - counts[1],
        equivalent=counts[2],
        tests=tests,
        false_alarm=tests * item.level,
        problems=problems[exercise.name],
    )


def _check_signatures(
    course: Course, assignment: Assignment, oracle: str, problems: Mapping[str, list[str]]
) -> None:
    namespace = vars(load_reference(course.reference(assignment.name, oracle)))
    for exercise in assignment.exercises:
        for signature in exercise.signatures:
            problems[exercise.name] += _faults_of_signature(namespace, signature, oracle)


def _faults_of_signature(
    namespace: Mapping[str, object], signature: Signature, oracle: str
) -> list[str]:
    function = namespace.get(signature.name)
    if not callable(function):
        return [f"the {oracle} reference lacks {signature.name}"]
    names = tuple(inspect.signature(function).parameters)
    if names != signature.arguments:
        return [
            f"{signature.name} of the {oracle} reference takes {names}, but is declared as "
            f"{signature.text}"
        ]
    return []


def _faults_of_right(item: ExerciseResult) -> list[str]:
    return [
        f"the reference itself fails {check.name}: {check.message}"
        for check in item.checks
        if check.verdict != "passed"
    ]


def _faults_of_template(item: ExerciseResult) -> list[str]:
    if item.score:
        return [f"the unfilled template earns {item.score:g} points"]
    failed = [check.message for check in item.checks if check.verdict == "failed"]
    return [
        f"the unfilled template fails with: {message}"
        for message in failed or ["nothing"]
        if "not written yet" not in message
    ]
