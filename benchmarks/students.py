"""Whether chance ever fails a right student: `python benchmarks/students.py [--students N]`.

Every simulated student hands in all random exercises, each a right implementation taken by chance
from tests/submissions, and meets draws that nobody else meets; a class shares its cases. All checks
on random functions are asked. (The others have no chance in them: `benchmarks/margins.py`.)
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import measuring
import msgspec
import numpy as np
import our_course

from autograder import wire
from autograder.authoring.trusted import run_trusted
from autograder.bank.file import Case
from autograder.checking import judge_all
from autograder.checking.judgement import ProbeRun
from autograder.checking.manners import p_values
from autograder.exercise import Exercise, Statistics
from autograder.plan import ExercisePlan
from autograder.results import Verdict

CLASS = 50  # students with the same cases


@dataclass
class Luck:
    """What chance did in an exercise.

    Attributes:
        gradings: how many there were.
        failures: what failed, in words.
        tests: how many p-values were computed.
        smallest: the least of them.
        level: below which a p-value fails a student.
    """

    gradings: int = 0
    failures: list[str] = field(default_factory=list)
    tests: int = 0
    smallest: float = 1.0
    level: float = 0.0

    def add(self, other: Luck) -> None:
        """Count what another class saw."""
        self.gradings += other.gradings
        self.failures += other.failures
        self.tests += other.tests
        self.smallest = min(self.smallest, other.smallest)
        self.level = other.level


def grade_class(key: str) -> Luck:
    """Grade a class with cases of its own in an exercise.

    Args:
        key: homework/exercise/number of the class.
    """
    homework, name, number = key.split("/")
    part = our_course.part_of(homework, name, our_course.draws)
    assert part is not None
    seed = int(number)
    # Nobody's draws depend on how the work is spread over processes.
    rng = np.random.default_rng([2026, seed, *name.encode()])
    prepared = our_course.plan_of(homework, part, 10_000 + seed)
    found = Luck(level=our_course.level_of(homework))
    right = [our_course.reference_of(homework)]
    right += [
        our_course.namespace_of(path) for path in our_course.files_of(homework, part.name, "right")
    ]
    for _ in range(CLASS):
        chosen = int(rng.integers(len(right)))
        runs = run_trusted(with_fresh_draws(prepared, rng), right[chosen])
        values = list(p_values_of(part, runs))
        judged = judge_all(part, runs, lambda _, __: [], found.level)
        found.gradings += 1
        found.tests += len(values)
        found.smallest = min([found.smallest, *values])
        found.failures += [
            f"class {seed}, implementation {chosen}, {check.name}: {item.text or item.failure}"
            for check, item in zip(part.checks, judged, strict=True)
            if item.verdict is not Verdict.PASSED
        ]
    return found


def with_fresh_draws(prepared: ExercisePlan, rng: np.random.Generator) -> ExercisePlan:
    """The same cases, but the generators that they hand over start elsewhere."""

    def fresh(case: Case) -> Case:
        if "seed" not in case.inputs:
            return case
        inputs = {**case.inputs, "seed": int(rng.integers(2**31))}
        return msgspec.structs.replace(case, packed_inputs=wire.pack(inputs))

    probes = [replace(item, cases=[fresh(case) for case in item.cases]) for item in prepared.probes]
    return replace(prepared, probes=probes)


def p_values_of(exercise: Exercise, runs: Mapping[str, ProbeRun]) -> Iterator[float]:
    """All that the exercise is judged by."""
    for check in exercise.checks:
        if isinstance(check, Statistics):
            run = runs[check.probe.name]
            for case, outcome in zip(run.cases, run.outcomes, strict=True):
                yield from p_values(check, case, outcome).values()


def sweep(students: int) -> dict[str, Luck]:
    """Grade students until there are so many, in classes; what chance did, by exercise."""
    found = {name: kept.found for name, kept in measuring.recall("students", Luck).items()}
    groups = {}
    for homework, part in our_course.exercises(our_course.draws):
        classes = range(found.setdefault(part.name, Luck()).gradings // CLASS, students // CLASS)
        if classes:
            groups[part.name] = [f"{homework}/{part.name}/{number}" for number in classes]
    for name, classes in measuring.resumed("students", groups, grade_class, Luck):
        for luck in classes:
            found[name].add(luck)
        measuring.remember("students", name, found[name])
    return found


def main() -> None:
    """Grade the students; exit status 1 where one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=10_000)
    chosen = parser.parse_args()
    print(measuring.machine())
    total = sweep(chosen.students)
    print(f"{'exercise':<24} {'failed':>14} {'p-values':>11} {'least':>6} {'level':>6}")
    for name, luck in total.items():
        told = f"{len(luck.failures)} of {luck.gradings}"
        least = f"{luck.smallest:.0e}" if luck.tests else ""
        print(f"{name:<24.50} {told:>14} {luck.tests:>11,} {least:>6} {luck.level:>6.0e}")
    failures = [text for luck in total.values() for text in luck.failures]
    print(*failures, sep="\n")
    raise SystemExit(1 if failures else 0)


if __name__ == "__main__":
    main()
