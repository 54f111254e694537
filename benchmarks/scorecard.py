"""How good the verdicts are, exercise by exercise: `python benchmarks/scorecard.py`.

It runs all that this folder measures about verdicts: mutants, misconceptions, and the right and
wrong submissions of tests/submissions; the margins of 200 seeds; the power of the tests on random
functions; 10,000 simulated students. That takes hours; what was found is kept in
benchmarks/measured, and a run that was broken off goes on. A table and a picture are written into
docs.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    "exercise", "mutants caught", "no mistakes", "misconceptions named first",
    "wrong submissions failed", "right submissions passed", "largest error, right",
    "smallest error, wrong", "slips by", "false alarms",
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
    """All that is known about an exercise."""

    homework: str
    tried: Tried
    span: Span | None = None
    bounds: Sequence[Bound] = ()
    luck: Luck | None = None

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
        span = self.span
        cells += [f"{span.right[-1]:.0e}", f"{span.wrong[0]:.0e}"] if span else ["", ""]
        cells.append(f"{max(item.bound for item in self.bounds):.0e}" if self.bounds else "")
        luck = self.luck
        return [*cells, f"{len(luck.failures)} / {luck.gradings:,}" if luck else ""]

    @property
    def faults(self) -> list[str]:
        """What should not be."""
        found = self.tried.report.problems + self.tried.misjudged
        found += self.luck.failures if self.luck else []
        found += [f"{item.mistake} slips by" for item in self.bounds if item.bound > power.MOST]
        bounded = {item.mistake for item in self.bounds}
        found += self.span.faults(bounded) if self.span else []
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


def lines() -> list[Line]:
    """Measure everything."""
    tried = {name: kept.found for name, kept in common.recall("submissions", list[Tried]).items()}
    groups = {name: [name] for name in common.COURSE.names if name not in tried}
    for name, [found] in common.resumed("submissions", groups, measure, list[Tried]):
        tried[name] = found
        common.remember("submissions", name, found)
    spans = margins.sweep(200)
    bounds = power.sweep(1000)
    luck = students.sweep(10_000)
    return [
        Line(homework, item, spans.get(name), bounds.get(name, ()), luck.get(name))
        for homework in common.COURSE.names
        for item in tried[homework]
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
    measured = "; ".join(f"{text} {when(name)}" for name, text in names.items())
    parts = [
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

- **mutants caught**: mechanical changes of the reference that a check catches, of those that are
  mistakes; **no mistakes**: further ones that are listed in `equivalents.py`, each with its reason.
- **misconceptions named first**: listed misconceptions whose own name is the first diagnosis.
- **wrong submissions failed**, **right submissions passed**: the files of `tests/submissions`, each
  graded with two hidden banks through the confined path.
- **largest error, right** and **smallest error, wrong**: over 200 seeds, in units of the tolerance,
  among right implementations and among misconceptions that change a compared number.
- **slips by**: the probability that a bank misses a misconception, at most, for the one that is
  hardest to see among those that only draws give away.
- **false alarms**: right random functions that failed, of 10,000 simulated students, each with
  draws of their own. Exercises without an entry leave nothing to chance.
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
            errors.plot(ends, [row, row], color=colour, lw=4, solid_capstyle="butt")
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
    mutants.invert_yaxis()
    for axes in (mutants, mistakes, errors, chance):
        axes.title.set_fontsize(8)
        axes.tick_params(axis="x", labelsize=7)
        axes.grid(axis="x", alpha=0.3)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Measure, write and draw; exit status 1 where something is not as promised."""
    print(common.machine())
    found = lines()
    PAGE.write_text(page(found), "utf-8")
    draw(found)
    print(common.table(HEAD, [line.cells for line in found]))
    faults = [fault for line in found for fault in line.faults]
    print(*faults, sep="\n")
    print(f"written into {PAGE.relative_to(common.ROOT)}, {PICTURE.relative_to(common.ROOT)}")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
