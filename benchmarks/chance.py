"""How chance treats random functions: `python benchmarks/chance.py fair|power [--runs N]`.

fair: grade right implementations, each time with fresh hidden cases. None may fail.
power: draw fresh hidden cases for every known mistake that only the draws give away. The
probability that a mistake slips through is bounded from how often each single case misses it: the
cases of a bank are independent, so the bound is the product of their upper 99.9 % confidence
limits (Clopper and Pearson). Where there are too few cases for that, it is extrapolated: the
distance from the threshold, of the logarithm of a p-value or of the number that a law looks at, is
taken to follow Student's distribution. Such lines are marked with *.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track
from scipy import stats

from autograder.authoring.banks import misconceptions_of
from autograder.authoring.trusted import run_trusted
from autograder.bank.build import Oracle, build
from autograder.bank.file import Case
from autograder.checking import broken_law, judge_all, p_values
from autograder.course import Course, load_module, load_reference
from autograder.exercise import Assignment, Check, Exercise, Probe, Property, Statistics
from autograder.grading import ExercisePlan, plan
from autograder.misconceptions.patch import apply
from autograder.numerics import statistics
from autograder.probe import Call, Outcome, run
from autograder.results import Verdict

ROOT = Path(__file__).resolve().parent.parent
CONFIDENCE = 0.999
LONGEST = 60  # seconds that a mistake may take for a bank

Namespace = Mapping[str, object]
LEAST = 1e-300  # p-values below it are all alike


def repeats(first: Any, second: Any) -> float:
    """Above 0 where an order of 20 or more comes twice: no less than certain."""
    return 0.5 if len(first) >= 20 and np.array_equal(first, second) else -0.5


# How far beyond its threshold the one number is that a law looks at.
DISTANCES: dict[str, Callable[[Mapping[str, Any]], float]] = {
    "narrowing": lambda outputs: float(outputs["away"].mean(axis=0).max()) - 0.225,
    "breeding": lambda outputs: outputs["plain"]["ratio"] - 0.75,
    "long_epochs": lambda outputs: float((outputs["first"] != outputs["again"]).sum()),
    "epochs_of_batches": lambda outputs: repeats(outputs["first"]["x"], outputs["second"]["x"]),
}


@dataclass(frozen=True)
class Seen:
    """What one case shows of a mistake.

    Attributes:
        caught: whether it gives the mistake away.
        distances: by check, how far a number is beyond its threshold.
    """

    caught: bool
    distances: dict[str, float]


class TooSlowError(Exception):
    """A mistake that never comes to an end."""


@dataclass(frozen=True)
class Target:
    """An implementation of a random exercise: a file, or a known mistake."""

    homework: str
    exercise: str
    name: str


def random_part(exercise: Exercise) -> Exercise | None:
    """The exercise with the checks of its random probes alone; None where it has none."""
    checks = [check for check in exercise.checks if check.probe.random]
    return replace(exercise, checks=checks) if checks else None


@cache
def assignment_of(homework: str) -> Assignment:
    return Course(ROOT).assignment(homework)


@cache
def reference_of(homework: str) -> tuple[str, Namespace]:
    path = Course(ROOT).reference(homework, "numpy")
    return path.read_text("utf-8"), vars(load_reference(path))


@cache
def level_of(homework: str) -> float:
    """The p-value below which a random function of the homework is wrong, as in a real bank."""
    parts = [random_part(item) for item in assignment_of(homework).exercises]
    drawn = [(part, drawn_plan(homework, part.name, 0)) for part in parts if part]
    tests = 0
    for part, prepared in drawn:
        cases = {item.probe.name: len(item.cases) for item in prepared.probes}
        checks = [check for check in part.checks if isinstance(check, Statistics)]
        tests += sum(len(check.says) * cases[check.probe.name] for check in checks)
    return statistics.level(tests)


@cache
def drawn_plan(homework: str, exercise: str, seed: int) -> ExercisePlan:
    """The random probes of an exercise with the cases of a seed."""
    whole = assignment_of(homework)
    part = random_part(whole.exercise(exercise))
    assert part is not None
    alone = replace(whole, exercises=(part,))
    oracle = Oracle("numpy", reference_of(homework)[1])
    bank = build(alone, [oracle], seed, public=False).bank
    return plan(alone, bank).exercises[0]


def faults(target: Target, seed: int) -> list[str]:
    """Grade a right implementation with fresh cases; the names of the checks that it fails."""
    text = (ROOT / target.name).read_text("utf-8")
    namespace = vars(load_module(f"_right_{abs(hash(target.name))}", text, target.name))
    prepared = drawn_plan(target.homework, target.exercise, seed)
    runs = run_trusted(prepared, namespace)
    judged = judge_all(prepared.exercise, runs, lambda _, __: [], level_of(target.homework))
    return [
        f"{target.name}, seed {seed}, {check.name}: {found.text}"
        for check, found in zip(prepared.exercise.checks, judged, strict=True)
        if found.verdict is not Verdict.PASSED
    ]


@cache
def wrong(homework: str, mistake: str) -> Namespace:
    """The reference with a known mistake in it."""
    known = {item.name: item for item in misconceptions_of(Course(ROOT), homework)}
    text = apply(known[mistake], reference_of(homework)[0], assignment_of(homework))
    return vars(load_module(f"_wrong_{mistake}", text, mistake))


@dataclass(frozen=True)
class Job:
    """Draw the cases of a seed for some mistakes in one exercise.

    Attributes:
        probes: the probes to run; those that have not shown any of the mistakes are left out.
    """

    targets: Sequence[Target]
    probes: frozenset[str]
    seed: int


def give_away(job: Job) -> list[dict[str, Seen]]:
    """Which cases of a seed give each of the mistakes away."""
    targets = job.targets
    homework, exercise = targets[0].homework, targets[0].exercise
    prepared = drawn_plan.__wrapped__(homework, exercise, job.seed)
    if job.probes:
        kept = [item for item in prepared.probes if item.probe.name in job.probes]
        prepared = replace(prepared, probes=kept)
    level = level_of(homework)
    return [caught(prepared, wrong(homework, target.name), level) for target in targets]


def caught(prepared: ExercisePlan, namespace: Namespace, level: float) -> dict[str, Seen]:
    """What each case of each random probe shows of a mistake."""

    def too_slow(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(LONGEST)
    try:
        runs = run_trusted(prepared, namespace)
    except TooSlowError:
        return {f"{item.probe.name}/0": Seen(True, {}) for item in prepared.probes}
    finally:
        signal.alarm(0)
    found = {}
    for name, done in runs.items():
        checks = [check for check in prepared.exercise.checks if check.probe.name == name]
        for index, (case, outcome) in enumerate(zip(done.cases, done.outcomes, strict=True)):
            found[f"{name}/{index}"] = seen(checks, case, outcome, level)
    return found


def seen(checks: Sequence[Check], case: Case, outcome: Outcome, level: float) -> Seen:
    """Whether a case alone gives a mistake away, and by how much."""
    if outcome.failure or any(remark.kind != "warning" for remark in outcome.remarks):
        return Seen(True, {})
    fails = False
    distances = {}
    for check in checks:
        if isinstance(check, Property):
            fails = fails or bool(broken_law(check, case, outcome))
            if check.probe.name in DISTANCES and not outcome.outputs.get("text"):
                distances[check.probe.name] = DISTANCES[check.probe.name](outcome.outputs)
        if isinstance(check, Statistics):
            for name, value in p_values(check, case, outcome).items():
                fails = fails or not value >= level
                distances[f"{check.name}: {name}"] = math.log(level / max(value, LEAST))
    return Seen(fails, distances)


def right_ones() -> Iterator[Target]:
    """The right implementations of the exercises that have random probes."""
    for homework in Course(ROOT).names:
        for exercise in assignment_of(homework).exercises:
            if random_part(exercise):
                reference = Course(ROOT).reference(homework, "numpy").relative_to(ROOT)
                yield Target(homework, exercise.name, str(reference))
                folder = ROOT / "tests" / "submissions" / homework / "right" / exercise.name
                for path in sorted(folder.glob("*.py")):
                    yield Target(homework, exercise.name, str(path.relative_to(ROOT)))


def random_mistakes() -> Iterator[list[Target]]:
    """By exercise: the known mistakes that no check without randomness sees."""
    for homework in Course(ROOT).names:
        whole = assignment_of(homework)
        for exercise in whole.exercises:
            if not random_part(exercise):
                continue
            fixed = [check for check in exercise.checks if not check.probe.random]
            prepared = None
            if fixed:
                alone = replace(whole, exercises=(replace(exercise, checks=fixed),))
                oracle = Oracle("numpy", reference_of(homework)[1])
                bank = build(alone, [oracle], 0, public=False).bank
                prepared = plan(alone, bank).exercises[0]
            known = misconceptions_of(Course(ROOT), homework)
            names = [item.name for item in known if item.exercise == exercise.name]
            yield [
                Target(homework, exercise.name, name)
                for name in names
                if prepared is None or not visible(prepared, wrong(homework, name))
            ]


def visible(prepared: ExercisePlan, namespace: Namespace) -> bool:
    """Whether a check without randomness fails."""

    def ask(probe: Probe, calls: Sequence[Call]) -> list[Outcome]:
        signatures = prepared.exercise.signatures
        return [run(probe.function, namespace, signatures, call) for call in calls]

    judged = judge_all(prepared.exercise, run_trusted(prepared, namespace), ask)
    return any(item.verdict is Verdict.FAILED for item in judged)


def workers() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))


def fair(runs: int) -> bool:
    """Grade right implementations with fresh cases, in turn."""
    targets = list(right_ones())
    jobs = [(targets[number % len(targets)], 1000 + number) for number in range(runs)]
    with workers() as pool:
        found = pool.map(faults, *zip(*jobs, strict=True), chunksize=4)
        failed = [text for texts in track(found, "grading", runs) for text in texts]
    exercises = {(target.homework, target.exercise) for target in targets}
    print(
        f"{runs} gradings of {len(targets)} right implementations of {len(exercises)} exercises, "
        f"each with cases of its own: {len(failed)} failures"
    )
    print(*failed, sep="\n")
    return not failed


@dataclass
class Tally:
    """How often a mistake, and each case alone, was missed."""

    runs: int = 0
    banks: int = 0
    cases: Counter[str] = field(default_factory=Counter)
    distances: dict[str, list[float]] = field(default_factory=dict)

    def add(self, bank: Mapping[str, Seen]) -> None:
        """Count one bank."""
        self.runs += 1
        self.banks += not any(case.caught for case in bank.values())
        for name, case in bank.items():
            self.cases[name] += not case.caught
            for check, distance in case.distances.items():
                self.distances.setdefault(f"{name}/{check}", []).append(distance)
        for name in self.cases.keys() - bank.keys():
            self.cases[name] += 1  # its probe was left out: as if it had missed the mistake

    @property
    def telling(self) -> set[str]:
        """The probes that have shown the mistake."""
        shown = [name for name, count in self.cases.items() if count < self.runs]
        return {name.partition("/")[0] for name in shown}

    @property
    def sure(self) -> bool:
        """Whether enough banks were drawn."""
        return self.runs > 0 and min(self.counted, self.extrapolated) <= statistics.POWER

    @property
    def counted(self) -> float:
        """At most this is the probability that a bank misses the mistake, by counting."""
        upper = [
            float(stats.beta.ppf(CONFIDENCE, count + 1, self.runs - count))
            for count in self.cases.values()
            if count < self.runs
        ]
        return math.prod(upper)

    @property
    def extrapolated(self) -> float:
        """The probability that the most telling number stays on the wrong side."""
        tails = [1.0]
        for values in self.distances.values():
            if len(values) == self.runs > 2:
                spread = max(float(np.std(values, ddof=1)), 1e-9)
                tails.append(float(stats.t.sf(np.mean(values) / spread, self.runs - 1)))
        return min(tails)


def power(runs: int) -> bool:
    """Bound the probability that a mistake slips through, with more banks where it needs them."""
    tallies = {target: Tally() for targets in random_mistakes() for target in targets}
    done = 0
    with workers() as pool:
        for stage in sorted({min(runs, number) for number in (30, 100, 300, runs)}):
            open_ = [target for target, tally in tallies.items() if not tally.sure]
            groups = [list(group) for _, group in groupby(open_, lambda item: item.exercise)]
            jobs = [
                Job(group, frozenset().union(*(tallies[one].telling for one in group)), 5000 + seed)
                for group in groups
                for seed in range(done, stage)
            ]
            done = stage
            found = pool.map(give_away, jobs, chunksize=2)
            for job, results in zip(jobs, track(found, "banks", len(jobs)), strict=True):
                for target, cases in zip(job.targets, results, strict=True):
                    tallies[target].add(cases)
    print(f"{'known mistake':<58} {'cases':>5} {'missed':>8}  {'slips through':>13}")
    for target, tally in tallies.items():
        label = f"{target.homework.partition('_')[0]} {target.exercise}: {target.name}"
        told = f"{tally.banks} of {tally.runs}"
        mark = "*" if tally.extrapolated < tally.counted else " "
        bound = min(tally.counted, tally.extrapolated)
        print(f"{label:<58.58} {len(tally.cases):>5} {told:>8}  {bound:>12.0e}{mark}")
    worst = max(min(tally.counted, tally.extrapolated) for tally in tallies.values())
    print(f"{len(tallies)} mistakes; largest: {worst:.0e}, to be at most {statistics.POWER:.0e}")
    return worst <= statistics.POWER


def main() -> None:
    """Run one of the two simulations; exit status 1 where it fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("fair", "power"))
    parser.add_argument("--runs", type=int, default=1000, help="gradings, or banks a mistake")
    chosen = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    simulations: dict[str, Callable[[int], Any]] = {"fair": fair, "power": power}
    raise SystemExit(0 if simulations[chosen.what](chosen.runs) else 1)


if __name__ == "__main__":
    main()
