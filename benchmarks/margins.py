"""How far right and wrong results are from the tolerance: `python benchmarks/margins.py`.

For every exercise whose results are compared with the oracles, and for every seed, it measures the
largest error of all right implementations and the smallest one of all known mistakes, in units of
the tolerance, and draws both into docs/images/margins.svg. A right one counts by its worst
case, a wrong one too: one case is enough to fail.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from rich.progress import track

from autograder.authoring.banks import misconceptions_of
from autograder.authoring.trusted import run_trusted
from autograder.bank.build import Oracle, build
from autograder.checking import ProbeRun
from autograder.course import Course, load_module, load_reference
from autograder.exercise import Agreement, Backward, Exercise
from autograder.grading import ExercisePlan, plan
from autograder.misconceptions.patch import apply
from autograder.numerics.compare import ETA, numbers

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "margins.svg"
LONGEST = 30  # seconds that a mistake may take
EXACT = 1e-9  # in units of the tolerance: an error of 0 is drawn here

Namespace = Mapping[str, object]


@dataclass(frozen=True)
class Margin:
    """One exercise with the cases of one seed.

    Attributes:
        right: the largest error of a right implementation, in units of the tolerance.
        wrong: the smallest error of a known mistake, likewise.
        closest: the mistake that makes it.
    """

    exercise: str
    right: float
    wrong: float
    closest: str


def compared_part(exercise: Exercise) -> Exercise | None:
    """The exercise with the checks that compare numbers; None where it has none."""
    checks = [check for check in exercise.checks if isinstance(check, Agreement | Backward)]
    return replace(exercise, checks=checks) if checks else None


@cache
def implementations(homework: str, exercise: str) -> tuple[list[Namespace], dict[str, Namespace]]:
    """The right ones, and the known mistakes by name."""
    course = Course(ROOT)
    reference = course.reference(homework, "numpy")
    folder = ROOT / "tests" / "submissions" / homework / "right" / exercise
    right = [
        vars(load_module(f"_right_{homework}_{path.stem}", path.read_text("utf-8"), str(path)))
        for path in sorted(folder.glob("*.py"))
    ]
    wrong = {
        item.name: vars(
            load_module(
                f"_wrong_{item.name}",
                apply(item, reference.read_text("utf-8"), course.assignment(homework)),
                item.name,
            )
        )
        for item in misconceptions_of(course, homework)
        if item.exercise == exercise
    }
    return right, wrong


@cache
def oracle_of(homework: str) -> Oracle:
    return Oracle("numpy", vars(load_reference(Course(ROOT).reference(homework, "numpy"))))


def measure(job: tuple[str, str, int]) -> Margin | None:
    """The margin of an exercise for one seed; None where no known mistake changes a number."""
    homework, name, seed = job
    whole = Course(ROOT).assignment(homework)
    part = compared_part(whole.exercise(name))
    if part is None:
        return None
    alone = replace(whole, exercises=(part,))
    bank = build(alone, [oracle_of(homework)], seed, public=False).bank
    prepared = plan(alone, bank).exercises[0]
    right, wrong = implementations(homework, name)
    largest = max((largest_error(prepared, item) for item in right), default=0.0)
    errors = {key: largest_error(prepared, item) for key, item in wrong.items()}
    # A mistake that changes no compared number is caught by another check.
    visible = {key: error for key, error in errors.items() if error > 1}
    if not visible:
        return None
    closest = min(visible, key=visible.__getitem__)
    return Margin(name, largest, visible[closest], closest)


def largest_error(prepared: ExercisePlan, namespace: Namespace) -> float:
    """The largest error of an implementation in units of the tolerance."""

    def too_slow(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(LONGEST)
    try:
        runs = run_trusted(prepared, namespace)
    except TimeoutError:
        return np.inf
    finally:
        signal.alarm(0)
    judged = {
        (check.probe.name, output)
        for check in prepared.exercise.checks
        for output in (
            check.outputs if isinstance(check, Agreement) else check.wrt.values()  # type: ignore[attr-defined]
        )
    }
    return max((error_of(runs[probe], output) for probe, output in judged), default=0.0)


def error_of(run: ProbeRun, output: str) -> float:
    worst = 0.0
    for case, outcome in zip(run.cases, run.outcomes, strict=True):
        if case.kind == "hard":
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


def draw(margins: Sequence[Margin], seeds: int) -> None:
    """One line an exercise: right ones on the left, wrong ones on the right, the tolerance at 1."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "margins"
    import matplotlib.pyplot as plt

    names = list(dict.fromkeys(item.exercise for item in margins))
    figure, axes = plt.subplots(figsize=(8, 0.24 * len(names) + 1.2), layout="constrained")
    for row, name in enumerate(reversed(names)):
        own = [item for item in margins if item.exercise == name]
        right = np.clip([item.right for item in own], EXACT, None)
        wrong = np.clip([item.wrong for item in own], None, 1e15)
        axes.plot(right, np.full(len(own), row), "|", color="#2a7f3f", ms=7, alpha=0.5)
        axes.plot(wrong, np.full(len(own), row), "|", color="#b3261e", ms=7, alpha=0.5)
    axes.axvline(1, color="black", lw=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(names)), reversed(names), fontsize=7)
    axes.set_ylim(-0.7, len(names) - 0.3)
    axes.set_xlabel(
        f"error / tolerance, {seeds} seeds: largest right one (green), smallest wrong one (red)"
    )
    axes.grid(axis="x", alpha=0.3)
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Measure, draw, and say the narrowest margins; exit status 1 where a margin is crossed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    course = Course(ROOT)
    jobs = [
        (homework, exercise.name, seed)
        for homework in course.names
        for exercise in course.assignment(homework).exercises
        if compared_part(exercise)
        for seed in range(seeds)
    ]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = track(pool.map(measure, jobs, chunksize=5), "measuring", len(jobs))
        margins = [item for item in found if item]
    draw(margins, seeds)
    right = max(margins, key=lambda item: item.right)
    wrong = min(margins, key=lambda item: item.wrong)
    print(f"largest error of a right one: {right.right:.1e} of the tolerance ({right.exercise})")
    print(f"smallest of a wrong one: {wrong.wrong:.1e} ({wrong.exercise}: {wrong.closest})")
    print(f"drawn into {PICTURE.relative_to(ROOT)}")
    raise SystemExit(0 if right.right < 1 < wrong.wrong else 1)


if __name__ == "__main__":
    main()
