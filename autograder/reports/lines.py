"""Lines of a terminal as rich does not make them: whole, indented, without blanks at their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

INDENT = 4


def whole(*parts: str | tuple[str, str], style: str | Style = "") -> Text:
    """A line that is never broken, since it is there to be copied; the terminal may wrap it."""
    return Text.assemble(*parts, style=style, no_wrap=True, overflow="ignore")


@dataclass(frozen=True)
class Indented:
    """Something moved to the right; unlike rich's Padding it cuts no line and adds no blanks."""

    content: RenderableType
    by: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        inner = options.update(width=max(1, options.max_width - self.by))
        for line in Segment.split_lines(console.render(self.content, inner)):
            yield Segment(" " * self.by)
            yield from line
            yield Segment.line()


@dataclass(frozen=True)
class Beside:
    """Texts beside each other in a table; below each other where it would break their lines.

    Attributes:
        titles: of the columns.
        rows: of the table, each as long as the titles.
    """

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        table = Table(*self.titles)
        for row in self.rows:
            table.add_row(*map(Text, row))
        unbroken = Measurement.get(console, options.update(max_width=10_000), table)
        yield table if unbroken.maximum <= options.max_width else self._below()

    def _below(self) -> Group:
        lines: list[RenderableType] = []
        for name, *texts in self.rows:
            lines.append(Text(name, "bold"))
            for title, text in zip(self.titles[1:], texts, strict=True):
                lines.append(Indented(Text(title, "dim"), INDENT // 2))
                lines.append(Indented(Text(text), INDENT))
        return Group(*lines)


@dataclass(frozen=True)
class Trimmed:
    """Something without the blanks that rich adds at the end of lines."""

    content: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in Segment.split_lines(console.render(self.content, options)):
            yield from _trimmed(line)
            yield Segment.line()


def _trimmed(line: list[Segment]) -> list[Segment]:
    rest = list(line)
    while rest and not rest[-1].control and not rest[-1].text.strip(" "):
        rest.pop()
    if rest and not rest[-1].control:
        last = rest.pop()
        rest.append(Segment(last.text.rstrip(" "), last.style))
    return rest
