"""How far trainings of right parts end from the target: `python benchmarks/convergence.py`.

A bank learns from 100 runs of the reference where a training ends, and judges by a normal law. This
trains the reference thousands of times, each time against ranges of a bank with another seed, and
counts how many standard deviations the furthest run was away; a submission would fail at the level
of the course, and the last column says where. Last comes what a training takes, and how many
times as long as the yardstick of `Speed` the slowest function of array code and of loops takes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import measuring
import msgspec
import numpy as np
import our_course

from autograder.bank.file import Case
from autograder.exercise import Exercise, Speed, Target
from autograder.numerics import statistics
from autograder.probe import Call, run

RUNS = 250  # for one bank
FEW_RUNS = 25  # of a training that takes seconds
PICTURE = measuring.IMAGES / "targets.svg"


class Away(msgspec.Struct, frozen=True):
    """Runs against one bank.

    Attributes:
        by_output: how many standard deviations each run was away, by probe and output.
        seconds: what a run took, by probe; the fastest.
    """

    by_output: dict[str, list[float]]
    seconds: dict[str, float]


def parts() -> Iterator[tuple[str, Exercise, list[Target]]]:
    """Every homework and exercise with targets, and these."""
    wanted = our_course.exercises(lambda check: isinstance(check, Target), frameworks=True)
    for homework, part in wanted:
        yield homework, part, [check for check in part.checks if isinstance(check, Target)]


def measure(seed: str) -> Away:
    """Build banks, and run the references against them."""
    found: dict[str, list[float]] = {}
    seconds = {}
    for homework, part, targets in parts():
        bank = our_course.bank_of(homework, part, int(seed))
        for check in targets:
            case = bank.cases[check.probe.name][0]
            times = []
            for number in range(FEW_RUNS if check.probe.framework else RUNS):
                start = time.perf_counter()
                away = run_once(homework, check, case, number)
                times.append(time.perf_counter() - start)
                for name, value in away.items():
                    found.setdefault(f"{check.probe.name}: {name}", []).append(value)
            seconds[check.probe.name] = min(times)
    return Away(found, seconds)


def run_once(homework: str, check: Target, case: Case, number: int) -> dict[str, float]:
    """How many standard deviations the outputs of another run are away."""
    inputs = {**case.inputs, "seed": 2**31 + number}
    outcome = run(check.probe.function, our_course.reference_of(homework), (), Call(inputs))
    usual = {name: case.ranges[""][name] for name in check.outputs}
    return {
        name: (float(outcome.outputs[name]) - own.mean[0]) / own.std[0]
        for name, own in usual.items()
    }


def speeds() -> Iterator[list[str]]:
    """The slowest function of every right implementation and of those that loop over examples."""
    for homework, part in our_course.exercises(lambda check: isinstance(check, Speed)):
        check = next(check for check in part.checks if isinstance(check, Speed))
        loops = our_course.files_of(homework, part.name, "wrong")
        chosen = [path for path in loops if path.stem.startswith("loop_over_examples")]
        for path in [*our_course.files_of(homework, part.name, "right"), *chosen]:
            call = Call({"seed": 1, "swap": ""})
            outcome = run(check.probe.function, our_course.namespace_of(path), (), call)
            times = outcome.outputs["times"]
            name = max(times, key=times.__getitem__)
            yield [path.stem, name, f"{times[name]:.2f}", f"{check.most:g}"]


def draw(away: dict[str, list[float]], limit: float) -> None:
    """The distance of every run, beside the normal law, and where a run would fail."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "targets"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
    bins = np.linspace(-limit * 1.1, limit * 1.1, 89)
    for name, values in away.items():
        axes.hist(values, bins, histtype="step", density=True, label=name)
    grid = np.linspace(bins[0], bins[-1], 400)
    axes.plot(
        grid, np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi), color="black", lw=1, label="normal"
    )
    for side in (-limit, limit):
        axes.axvline(side, color=measuring.WRONG, lw=1)
    axes.set_yscale("log")
    axes.set_ylim(1e-6, 1)
    axes.set_xlabel("standard deviations from the mean of the references; red: a submission fails")
    axes.legend(fontsize="x-small", frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Measure, draw, and print a table; exit status 1 where a run of the reference would fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--banks", type=int, default=40, help=f"each with {RUNS} runs")
    keys = [str(seed) for seed in range(parser.parse_args().banks)]
    print(measuring.machine())
    [(_, measured)] = measuring.resumed("convergence", {"targets": keys}, measure, Away)
    away = {
        name: [value for item in measured for value in item.by_output[name]]
        for name in measured[0].by_output
    }
    limits = {
        f"{check.probe.name}: {name}": statistics.reach(
            our_course.level_of(homework), 1.0, check.probe.runs
        )
        for homework, _, targets in parts()
        for check in targets
        for name in check.outputs
    }
    rows = [
        [
            name,
            f"{len(values):,}",
            f"{min(values):.1f}",
            f"{max(values):.1f}",
            f"{limits[name]:.1f}",
        ]
        for name, values in away.items()
    ]
    print(measuring.table(["output", "runs", "lowest", "highest", "fails at"], rows))
    for name in measured[0].seconds:
        fastest = min(item.seconds[name] for item in measured)
        print(f"{name}: {1000 * fastest:.0f} ms")
    print(measuring.table(["implementation", "slowest", "times", "at most"], list(speeds())))
    draw(away, min(limits.values()))
    print(f"drawn into {Path(PICTURE).relative_to(measuring.ROOT)}")
    missed = [name for name, values in away.items() if max(map(abs, values)) >= limits[name]]
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
