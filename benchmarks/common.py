"""What the benchmarks share: the course's right and wrong implementations, and many processes."""

from __future__ import annotations

import datetime
import os
import platform
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

import msgspec
import numpy as np
from rich.progress import Progress

from autograder.authoring.banks import misconceptions_of
from autograder.bank.build import Oracle, build
from autograder.bank.draw import draw_cases
from autograder.bank.file import Bank
from autograder.course import Course, load_module
from autograder.exercise import Assignment, Check, Exercise
from autograder.misconceptions.patch import apply
from autograder.numerics import statistics
from autograder.plan import ExercisePlan, Plan, number_of_tests, plan

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "benchmarks" / "measured"
IMAGES = ROOT / "docs" / "images"
COURSE = Course(ROOT)
RIGHT, WRONG = "#2a7f3f", "#b3261e"  # colours

Namespace: TypeAlias = Mapping[str, object]
T = TypeVar("T")


@cache
def assignment_of(homework: str) -> Assignment:
    return COURSE.assignment(homework)


@cache
def namespace_of(path: Path) -> Namespace:
    """What a file of ours defines: a reference, or an implementation of tests/submissions."""
    with np.errstate():  # what a file sets must not outlive it
        return vars(load_module(f"_ours_{abs(hash(path))}", path.read_text("utf-8"), str(path)))


def reference_of(homework: str) -> Namespace:
    return namespace_of(COURSE.reference(homework, "numpy"))


def files_of(homework: str, exercise: str, kind: str) -> list[Path]:
    """The implementations of tests/submissions that are "right" or "wrong"."""
    return sorted((ROOT / "tests" / "submissions" / homework / kind / exercise).glob("*.py"))


def mistakes_of(homework: str, exercise: str) -> list[str]:
    """The names of the misconceptions."""
    known = misconceptions_of(COURSE, homework)
    return [item.name for item in known if item.exercise == exercise]


@cache
def with_mistake(homework: str, name: str) -> Namespace:
    """The reference with a misconception in it."""
    known = {item.name: item for item in misconceptions_of(COURSE, homework)}
    reference = COURSE.reference(homework, "numpy").read_text("utf-8")
    text = apply(known[name], reference, assignment_of(homework))
    return vars(load_module(f"_wrong_{name}", text, name))


def only_checks(exercise: Exercise, wanted: Callable[[Check], bool]) -> Exercise | None:
    """The exercise with some of its checks; None where it has none of these."""
    checks = [check for check in exercise.checks if wanted(check)]
    return replace(exercise, checks=checks, pictures=()) if checks else None


def every(_: Check) -> bool:
    """Whichever check."""
    return True


def draws(check: Check) -> bool:
    """Whether a check looks at a random function."""
    return check.probe.random


def plan_of(homework: str, part: Exercise, seed: int) -> ExercisePlan:
    """An exercise, or a part of it, with hidden cases of a seed."""
    return plan_alone(homework, part, seed).exercises[0]


def plan_alone(homework: str, part: Exercise, seed: int) -> Plan:
    """The same, to grade a file with: as strict with random functions as the whole homework."""
    prepared = plan(alone(homework, part), bank_of(homework, part, seed))
    (only,) = prepared.exercises
    return replace(prepared, exercises=[replace(only, level=level_of(homework))])


def bank_of(homework: str, part: Exercise | None, seed: int) -> Bank:
    """A hidden bank for one exercise, or a part of it; without, for the whole homework."""
    oracle = Oracle("numpy", reference_of(homework))
    return build(alone(homework, part), [oracle], seed, public=False).bank


def alone(homework: str, part: Exercise | None) -> Assignment:
    """The homework with this exercise only."""
    whole = assignment_of(homework)
    return replace(whole, exercises=(part,)) if part else whole


def part_of(
    homework: str, name: str, wanted: Callable[[Check], bool], *, frameworks: bool = False
) -> Exercise | None:
    """An exercise with such checks alone; None where it has none.

    Where a probe uses a framework, thousands of runs take days: `frameworks` asks for those, too.
    """
    return only_checks(
        assignment_of(homework).exercise(name),
        lambda check: wanted(check) and (frameworks or not check.probe.framework),
    )


def exercises(
    wanted: Callable[[Check], bool], *, frameworks: bool = False
) -> Iterator[tuple[str, Exercise]]:
    """Every homework and exercise that has such checks, with these alone: see part_of."""
    for homework in COURSE.names:
        for exercise in assignment_of(homework).exercises:
            part = part_of(homework, exercise.name, wanted, frameworks=frameworks)
            if part:
                yield homework, part


@cache
def level_of(homework: str) -> float:
    """The p-value below which a random function of the homework is wrong, as in a real bank."""
    cases = {
        probe.name: draw_cases(probe, 0)
        for exercise in assignment_of(homework).exercises
        for probe in exercise.probes
        if probe.random
    }
    return statistics.level(
        sum(number_of_tests(exercise, cases) for exercise in assignment_of(homework).exercises)
    )


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
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
    try:
        with Progress(*Progress.get_default_columns()) as progress:
            task = progress.add_task(name, total=len(missing))
            jobs = {pool.submit(measure, key): key for key in missing}
            for job in as_completed(jobs):
                key = jobs[job]
                found[key] = job.result()
                with files[missing[key]].open("ab") as file:
                    file.write(msgspec.json.encode((key, found[key])) + b"\n")
                progress.advance(task)
                yield from complete()
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
