"""Whether a verdict hangs on the bank: `python benchmarks/submissions.py [--seeds N]`.

Every right and wrong submission of tests/submissions is graded through the confined path, each time
with the hidden cases of another seed: a right one must earn full marks and a wrong one fail a check
with all of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import measuring
import our_course

from autograder.classroom.grader import Launcher
from autograder.grading import grade
from autograder.plan import Plan
from autograder.results import ExerciseResult, Verdict
from autograder.sandbox.confine import Limits
from autograder.sessions import AnyStart
from autograder.submission import Submission

FEW_SEEDS = 4  # for exercises that take seconds with every file


@dataclass
class Judged:
    """What became of an exercise's submissions.

    Attributes:
        seeds: how many banks there were.
        right: how many right submissions.
        wrong: how many wrong ones.
        misjudged: those that got the other verdict, and with which seeds.
    """

    seeds: int = 0
    right: int = 0
    wrong: int = 0
    misjudged: dict[str, list[int]] = field(default_factory=dict)

    @property
    def passed(self) -> int:
        """How many right submissions passed with every bank."""
        return self.right - self._misjudged("right")

    @property
    def failed(self) -> int:
        """How many wrong ones failed with every bank."""
        return self.wrong - self._misjudged("wrong")

    def _misjudged(self, kind: str) -> int:
        return sum(name.startswith(f"{kind}/") for name in self.misjudged)

    def add(self, other: Judged) -> None:
        """Count what another seed has shown."""
        self.seeds += other.seeds
        self.right, self.wrong = other.right, other.wrong
        for name, seeds in other.misjudged.items():
            self.misjudged.setdefault(name, []).extend(seeds)

    @property
    def faults(self) -> list[str]:
        """What should not be."""
        return [
            f"{name} is misjudged with the cases of {len(seeds)} of {self.seeds} seeds: "
            + ", ".join(map(str, sorted(seeds)))
            for name, seeds in self.misjudged.items()
        ]


def measure(key: str) -> Judged:
    """Grade an exercise's submissions with the cases of a seed.

    Args:
        key: homework/exercise/seed.
    """
    homework, name, seed = key.split("/")
    part = our_course.part_of(homework, name, our_course.every, frameworks=True)
    assert part is not None
    prepared = our_course.plan_alone(homework, part, int(seed))
    right = [
        *our_course.files_of(homework, name, "right"),
        *our_course.files_of(homework, "whole", "right"),
    ]
    wrong = our_course.files_of(homework, name, "wrong")
    with closing(Launcher(Limits())) as launcher:
        missed = [path for path in right if not graded(prepared, path, launcher.starts).passed]
        missed += [path for path in wrong if not fails(graded(prepared, path, launcher.starts))]
    misjudged = {f"{path.parts[-3]}/{path.parts[-2]}/{path.stem}": [int(seed)] for path in missed}
    return Judged(1, len(right), len(wrong), misjudged)


def graded(prepared: Plan, path: Path, start: AnyStart) -> ExerciseResult:
    """The result of a file, in the one exercise of the plan."""
    name = f"{prepared.assignment.topic}.py"
    text = path.read_text("utf-8")
    return grade(prepared, Submission("", name, ((name, text),), (), "", ""), start).exercises[0]


def fails(result: ExerciseResult) -> bool:
    """Whether a check says so: one that is skipped says nothing."""
    return any(check.verdict is Verdict.FAILED for check in result.checks)


def sweep(seeds: int) -> dict[str, Judged]:
    """Grade until there are so many seeds, a few where a framework is used; by exercise."""
    found = {name: kept.found for name, kept in measuring.recall("submissions", Judged).items()}
    plain = {part.name for _, part in our_course.exercises(our_course.every)}
    groups = {}
    for homework, part in our_course.exercises(our_course.every, frameworks=True):
        last = seeds if part.name in plain else min(seeds, FEW_SEEDS)
        missing = range(found.setdefault(part.name, Judged()).seeds, last)
        if missing:
            groups[part.name] = [f"{homework}/{part.name}/{seed}" for seed in missing]
    for name, judged in measuring.resumed("submissions", groups, measure, Judged):
        for one in judged:
            found[name].add(one)
        measuring.remember("submissions", name, found[name])
    return found


def summary(found: Collection[Judged]) -> str:
    """How many gradings there were, and how many went wrong."""
    gradings = sum(item.seeds * (item.right + item.wrong) for item in found)
    misjudged = sum(len(seeds) for item in found for seeds in item.misjudged.values())
    return f"{gradings:,} gradings of right and wrong submissions, {misjudged or 'none'} misjudged"


def main() -> None:
    """Grade them; exit status 1 where one is misjudged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    print(measuring.machine())
    found = sweep(seeds)
    print(summary(found.values()))
    faults = [f"{name}: {fault}" for name, item in found.items() for fault in item.faults]
    print(*faults, sep="\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
