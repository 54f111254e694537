"""How good the verdicts are, exercise by exercise: `python benchmarks/scorecard.py`.

It runs all that this folder measures about verdicts: mutants and misconceptions; right and wrong
submissions with 20 banks; the margins of 200 seeds; the power of the tests on random functions;
10,000 simulated students. That takes hours; what was found is kept in
benchmarks/measured, and a run that was broken off goes on. A table and a picture are written into
docs; with `--so-far`, from what was measured until now.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass

import margins
import measuring
import our_course
import power
import students
import submissions
from margins import Span
from power import Bound
from students import Luck
from submissions import Judged

from autograder.authoring.validate import ExerciseReport, validate
from autograder.classroom.grader import Launcher
from autograder.sandbox.confine import Limits

PAGE = measuring.ROOT / "docs" / "scorecard.md"
PICTURE = measuring.IMAGES / "scorecard.svg"
HEAD = (
    "exercise", "mutants", "no mistakes", "misconceptions", "wrong ones", "right ones",
    "right error", "wrong error", "slips by", "false alarms",
)  # fmt: skip


@dataclass
class Line:
    """All that is known about an exercise.

    Attributes:
        waiting: the benchmarks that have not measured it yet.
    """

    homework: str
    report: ExerciseReport
    judged: Judged | None = None
    span: Span | None = None
    bounds: Sequence[Bound] = ()
    luck: Luck | None = None
    waiting: Collection[str] = ()

    @property
    def cells(self) -> list[str]:
        """The exercise's row of the table."""
        report, judged = self.report, self.judged
        cells = [
            report.name,
            f"{report.killed} / {report.mutants - report.equivalent}",
            str(report.equivalent or ""),
            f"{report.named} / {report.misconceptions}",
        ]
        if judged:
            cells += [f"{judged.failed} / {judged.wrong}", f"{judged.passed} / {judged.right}"]
        else:
            cells += 2 * [self._blank("submissions")]
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
        found = self.report.problems + (self.judged.faults if self.judged else [])
        found += self.luck.failures if self.luck else []
        found += [f"{item.mistake} slips by" for item in self.bounds if item.bound > power.MOST]
        if self.span:  # what power.py is still to bound is no fault yet
            bounded = {item.mistake for item in self.bounds}
            found += self.span.faults(self.span.missed if "power" in self.waiting else bounded)
        return [f"{self.report.name}: {fault}" for fault in found]


def measure(homework: str) -> list[ExerciseReport]:
    """Validate a homework: its mutants and its misconceptions."""
    with closing(Launcher(Limits())) as launcher:
        starts = launcher.starts
        return validate(our_course.COURSE, homework, seed=0, start=starts, oracles=["numpy"])


def measure_the_rest() -> None:
    """Measure what was not measured before."""
    kept = measuring.recall("mutants", list[ExerciseReport])
    groups = {name: [name] for name in our_course.COURSE.names if name not in kept}
    for name, [found] in measuring.resumed("mutants", groups, measure, list[ExerciseReport]):
        measuring.remember("mutants", name, found)
    submissions.sweep(20)
    margins.sweep(200)
    power.sweep(1000)
    students.sweep(10_000)


def lines() -> list[Line]:
    """What is known about every exercise whose mutants were tried."""
    reports = measuring.recall("mutants", list[ExerciseReport])
    judged = measuring.recall("submissions", Judged)
    spans = measuring.recall("margins", Span)
    bounds = measuring.recall("power", list[Bound])
    luck = measuring.recall("students", Luck)
    to_measure = {
        "submissions": our_course.exercises(our_course.every, frameworks=True),
        "margins": our_course.exercises(margins.fixed, frameworks=True),
        "power": our_course.exercises(power.looks_at_draws),
        "students": our_course.exercises(our_course.draws),
    }
    measured = {"submissions": judged, "margins": spans, "power": bounds, "students": luck}
    waiting = {
        benchmark: {part.name for _, part in parts} - measured[benchmark].keys()
        for benchmark, parts in to_measure.items()
    }
    return [
        Line(
            homework,
            item,
            judged[name].found if name in judged else None,
            spans[name].found if name in spans else None,
            bounds[name].found if name in bounds else (),
            luck[name].found if name in luck else None,
            [benchmark for benchmark, names in waiting.items() if name in names],
        )
        for homework in our_course.COURSE.names
        if homework in reports
        for item in reports[homework].found
        for name in [item.name]
    ]


def when(benchmark: str) -> str:
    """The days and machines of what a benchmark found."""
    kept = measuring.recall(benchmark, object).values()
    days = sorted({item.date for item in kept})
    machines = sorted({item.machine for item in kept})
    return f"{' to '.join(days[:: max(len(days) - 1, 1)])} ({'; '.join(machines)})"


def page(found: Sequence[Line]) -> str:
    """The scorecard in Markdown."""
    names = {"mutants": "mutants and misconceptions", "submissions": "submissions"}
    names |= {"margins": "errors", "power": "what slips by", "students": "false alarms"}
    measured = "; ".join(
        f"{text} {when(name)}" for name, text in names.items() if measuring.recall(name, object)
    )
    parts = [
        "---\nhide: [navigation, toc]\n---",
        "# Scorecard",
        "What `python benchmarks/scorecard.py` measured, with one line for every exercise.",
        f"Measured: {measured}.",
        f"{submissions.summary([line.judged for line in found if line.judged])}.",
        f"![The table as a picture](images/{PICTURE.name})",
    ]
    for homework in our_course.COURSE.names:
        rows = [line.cells for line in found if line.homework == homework]
        parts += [f"## {homework}", measuring.table(HEAD, rows)]
    return "\n\n".join([*parts, EXPLAINED.strip()]) + "\n"


EXPLAINED = """
## What the columns say

- **mutants**: mechanical changes of the reference that a check catches, of those that are
  mistakes; **no mistakes**: further ones that are listed in `equivalents.py`, each with its reason.
- **misconceptions**: those listed whose own name is the first diagnosis, of all.
- **wrong ones**, **right ones**: the submissions in `tests/submissions` that fail and that pass
  with each of 20 hidden banks (4 where Keras is used), through the confined path.
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
    judged = [line.judged or Judged() for line in found]
    names = [line.report.name for line in found]
    figure, (mutants, mistakes, errors, chance) = plt.subplots(
        1, 4, figsize=(12, 0.22 * len(found) + 1.2), sharey=True, layout="constrained"
    )
    for axes, parts in (
        (mutants, [(line.report.killed, line.report.equivalent) for line in found]),
        (mistakes, [(item.passed, item.failed) for item in judged]),
    ):
        first = [one for one, _ in parts]
        axes.barh(rows, first, color=measuring.RIGHT)
        axes.barh(rows, [other for _, other in parts], left=first, color="#b8b8b8")
    mutants.set_title("mutants: caught (green),\nlisted as no mistakes (grey)")
    mistakes.set_title("submissions judged rightly:\nright (green), wrong (grey)")
    for row, line in zip(rows, found, strict=True):
        span = line.span
        for side, colour in (
            ((span.right, measuring.RIGHT), (span.wrong, measuring.WRONG)) if span else ()
        ):
            ends = [max(margins.EXACT, end) for end in (side[0], side[-1])]
            errors.plot(ends, [row, row], ".-", color=colour, lw=4, ms=4)
        if line.bounds:
            chance.plot(max(item.bound for item in line.bounds), row, "<", color=measuring.WRONG)
        if line.luck and line.luck.tests:
            chance.plot(line.luck.smallest, row, "|", color=measuring.RIGHT, ms=8)
            chance.plot(line.luck.level, row, "|", color="black", ms=8)
    errors.axvline(1, color="black", lw=1)
    errors.set_title("error / tolerance, 200 seeds:\nright (green), wrong (red)")
    chance.axvline(power.MOST, color=measuring.WRONG, lw=0.5)
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
    print(measuring.machine())
    if not chosen.so_far:
        measure_the_rest()
    found = lines()
    if not found:
        raise SystemExit("Nothing was measured yet: run it without --so-far.")
    PAGE.write_text(page(found), "utf-8")
    draw(found)
    print(measuring.table(HEAD, [line.cells for line in found]))
    faults = [fault for line in found for fault in line.faults]
    print(*faults, sep="\n")
    print(f"written into {PAGE.relative_to(measuring.ROOT)}, {PICTURE.relative_to(measuring.ROOT)}")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
