"""What `validate` found, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.authoring.validate import ExerciseReport


def table(name: str, reports: Sequence[ExerciseReport]) -> RenderableType:
    """One line an exercise, and the problems below."""
    columns = (
        "exercise", "cases", "oracles\ndiffer", "mistakes\nnamed",
        "mutants\ncaught", "mutants\nlisted", "false\nalarms",
    )  # fmt: skip
    grid = Table(*columns, title=name, box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in grid.columns:
        column.no_wrap = True
        column.justify = "right"
    grid.columns[0].justify = "left"
    problems = []
    for report in reports:
        grid.add_row(
            Text(report.name, style="red" if report.problems else ""),
            str(report.cases),
            "" if report.disagreement is None else f"{report.disagreement:.1e}",
            f"{report.named} / {report.misconceptions}",
            f"{report.killed} / {report.mutants}",
            str(report.equivalent or ""),
            f"{report.false_alarm:.0e}" if report.tests else "none",
        )
        problems += [Text(f"{report.name}: {problem}", style="red") for problem in report.problems]
    alone = any(report.disagreement is None for report in reports)
    one = Text("One oracle was asked: its results were compared with nobody else's.")
    verdict = Text("no problems found", style="green") if not problems else Text("")
    spent = sum(report.false_alarm for report in reports)
    tests = sum(report.tests for report in reports)
    budget = Text(f"A right submission fails by chance in at most {spent:.1e} ({tests} p-values).")
    notes = [*([budget] if spent else []), *([one] if alone else [])]
    return Group(grid, *notes, *problems, verdict)
