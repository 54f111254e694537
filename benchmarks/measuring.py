"""Measure for hours in many processes, keep what was found, print it."""

from __future__ import annotations

import datetime
import os
import platform
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from rich.progress import Progress

from autograder.sandbox.confine import die_with

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "benchmarks" / "measured"
IMAGES = ROOT / "docs" / "images"
RIGHT, WRONG = "#2a7f3f", "#b3261e"  # colours

T = TypeVar("T")


class TooSlowError(Exception):
    """A mistake that does not come to an end."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Give up after some seconds, by TooSlowError."""

    def give_up(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def resumed(
    name: str, groups: Mapping[str, Sequence[str]], measure: Callable[[str], T], kind: type[T]
) -> Iterator[tuple[str, list[T]]]:
    """Measure for every key, in many processes; what a broken-off run has measured is kept.

    Args:
        name: of the benchmark.
        groups: what to measure: keys that belong together, an exercise's say.
        measure: from a key to its result, a function of a module.
        kind: of the result.

    Yields:
        Every group as soon as it is complete, with its results. They lie in build/benchmarks until
        the next one is asked for.
    """
    folder = ROOT / "build" / "benchmarks" / name
    folder.mkdir(parents=True, exist_ok=True)
    decoder = msgspec.json.Decoder(tuple[str, kind])  # type: ignore[valid-type]
    files = {group: folder / f"{group}.jsonl" for group in groups}
    kept = [path.read_bytes() for path in files.values() if path.exists()]
    lines = b"".join(kept).splitlines()
    found = dict(decoder.decode(line) for line in lines)
    missing = {key: group for group, keys in groups.items() for key in keys if key not in found}
    if lines:
        print(f"{len(lines)} measured before, in {folder.relative_to(ROOT)}/")
    waiting = dict(groups)

    def complete() -> Iterator[tuple[str, list[T]]]:
        for group in [name for name, keys in waiting.items() if found.keys() >= set(keys)]:
            yield group, [found[key] for key in waiting.pop(group)]
            files[group].unlink(missing_ok=True)

    yield from complete()
    pool = ProcessPoolExecutor(
        os.cpu_count(), get_context("spawn"), initializer=die_with, initargs=(os.getpid(),)
    )
    try:
        with Progress(*Progress.get_default_columns()) as progress:
            task = progress.add_task(name, total=len(missing))
            jobs = {pool.submit(measure, key): key for key in missing}
            failed: list[BaseException] = []
            for job in as_completed(jobs):
                key = jobs[job]
                if error := job.exception():
                    failed.append(error)  # what the others have measured is kept
                    continue
                found[key] = job.result()
                with files[missing[key]].open("ab") as file:
                    file.write(msgspec.json.encode((key, found[key])) + b"\n")
                progress.advance(task)
                yield from complete()
        if failed:
            raise failed[0]
    finally:
        pool.shutdown(cancel_futures=True)


class Measured(msgspec.Struct, Generic[T]):
    """What a long benchmark has found about an exercise.

    Attributes:
        machine: where.
        date: when it was finished.
        found: the result.
    """

    machine: str
    date: str
    found: T


def recall(name: str, kind: type[T]) -> dict[str, Measured[T]]:
    """What a long benchmark found before, by exercise."""
    path = MEASURED / f"{name}.json"
    if not path.exists():
        return {}
    found: dict[str, Measured[T]] = msgspec.json.decode(
        path.read_bytes(),
        type=dict[str, Measured[kind]],  # type: ignore[valid-type]
    )
    return found


def remember(name: str, exercise: str, found: object) -> None:
    """Keep what a long benchmark found about an exercise."""
    kept = recall(name, object)
    kept[exercise] = Measured(machine(), datetime.date.today().isoformat(), found)
    MEASURED.mkdir(exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(kept), indent=1)
    (MEASURED / f"{name}.json").write_bytes(text + b"\n")


def machine() -> str:
    """For the head of a benchmark's output."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, numbers to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = [head, ["-" * (width - 1) + ":" for width in widths], *rows]
    lines[1] = ["-" * widths[0], *lines[1][1:]]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    )
