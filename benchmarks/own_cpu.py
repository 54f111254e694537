"""What a submission's own functions use of what grading it costs, and what the rest is.

A worker tells nobody anything, and a clock around its functions could not be read. So the class is
graded twice, once with functions that take a known multiple of their time: how much longer the
workers are at it tells what the functions use, in place. The other processes are asked for their
processor time. What is left of the whole command's is the main process'.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import shutil
import tempfile
import time
import warnings
from pathlib import Path
from types import SimpleNamespace

import measuring
import numpy as np
import psutil  # type: ignore[import-untyped]
from peer_class import ASSIGNMENT, HOMEWORK, NOTEBOOK, compared, demanded

from autograder import wire
from autograder.bank.file import Bank
from autograder.classroom import grade_class
from autograder.classroom.local import LocalPool
from autograder.course import load_module
from autograder.exercise import Floats
from autograder.plan import plan
from autograder.store import Store

PARTS = (
    "submission's own functions",
    "worker: confinement, loading, watching, copying, sending",
    "grader: receiving, comparing, wording",
    "fork server",
    "main process: reading, database, reports",
)
TIMES = 10  # so many times as long again does a call take where functions are slowed
SLOWED = f"""
from time import thread_time_ns as _clock


def _slowed(function):
    def call(*args, **kwargs):
        if _inside:
            return function(*args, **kwargs)
        _inside.append(function)
        begun = _clock()
        try:
            return function(*args, **kwargs)
        finally:
            ended = _clock()
            until = ended + {TIMES} * (ended - begun - _reading)
            while _clock() < until:
                pass
            _inside.clear()
    return call


_inside = []
_read = [_clock() for _ in range(1001)]
_reading = (_read[-1] - _read[0]) // 1000
for _name in {[item.name for exercise in ASSIGNMENT.exercises for item in exercise.signatures]}:
    globals()[_name] = _slowed(globals()[_name])
"""


def functions_alone(text: str, bank: Bank) -> float:
    """The processor seconds of a student's functions on the cases of the tests, each once."""

    def seconds(text: str) -> float:
        student = SimpleNamespace(**vars(load_module("_student", text, "student.py")))
        begun = time.process_time()
        for exercise in ASSIGNMENT.exercises:
            for probe in compared(exercise):
                for case in bank.cases[probe.name]:
                    with contextlib.suppress(Exception):
                        list(probe.function(student, **wire.copy(case.inputs)))
        return time.process_time() - begun

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return (seconds(text + SLOWED) - seconds(text)) / TIMES


def processes(submitted: Path, bank: Bank) -> Floats:
    """The processor seconds of a submission: of grader, fork server and workers."""
    class_ = [(path.name, path / HOMEWORK / NOTEBOOK) for path in sorted(submitted.iterdir())]
    prepared = plan(ASSIGNMENT, bank)
    with (
        tempfile.TemporaryDirectory() as place,
        LocalPool(prepared, 1) as pool,
        Store.beside(Path(place)) as store,
    ):
        grader = psutil.Process(multiprocessing.active_children()[0].pid)
        server = grader.children()[0]

        def used() -> Floats:
            ended = server.cpu_times()  # workers that the fork server has waited for
            workers = ended.children_user + ended.children_system
            return np.array([*map(cpu_of, [grader.pid, server.pid]), workers])

        before = used()
        results = list(grade_class(prepared, class_, pool, store.begin(HOMEWORK, bank.info)))
        seconds = used() - before
    found = {
        result.student: {item.name: item.passed for item in result.exercises} for result in results
    }
    right = demanded(path.name for path in submitted.iterdir())
    if found != right:
        raise SystemExit(f"Expected the verdicts {right} but got {found}.")
    return seconds / len(class_)


def cpu_of(pid: int) -> float:
    """Processor seconds that a process has used, by the kernel's own clock."""
    return time.clock_gettime((~pid << 3) | 2)


def make_slowed(submitted: Path, target: Path) -> None:
    """Copy the class, and slow its functions."""
    shutil.copytree(submitted, target)
    cell = {"cell_type": "code", "id": "slowed", "metadata": {}, "source": SLOWED}
    for path in target.glob(f"*/{HOMEWORK}/{NOTEBOOK}"):
        notebook = json.loads(path.read_bytes())
        notebook["cells"].append({**cell, "execution_count": None, "outputs": []})
        path.write_text(json.dumps(notebook))


def split(submitted: Path, slowed: Path, bank: Bank) -> Floats:
    """The processor seconds of a submission, in the order of `PARTS`, but for the last."""
    grader, server, workers = processes(submitted, bank)
    functions = (processes(slowed, bank)[-1] - workers) / TIMES
    return np.array([functions, workers - functions, grader, server])


def print_split(parts: Floats, costs: Floats, once: float, number: int) -> None:
    """Print what a further submission costs, and what remains beside the functions.

    Args:
        parts: from `split`.
        costs: of `autograder grade --jobs 1`, in the order of the table.
        once: what the functions use on every case once.
        number: of students.
    """
    _, class_, _, whole = 1e3 * costs
    parts = np.append(1e3 * parts, whole - 1e3 * parts.sum())
    named = list(zip(PARTS, parts, strict=True))
    rows = [[name, f"{part:.1f}", f"{part / whole:.0%}"] for name, part in named]
    rows.append(["a further submission, `autograder grade --jobs 1`", f"{whole:.1f}", ""])
    remaining = sorted(named[1:], key=lambda item: -item[1])
    told = ", ".join(f"{name.partition(':')[0]} {part:.1f} ms" for name, part in remaining)
    print()
    print(measuring.table(["CPU", "ms", "share"], rows))
    print(
        f"\nThe grader's own: {sum(parts[1:]):.1f} ms, {sum(parts[1:]) / parts[0]:.1f} times what "
        f"the functions use; target: below 1. (Called on every case once, by nobody who watches, "
        f"they use {1e3 * once:.1f} ms.)\nWhat remains: {told}. The command's start comes to "
        f"{class_ - whole:.1f} ms for each of {number}."
    )
