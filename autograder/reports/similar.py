"""Similar submissions: a table for the terminal and a page for the instructor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.reports.html import HERE, page_environment, percent, write_page
from autograder.reports.texts import visible
from autograder.similarity import Pair, Similarity

MOST_ROWS = 20  # in the terminal


@dataclass(frozen=True)
class Side:
    """One student's part of a passage: where it stands, and (number, text) of its lines."""

    student: str
    where: str
    lines: Sequence[tuple[int, str]]


def table(result: Similarity) -> RenderableType:
    """The most similar pairs, for a terminal."""
    if not result.pairs:
        return f"{result.compared} submissions compared: no two are unusually similar"
    count = len(result.pairs) + result.others
    title = f"{result.compared} submissions compared. A hint for a human, never a score:"
    shown = Table("student", "student", "shared", "lines", "", box=None)
    for pair in result.pairs[:MOST_ROWS]:
        names = (Text(visible(code.submission.student)) for code in (pair.first, pair.second))
        shown.add_row(*names, percent(pair.share), str(pair.lines), "equal files" * pair.equal)
    more = f"and {count - MOST_ROWS} more" if count > MOST_ROWS else ""
    return Group(title, shown, more) if more else Group(title, shown)


def write_similar(result: Similarity, out: Path, *, title: str) -> Path:
    """Write similar.html, which names students and shows their code.

    Args:
        result: of a class.
        out: the folder, made if it is not there.
        title: of the homework.

    Returns:
        The path of the page.
    """
    environment = page_environment()
    style = f"{environment.globals['style']}{(HERE / 'similar.css').read_text('utf-8')}"
    template = environment.get_template("similar.html")
    pairs = ((pair, _passages(pair)) for pair in result.pairs)
    out.mkdir(parents=True, exist_ok=True)
    path = out / "similar.html"
    write_page(path, template.generate(title=title, style=style, result=result, pairs=pairs))
    return path


def _passages(pair: Pair) -> list[tuple[Side, Side]]:
    """What two submissions share, side by side."""
    codes = pair.first, pair.second
    lines = [code.lines for code in codes]
    names = [code.submission.student for code in codes]

    def side(which: int, numbers: range) -> Side:
        part = lines[which][numbers.start : numbers.stop]
        begin, end = (f"{label}, line {number}" for label, number, _ in (part[0], part[-1]))
        where = begin if begin == end else f"{begin} to {end.removeprefix(f'{part[0][0]}, line ')}"
        return Side(names[which], where, [line[1:] for line in part])

    return [(side(0, passage.first), side(1, passage.second)) for passage in pair.passages]
