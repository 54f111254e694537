"""Classes of growing size, here and on a cluster: `python benchmarks/scale.py --sizes 100,1000`.

A class is made of homework 1: right solutions, misconceptions and mutants, and some that do not
parse, crash, loop without end, sleep or print without end, in shares as one meets them. No two
submissions are equal. For each size and way (the pool of this machine, a Dask LocalCluster with as
many processes) it prints:

* how many submissions a second, and what the scheduler adds to each;
* how long one takes from being given to the pool until its verdict is there: median, 99 %, most;
* the largest memory of the main process and of a grader, and the size of the database.

Then it says what a course with a million submissions a week would need. 100,000 take about an hour
on two cores.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import measuring
import numpy as np
import our_course
import psutil
from rich.progress import track

from autograder.authoring.banks import misconceptions_of
from autograder.bank import file
from autograder.classroom import Pool, grade_class
from autograder.classroom.cluster import ClusterPool
from autograder.classroom.local import LocalPool
from autograder.misconceptions.patch import apply
from autograder.plan import plan
from autograder.results import SubmissionResult
from autograder.store import NAME, Store
from autograder.submission import Submission

HOMEWORK = "hw1_forward_backward"
ASSIGNMENT = our_course.assignment_of(HOMEWORK)
BANK = our_course.COURSE.template(HOMEWORK) / f"{ASSIGNMENT.topic}.bank"
WEEK = 1_000_000  # submissions
# Of 10,000 submissions; the rest is half right, half wrong.
TROUBLES = {
    "does not parse": 300,
    "raises when it is loaded": 100,
    "ends the process": 20,
    "loops without end": 10,
    "sleeps": 5,
    "prints without end": 5,
    "looks for answers": 10,
}
LINES = {
    "does not parse": "def relu_forward(z:\n",
    "raises when it is loaded": "raise RuntimeError('unfinished')\n",
    "ends the process": "def softmax(z):\n    import os\n    os._exit(0)\n",
    "loops without end": "def softmax(z):\n    while True:\n        pass\n",
    "sleeps": "def softmax(z):\n    import time\n    time.sleep(1e6)\n",
    "prints without end": "def softmax(z):\n    while True:\n        print('z' * 10**6)\n",
    "looks for answers": "open('/etc/passwd').read()\n",
}


@dataclass
class Timed:
    """A pool that notes how long each submission took."""

    pool: Pool
    given: dict[str, float] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    @property
    def has_room(self) -> bool:
        return self.pool.has_room

    @property
    def is_busy(self) -> bool:
        return self.pool.is_busy

    def submit(self, submission: Submission) -> None:
        self.given[submission.student] = time.monotonic()
        self.pool.submit(submission)

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        found = self.pool.collect()
        now = time.monotonic()
        self.seconds += [now - self.given.pop(submission.student) for submission, _ in found]
        return found


@dataclass(frozen=True)
class Line:
    """What a class came to; sizes in MiB, times in seconds."""

    way: str
    size: int
    seconds: float
    latencies: np.ndarray
    main: float
    grader: float
    database: float
    statuses: dict[str, int]


def texts() -> tuple[str, list[str]]:
    """The right solution, and wrong ones."""
    reference = our_course.COURSE.reference(HOMEWORK, "numpy").read_text("utf-8")
    known = misconceptions_of(our_course.COURSE, HOMEWORK)
    wrong = [apply(item, reference, ASSIGNMENT) for item in known]
    return reference, wrong


def make_class(folder: Path, size: int) -> list[tuple[str, Path | None]]:
    """Write a class to disk, always the same."""
    rng = random.Random(size)
    right, wrong = texts()
    troubles = [kind for kind, share in TROUBLES.items() for _ in range(share)]
    students: list[tuple[str, Path | None]] = []
    for number in range(size):
        place = rng.randrange(10_000)
        if place < len(troubles):
            text = f"{right}\n{LINES[troubles[place]]}"
        else:
            text = right if rng.random() < 0.5 else rng.choice(wrong)
        path = folder / f"{number // 1000:03}" / f"s{number:06}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n# {number}\n")
        students.append((path.stem, path))
    return students


def memory(processes: list[psutil.Process]) -> float:
    """The largest of the processes' own memory, in MiB."""
    found = [0.0]
    for process in processes:
        try:
            found.append(process.memory_info().rss / 2**20)
        except psutil.NoSuchProcess:
            continue
    return max(found)


@contextmanager
def pool_of(way: str, size: int) -> Iterator[Pool]:
    bank = file.load(BANK)
    cores = os.cpu_count() or 1
    if way == "here":
        with LocalPool(plan(ASSIGNMENT, bank), cores) as pool:
            yield pool
        return
    from distributed import LocalCluster

    options = {"n_workers": cores, "threads_per_worker": 1, "dashboard_address": None}
    with (
        LocalCluster(processes=True, **options) as machines,
        ClusterPool(machines.scheduler_address, ASSIGNMENT, bank, size) as pool,
    ):
        yield pool


def measure(way: str, size: int) -> Line:
    """Grade a class of a size."""
    bank = file.load(BANK)
    prepared = plan(ASSIGNMENT, bank)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "class").mkdir()
        students = make_class(place / "class", size)
        main = psutil.Process()
        largest = {"main": 0.0, "grader": 0.0}
        statuses: dict[str, int] = {}
        with pool_of(way, size) as pool, Store.beside(place) as store:
            timed = Timed(pool)
            run = store.begin(HOMEWORK, bank.info)
            begun = time.monotonic()
            results = grade_class(prepared, students, timed, run)
            for number, result in enumerate(
                track(results, f"{way}, {size}", total=size, transient=True)
            ):
                verdict = "right" if result.passed else result.status
                statuses[verdict] = statuses.get(verdict, 0) + 1
                if number % 50 == 0:
                    largest["main"] = max(largest["main"], memory([main]))
                    largest["grader"] = max(largest["grader"], memory(main.children()))
            seconds = time.monotonic() - begun
        database = sum(path.stat().st_size for path in place.glob(f"{NAME}*")) / 2**20
    return Line(
        way,
        size,
        seconds,
        np.array(timed.seconds),
        largest["main"],
        largest["grader"],
        database,
        statuses,
    )


def row(line: Line) -> list[str]:
    middle, tail, most = np.quantile(line.latencies, [0.5, 0.99, 1.0])
    return [
        f"{line.way}, {line.size:,}",
        f"{line.seconds:.1f} s",
        f"{line.size / line.seconds:.1f}",
        f"{middle * 1e3:.0f} ms",
        f"{tail:.2f} s",
        f"{most:.1f} s",
        f"{line.main:.0f} MiB",
        f"{line.grader:.0f} MiB",
        f"{line.database * 1024 / line.size:.1f} KiB",
    ]


def arithmetic(line: Line) -> str:
    """A course with a million submissions a week, worked out from a line."""
    cores = os.cpu_count() or 1
    each = line.seconds / line.size * cores
    hours = WEEK * each / 3600
    return (
        f"{WEEK:,} submissions a week at {each * 1e3:.0f} ms of a core each (the time of "
        f"'{line.way}, {line.size:,}' by {cores} cores): {hours:.0f} core-hours, so "
        f"{hours / 168:.2f} cores all week long. If half of them come in the last 24 hours: "
        f"{hours / 2 / 24:.1f} cores on that day. The database grows by "
        f"{WEEK * line.database / line.size / 1024:.1f} GiB a week."
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--ways", default="here,cluster")
    chosen = parser.parse_args()
    print(measuring.machine())
    sizes = [int(text) for text in chosen.sizes.split(",")]
    lines = [measure(way, size) for size in sizes for way in chosen.ways.split(",")]
    head = ["class", "time", "per second", "median", "99 %", "most", "main", "grader", "each"]
    print(measuring.table(head, [row(line) for line in lines]))
    for size in sizes:
        here, there = (
            next((line for line in lines if (line.way, line.size) == (way, size)), None)
            for way in ("here", "cluster")
        )
        if here and there:
            more = (there.seconds - here.seconds) / size * 1e3
            print(f"{size:,}: the cluster adds {more:.1f} ms to each submission; {here.statuses}")
    print(arithmetic(lines[-1]))


if __name__ == "__main__":
    main()
