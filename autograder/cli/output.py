"""What a person sees: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded where it is needed: a check should take well under a second
    from rich.console import RenderableType


def say(content: RenderableType) -> None:
    """Print a result; lines longer than the terminal are left to it, and none ends in blanks."""
    from rich.console import Console

    from autograder.reports.lines import Trimmed

    console = Console(highlight=False)
    if isinstance(content, str):
        console.print(content, markup=False, soft_wrap=True)
    else:
        console.print(Trimmed(content), markup=False, crop=False)


def clear() -> None:
    """Empty the screen, where there is one."""
    from rich.console import Console

    Console().clear()


def tell(text: str) -> None:
    """Say something that is no result."""
    sys.stderr.write(f"{text}\n")


def counted(items: Iterable[Any], total: int, title: str) -> Iterator[Any]:
    """The same items, with a progress bar."""
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_stderr(), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(title, total=total)
        for item in items:
            progress.advance(task)
            yield item


def graded_bar(results: Iterable[Any], total: int) -> Iterator[Any]:
    """The same results, with a progress bar: how many, how fast, how many with mistakes."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(compact=True),
    )
    # No thread that draws: graders that are killed are replaced by a fork.
    with Progress(
        *columns, console=_stderr(), disable=not sys.stderr.isatty(), auto_refresh=False
    ) as progress:
        task = progress.add_task("grading", total=total, told="")
        begun = drawn = monotonic()
        wrong = erred = 0
        for count, result in enumerate(results, 1):
            wrong += result.status != "error" and not result.passed
            erred += result.status == "error"
            now = monotonic()
            if now - drawn > 0.1 or count == total:
                drawn = now
                told = f"{count / max(now - begun, 1e-3):.1f} per second, {wrong} with mistakes"
                told += f", {erred} errors of the grader" * bool(erred)
                progress.update(task, completed=count, told=told, refresh=True)
            yield result


@contextmanager
def status(title: str) -> Iterator[Callable[[str], None]]:
    """Show what is going on while one long thing is done."""
    console = _stderr()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(title) as status:
        yield lambda text: status.update(f"{title}: {text}")


def _stderr() -> Any:
    from rich.console import Console

    return Console(stderr=True)
