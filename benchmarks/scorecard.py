"""How good the verdicts are, exercise by exercise: `python benchmarks/scorecard.py`.

It runs all that this folder measures about verdicts: mutants, misconceptions, and the right and
wrong submissions of tests/submissions; the margins of 200 seeds; the power of the tests on random
functions; 10,000 simulated students. That takes hours; what was found is kept in
benchmarks/measured, and a run that was broken off goes on. A table and a picture are written into
docs; with `--so-far`, from what was measured until now.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import common
import margins
import power
import students
from margins import Span
from power import Bound
from students import Luck

from autograder.authoring.validate import ExerciseReport, validate
from autograder.classroom.grader import Launcher
from autograder.grading import Plan, grade, plan
from autograder.results import ExerciseResult
from autograder.sandbox.confine import Limits
from autograder.sessions import AnyStart
from autograder.submission import Submission

PAGE = common.ROOT / "docs" / "scorecard.md"
PICTURE = common.IMAGES / "scorecard.svg"
SEEDS = (1, 2)  # of the hidden banks that submissions are graded with
HEAD = (
    "exercise", "mutants", "no mistakes", "misconceptions", "wrong ones", "right ones",
    "right error", "wrong error", "slips by", "false alarms",
)  # fmt: skip


@dataclass
class Tried:
    """What became of an exercise's mutants, mistakes and submissions.

    Attributes:
        report: of `validate`.
        failed: how many of the wrong submissions failed, with every bank.
        passed: how many of the right ones passed.
    """

    report: ExerciseReport
    wrong: int = 0
    failed: int = 0
    right: int = 0
    passed: int = 0
    misjudged: list[str] = field(default_factory=list)


@dataclass
class Line:
    """All that is known about an exercise.

    Attributes:
        waiting: the benchmarks that have not measured it yet.
    """

    homework: str
    tried: Tried
    span: Span | None = None
    bounds: Sequence[Bound] = ()
    luck: Luck | None = None
    waiting: Collection[str] = ()

    @property
    def cells(self) -> list[str]:
        """The exercise's row of the table."""
        tried, report = self.tried, self.tried.report
        cells = [
            report.name,
            f"{report.killed} / {report.mutants - report.equivalent}",
            str(report.equivalent or ""),
            f"{report.named} / {report.misconceptions}",
            f"{tried.failed} / {tried.wrong}",
            f"{tried.passed} / {tried.right}",
        ]
        errors = [self.span.right[-1], self.span.wrong[0]] if self.span else []
        cells += [f"{error:.0e}" for error in errors] or 2 * [self._blank("margins")]
        slips = max((item.bound for item in self.bounds), default=None)
        cells.append(self._blank("power") if slips is None else f"{slips:.0e}")
        luck = self.luck
        alarms = f"{len(luck.failures)} / {luck.gradings:,}" if luck else self._blank("students")
        return [*cells, alarms]

    def _blank(self, benchmark: str) -> str:
        return "…" if benchmark in self.waiting else ""

    @property
    def faults(self) -> list[str]:
        """What should not be."""
        found = self.tried.report.problems + self.tried.misjudged
        found += self.luck.failures if self.luck else []
        found += [f"{item.mistake} slips by" for item in self.bounds if item.bound > power.MOST]
        if self.span:  # what power.py is still to bound is no fault yet
            bounded = {item.mistake for item in self.bounds}
            found += self.span.faults(self.span.missed if "power" in self.waiting else bounded)
        return [f"{self.tried.report.name}: {fault}" for fault in found]


def measure(homework: str) -> list[Tried]:
    """Validate a homework, and grade the submissions that we know to be right or wrong."""
    with closing(Launcher(Limits())) as launcher:
        starts = launcher.starts
        reports = validate(common.COURSE, homework, seed=0, start=starts, oracles=["numpy"])
        found = {report.name: Tried(report) for report in reports}
        for seed in SEEDS:
            bank = common.bank_of(homework, None, seed)
            whole = common.assignment_of(homework)
            for kind in ("right", "wrong"):
                for exercise in ("whole", *found):
                    only = [] if exercise == "whole" else [exercise]
                    prepared = plan(whole, bank, only=only)
                    for path in common.files_of(homework, exercise, kind):
                        for result in graded(prepared, path, starts):
                            count(found[result.name], kind, path, result)
    return list(found.values())


def graded(prepared: Plan, path: Path, start: AnyStart) -> Sequence[ExerciseResult]:
    name = f"{prepared.assignment.topic}.py"
    text = path.read_text("utf-8")
    return grade(prepared, Submission("", name, ((name, text),), (), "", ""), start).exercises


def count(tried: Tried, kind: str, path: Path, result: ExerciseResult) -> None:
    """Add a submission's result."""
    if kind == "right":
        tried.right += 1
        tried.passed += result.passed
    else:
        tried.wrong += 1
        tried.failed += not result.passed
    if result.passed != (kind == "right"):
        tried.misjudged.append(f"{path.relative_to(common.ROOT)} is misjudged")


def measure_the_rest() -> None:
    """Measure what was not measured before."""
    kept = common.recall("submissions", list[Tried])
    groups = {name: [name] for name in common.COURSE.names if name not in kept}
    for name, [found] in common.resumed("submissions", groups, measure, list[Tried]):
        common.remember("submissions", name, found)
    margins.sweep(200)
    power.sweep(1000)
    students.sweep(10_000)


def lines() -> list[Line]:
    """What is known about every exercise whose submissions were tried."""
    tried = common.recall("submissions", list[Tried])
    spans = common.recall("margins", Span)
    bounds = common.recall("power", list[Bound])
    luck = common.recall("students", Luck)
    to_measure = {
        "margins": common.exercises(margins.fixed, frameworks=True),
        "power": common.exercises(power.looks_at_draws),
        "students": common.exercises(common.draws),
    }
    measured = {"margins": spans, "power": bounds, "students": luck}
    waiting = {
        benchmark: {part.name for _, part in parts} - measured[benchmark].keys()
        for benchmark, parts in to_measure.items()
    }
    return [
        Line(
            homework,
            item,
            spans[name].found if name in spans else None,
            bounds[name].found if name in bounds else (),
            luck[name].found if name in luck else None,
            [benchmark for benchmark, names in waiting.items() if name in names],
        )
        for homework in common.COURSE.names
        if homework in tried
        for item in tried[homework].found
        for name in [item.report.name]
    ]


def when(benchmark: str) -> str:
    """The days and machines of what a benchmark found."""
    kept = common.recall(benchmark, object).values()
    days = sorted({item.date for item in kept})
    machines = sorted({item.machine for item in kept})
    return f"{' to '.join(days[:: max(len(days) - 1, 1)])} ({'; '.join(machines)})"


def page(found: Sequence[Line]) -> str:
    """The scorecard in Markdown."""
    names = {"submissions": "mutants, mistakes and submissions", "margins": "errors"}
    names |= {"power": "what slips by", "students": "false alarms"}
    measured = "; ".join(
        f"{text} {when(name)}" for name, text in names.items() if common.recall(name, object)
    )
    parts = [
        "---\nhide: [navigation, toc]\n---",
        "# Scorecard",
        "What `python benchmarks/scorecard.py` measured, with one line for every exercise.",
        f"Measured: {measured}.",
        f"![The table as a picture](images/{PICTURE.name})",
    ]
    for homework in common.COURSE.names:
        rows = [line.cells for line in found if line.homework == homework]
        parts += [f"## {homework}", common.table(HEAD, rows)]
    return "\n\n".join([*parts, EXPLAINED.strip()]) + "\n"


EXPLAINED = """
## What the columns say

- **mutants**: mechanical changes of the reference that a check catches, of those that are
  mistakes; **no mistakes**: further ones that are listed in `equivalents.py`, each with its reason.
- **misconceptions**: those listed whose own name is the first diagnosis, of all.
- **wrong ones**, **right ones**: the submissions in `tests/submissions` that fail and that pass,
  each graded with two hidden banks through the confined path.
- **right error**, **wrong error**: the largest error of a right implementation and the smallest of
  a misconception that changes a compared number, over 200 seeds, in units of the tolerance.
- **slips by**: the probability that a bank misses a misconception, at most, for the one that is
  hardest to see among those that only draws give away.
- **false alarms**: right random functions that failed, of so many simulated students, each with
  draws of their own. Exercises without an entry leave nothing to chance.
- **…**: not measured yet.
"""


def draw(found: Sequence[Line]) -> None:
    """Four panels with one row an exercise."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "scorecard"
    import matplotlib.pyplot as plt

    rows = range(len(found))
    names = [line.tried.report.name for line in found]
    figure, (mutants, mistakes, errors, chance) = plt.subplots(
        1, 4, figsize=(12, 0.22 * len(found) + 1.2), sharey=True, layout="constrained"
    )
    for axes, parts in (
        (mutants, [(line.tried.report.killed, line.tried.report.equivalent) for line in found]),
        (mistakes, [(line.tried.passed, line.tried.failed) for line in found]),
    ):
        first = [one for one, _ in parts]
        axes.barh(rows, first, color=common.RIGHT)
        axes.barh(rows, [other for _, other in parts], left=first, color="#b8b8b8")
    mutants.set_title("mutants: caught (green),\nlisted as no mistakes (grey)")
    mistakes.set_title("submissions judged rightly:\nright (green), wrong (grey)")
    for row, line in zip(rows, found, strict=True):
        span = line.span
        for side, colour in (
            ((span.right, common.RIGHT), (span.wrong, common.WRONG)) if span else ()
        ):
            ends = [max(margins.EXACT, end) for end in (side[0], side[-1])]
            errors.plot(ends, [row, row], ".-", color=colour, lw=4, ms=4)
        if line.bounds:
            chance.plot(max(item.bound for item in line.bounds), row, "<", color=common.WRONG)
        if line.luck and line.luck.tests:
            chance.plot(line.luck.smallest, row, "|", color=common.RIGHT, ms=8)
            chance.plot(line.luck.level, row, "|", color="black", ms=8)
    errors.axvline(1, color="black", lw=1)
    errors.set_title("error / tolerance, 200 seeds:\nright (green), wrong (red)")
    chance.axvline(power.MOST, color=common.WRONG, lw=0.5)
    chance.set_title(
        "p-values: least of right students (green),\nfailing level (black); slips by (red)"
    )
    for axes in (errors, chance):
        axes.set_xscale("log")
    mutants.set_yticks(rows, names, fontsize=7)
    mutants.set_ylim(len(found) - 0.3, -0.7)
    for axes in (mutants, mistakes, errors, chance):
        axes.title.set_fontsize(8)
        axes.tick_params(axis="x", labelsize=7)
        axes.grid(axis="x", alpha=0.3)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Measure, write and draw; exit status 1 where something is not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--so-far", action="store_true", help="measure nothing")
    chosen = parser.parse_args()
    print(common.machine())
    if not chosen.so_far:
        measure_the_rest()
    found = lines()
    if not found:
        raise SystemExit("Nothing was measured yet: run it without --so-far.")
    PAGE.write_text(page(found), "utf-8")
    draw(found)
    print(common.table(HEAD, [line.cells for line in found]))
    faults = [fault for line in found for fault in line.faults]
    print(*faults, sep="\n")
    print(f"written into {PAGE.relative_to(common.ROOT)}, {PICTURE.relative_to(common.ROOT)}")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
