"""How far right and wrong results are from the tolerance: `python benchmarks/margins.py`.

For every exercise whose results are compared with the oracles, and for every seed, it measures the
largest error of all right implementations and the smallest one of all misconceptions, in units of
the tolerance, and draws both into docs/images/margins.svg. A right one counts by its worst
case, a wrong one too: one case is enough to fail. A mistake that changes no compared number must be
caught by another check, with every seed, or by draws: power.py bounds those that some seed misses.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import measuring
import numpy as np
import our_course
from our_course import Namespace

from autograder.authoring.trusted import run_trusted
from autograder.checking import judge_all
from autograder.checking.judgement import ProbeRun
from autograder.exercise import Agreement, Backward, Check, LockStep, Probe, Speed, Stability
from autograder.numerics.compare import ETA, numbers
from autograder.plan import ExercisePlan
from autograder.probe import Call, Outcome, run
from autograder.results import Verdict

PICTURE = measuring.IMAGES / "margins.svg"
LONGEST = 30  # seconds that a mistake may take
FEW_SEEDS = 4  # for exercises that take seconds with every file
# In units of the tolerance: an error of 0 is drawn at the first, an infinite one at the second.
EXACT, BEYOND = 1e-9, 1e15


@dataclass(frozen=True)
class Margin:
    """One exercise with the cases of one seed.

    Attributes:
        right: the largest error of a right implementation, in units of the tolerance.
        wrong: the smallest error of a misconception, likewise.
        closest: the mistake that makes it; "" where none changes a compared number.
        unseen: mistakes that no check without randomness catches.
    """

    right: float
    wrong: float
    closest: str
    unseen: Sequence[str] = ()


@dataclass(frozen=True)
class Span:
    """The margins of one exercise over many seeds.

    Attributes:
        seeds: how many.
        right: the smallest, the middle one and the largest of the errors of right ones.
        wrong: likewise of the errors of mistakes.
        closest: the mistake that comes closest; "" where none changes a compared number.
        missed: the mistakes that some seeds' cases do not show, and how many seeds' these are.
    """

    seeds: int
    right: tuple[float, float, float]
    wrong: tuple[float, float, float]
    closest: str
    missed: Mapping[str, int]

    @classmethod
    def of(cls, margins: Sequence[Margin]) -> Span:
        """Those of all seeds, put together."""
        sides = [[item.right for item in margins], [item.wrong for item in margins]]
        right, wrong = ((min(side), float(np.median(side)), max(side)) for side in sides)
        closest = min(margins, key=lambda item: item.wrong).closest
        unseen = Counter(mistake for item in margins for mistake in item.unseen)
        return cls(len(margins), right, wrong, closest, dict(sorted(unseen.items())))

    def faults(self, bounded: Container[str]) -> list[str]:
        """What should not be: right ones that fail, wrong ones that pass.

        Args:
            bounded: the mistakes that draws give away, by power.py.
        """
        crossed = [] if self.right[-1] < 1 < self.wrong[0] else ["a margin is crossed"]
        return crossed + [
            f"{mistake} passes with the cases of {count} of {self.seeds} seeds"
            for mistake, count in self.missed.items()
            if mistake not in bounded
        ]


def fixed(check: Check) -> bool:
    """Whether a check's verdict rests on the cases alone, neither on draws nor on time."""
    return not our_course.draws(check) and not isinstance(check, Speed)


def measure(key: str) -> Margin:
    """The margin of an exercise for one seed.

    Args:
        key: homework/exercise/seed.
    """
    homework, name, seed = key.split("/")
    part = our_course.part_of(homework, name, fixed, frameworks=int(seed) < FEW_SEEDS)
    assert part is not None
    prepared = our_course.plan_of(homework, part, int(seed))
    files = our_course.files_of(homework, name, "right")
    largest = max(largest_error(prepared, our_course.namespace_of(path)) for path in files)
    errors = {
        mistake: largest_error(prepared, our_course.with_mistake(homework, mistake))
        for mistake in our_course.mistakes_of(homework, name)
    }
    told = {mistake: error for mistake, error in errors.items() if error > 1}
    unseen = [
        mistake
        for mistake in errors.keys() - told.keys()
        if not visible(prepared, our_course.with_mistake(homework, mistake))
    ]
    closest = min(told, key=told.__getitem__, default="")
    return Margin(min(largest, BEYOND), min(told.get(closest, np.inf), BEYOND), closest, unseen)


def visible(prepared: ExercisePlan, namespace: Namespace) -> bool:
    """Whether a check without randomness fails."""

    def ask(probe: Probe, calls: Sequence[Call]) -> list[Outcome]:
        signatures = prepared.exercise.signatures
        return [run(probe.function, namespace, signatures, call) for call in calls]

    judged = judge_all(prepared.exercise, run_trusted(prepared, namespace), ask)
    return any(item.verdict is Verdict.FAILED for item in judged)


def largest_error(prepared: ExercisePlan, namespace: Namespace) -> float:
    """The largest error of an implementation in units of the tolerance."""
    try:
        with measuring.at_most(LONGEST):
            runs = run_trusted(prepared, namespace)
    except measuring.TooSlowError:
        return np.inf
    judged = {
        (check.probe.name, output, isinstance(check, Stability))
        for check in prepared.exercise.checks
        for output in _outputs(check, runs[check.probe.name])
    }
    return max(
        (error_of(runs[name], output, hard=hard) for name, output, hard in judged), default=0
    )


def _outputs(check: Check, run: ProbeRun) -> Iterable[str]:
    if isinstance(check, Agreement):
        return check.outputs
    if isinstance(check, Backward):
        return check.wrt.values()
    return run.cases[0].outputs if isinstance(check, LockStep | Stability) else ()


def error_of(run: ProbeRun, output: str, *, hard: bool) -> float:
    """The largest error of an output, in the hard cases or in all others."""
    worst = 0.0
    for case, outcome in zip(run.cases, run.outcomes, strict=True):
        if (case.kind == "hard") is not hard:
            continue
        if output not in outcome.outputs:
            return np.inf
        got, expected = numbers(outcome.outputs[output]), numbers(case.outputs[output])
        if [leaf.shape for leaf in got] != [leaf.shape for leaf in expected]:
            return np.inf
        for mine, right in zip(got, expected, strict=True):
            with np.errstate(invalid="ignore"):
                error = np.abs(mine - right) / (case.atol[output] + ETA * np.abs(right))
            same = (mine == right) | (np.isnan(mine) & np.isnan(right))
            error = np.where(same, 0.0, np.where(np.isnan(error), np.inf, error))
            worst = max(worst, float(np.max(error, initial=0.0)))
    return worst


def draw(spans: Mapping[str, Span], seeds: int) -> None:
    """One row an exercise: right ones on the left, wrong ones on the right, the tolerance at 1."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "margins"
    import matplotlib.pyplot as plt

    names = list(spans)
    figure, axes = plt.subplots(figsize=(8, 0.24 * len(names) + 1.2), layout="constrained")
    for row, span in enumerate(reversed(spans.values())):
        wrong = [(span.wrong, 0, measuring.WRONG)] if span.closest else []
        for errors, narrowest, colour in [(span.right, -1, measuring.RIGHT), *wrong]:
            drawn = np.clip(errors, EXACT, None)
            axes.hlines(row, drawn[0], drawn[-1], color=colour, lw=5, alpha=0.3)
            axes.plot(drawn[1], row, "|", color=colour, ms=7)
            axes.plot(drawn[narrowest], row, ".", color=colour, ms=5)
    axes.axvline(1, color="black", lw=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(names)), reversed(names), fontsize=7)
    axes.set_ylim(-0.7, len(names) - 0.3)
    axes.set_xlabel(
        f"error / tolerance over {seeds} seeds: largest right one (green), smallest wrong one "
        "(red);\nrange, median, and the seed that comes closest"
    )
    axes.grid(axis="x", alpha=0.3)
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)


def sweep(seeds: int) -> dict[str, Span]:
    """Measure every exercise with so many seeds, frameworks' with a few; in the course's order."""
    found = {name: kept.found for name, kept in measuring.recall("margins", Span).items()}
    plain = {part.name for _, part in our_course.exercises(fixed)}
    wanted = {
        part.name: (homework, seeds if part.name in plain else min(seeds, FEW_SEEDS))
        for homework, part in our_course.exercises(fixed, frameworks=True)
    }
    groups = {
        name: [f"{homework}/{name}/{seed}" for seed in range(number)]
        for name, (homework, number) in wanted.items()
        if name not in found or found[name].seeds < number
    }
    for name, margins in measuring.resumed("margins", groups, measure, Margin):
        found[name] = Span.of(margins)
        measuring.remember("margins", name, found[name])
    return {name: found[name] for name in wanted}


def main() -> None:
    """Measure, draw, and say the narrowest margins; exit status 1 where a margin is crossed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    print(measuring.machine())
    spans = sweep(seeds)
    draw(spans, seeds)
    right = max(spans, key=lambda name: spans[name].right[-1])
    wrong = min(spans, key=lambda name: spans[name].wrong[0])
    largest, smallest = spans[right].right[-1], spans[wrong].wrong[0]
    print(f"largest error of a right one: {largest:.1e} of the tolerance ({right})")
    print(f"smallest of a wrong one: {smallest:.1e} ({wrong}: {spans[wrong].closest})")
    print(f"drawn into {PICTURE.relative_to(measuring.ROOT)}")
    drawn = {part.name: homework for homework, part in our_course.exercises(our_course.draws)}
    faults = [
        f"{name}: {fault}"
        for name, span in spans.items()
        for fault in span.faults(our_course.mistakes_of(drawn[name], name) if name in drawn else ())
    ]
    print(*faults, sep="\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
