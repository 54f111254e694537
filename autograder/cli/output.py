"""What a person sees: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any


def say(content: object) -> None:
    """Print a result."""
    from rich.console import Console

    Console(highlight=False, soft_wrap=isinstance(content, str)).print(content, markup=False)


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
