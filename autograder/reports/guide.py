"""What a student reads in a terminal before there is anything to check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.description import Description
from autograder.exercise import Exercise
from autograder.frameworks import TITLES, how_to_install, is_installed
from autograder.homeworks import Copied, Homework
from autograder.reports.lines import whole
from autograder.reports.texts import number

INDENT = 4
CONTENTS = {
    ".ipynb": "explains, with the functions to fill in",
    ".py": "the same functions; fill in whichever you like",
    ".bank": "the cases that autograder check uses",
    ".md": "the exercises and the rules, on a page",
}
BROKEN = 70  # characters of a line, or more
_ENTRY = re.compile(r" *[\w*]+: ")  # of a list of arguments
_HEADING = re.compile(r"(Args|Attributes|Returns|Raises|Numerics|Source|Sources):")


def listed(found: Sequence[Homework]) -> RenderableType:
    """The homeworks that can be begun."""
    width = max(len(item.name) for item in found) + 2
    lines = [Text.assemble((f"{item.name:<{width}}", "bold"), item.title) for item in found]
    return Group(*lines, "", whole(f"autograder start {found[0].name}", style="dim"))


def started(copied: Copied, homework: str) -> RenderableType:
    """What is in a student's folder now, and what to do next."""
    folder = str(copied.folder)
    head = " is ready" if copied.added else " has everything already; nothing was changed"
    lines = [Text.assemble((homework if folder == "." else folder, "bold"), head)]
    width = max(map(len, copied.added), default=0) + 2
    lines += [
        Text.assemble(f"  {name:<{width}}", (CONTENTS.get(_kind(name), ""), "dim"))
        for name in copied.added
    ]
    if copied.kept and copied.added:
        lines.append(Text(f"  kept as it is: {', '.join(copied.kept)}", "yellow"))
    lines += [
        Text(
            f"  {name} is not the released one; delete it and run this again to get that", "yellow"
        )
        for name in copied.older
    ]
    enter = [] if folder == "." else [whole(f"  cd {_quoted(folder)}")]
    return Group(*lines, "", *enter, whole("  autograder check --watch"))


def _kind(name: str) -> str:
    return name[name.rfind(".") :]


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def description(told: Description) -> RenderableType:
    """An exercise as its homework tells it."""
    exercise = told.exercise
    parts: list[RenderableType] = [
        Text.assemble(
            (exercise.name, "bold underline"),
            f"  {exercise.title}, {number(exercise.points)} points",
            (f"  {told.homework}", "dim"),
        )
    ]
    for function in told.functions:
        parts += [
            "",
            Text(function.signature, "bold"),
            *(Text(function.place, "dim") for _ in range(told.at_hand and bool(function.place))),
            Padding(Group(*_docstring(function.docstring)), (0, 0, 0, INDENT), expand=False),
        ]
    needs = _needs(exercise)
    points = [f"{check.name} {number(check.points)}" for check in exercise.checks]
    rows = [
        ("Points", ", ".join(points)),
        *(("Read", item) for item in told.readings if told.at_hand),
        *(("Needs", needs) for _ in range(bool(needs))),
    ]
    table = Table.grid("", "", padding=(0, 2))
    for title, text in rows:
        table.add_row(Text(title, "bold"), Text(text))
    commands = [
        *(("Begin", f"autograder start {told.name}") for _ in range(not told.at_hand)),
        ("Check", f"autograder check --exercise {exercise.name}"),
    ]
    width = len("Points") + 2  # as wide as the table's first column
    copied = (whole((f"{title:<{width}}", "bold"), text) for title, text in commands)
    return Group(*parts, "", table, *copied)


def _needs(exercise: Exercise) -> str:
    """The framework that an exercise is written with; empty where there is none."""
    name = exercise.framework
    if not name:
        return ""
    return TITLES[name] if is_installed(name) else f"{TITLES[name]}: {how_to_install(name)}"


def _docstring(text: str) -> Iterator[RenderableType]:
    """The lines: the formula, the headings and the example in a style of their own."""
    for place, block in enumerate(text.split("\n\n")):
        if place:
            yield ""
        formula = place == 1 and "=" in block
        example = block.startswith(">>>")
        for line in block.splitlines() if formula or example else _whole(block.splitlines()):
            style = "dim" if example else "cyan" if formula else ""
            words = line.lstrip()
            heading = "bold" if _HEADING.fullmatch(words) else style
            yield Padding(Text(words, heading), (0, 0, 0, len(line) - len(words)), expand=False)


def _whole(lines: Sequence[str]) -> list[str]:
    """Lines that the author has broken for want of room, put together again."""
    found: list[str] = []
    last = ""
    for line in lines:
        if len(last) > BROKEN and not _ENTRY.match(line):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line)
        last = line
    return found
