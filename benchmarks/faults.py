"""Killed again and again, the grader comes to the same results: `python benchmarks/faults.py`.

A class is graded once in peace. Then the same command is run over and over, into one folder, and at
a random moment SIGKILL hits the grader itself, a member of its pool, a fork server, or a worker. In
the end the command is run to its end, and its results.json must be the first one's, to the byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import measuring
import our_course
from rich.progress import Progress

from autograder.bank import file

HOMEWORK = "hw1_forward_backward"
STUDENTS = 24
KINDS = ("grader", "pool member", "fork server", "worker")
ROUND = 8  # kills before the class is finished and a new one begun


def make_class(folder: Path) -> Path:
    """A class of right, wrong and broken submissions of different lengths."""
    whole = our_course.files_of(HOMEWORK, "whole", "right")
    wrong = our_course.files_of(HOMEWORK, "softmax", "wrong")
    for number, path in zip(range(STUDENTS), whole + wrong, strict=False):
        target = folder / "class" / f"student{number:02}" / HOMEWORK / "forward_backward.py"
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    file.save(our_course.bank_of(HOMEWORK, None, 1), folder / "hidden.bank")
    return folder / "class"


def command(submissions: Path, out: Path) -> list[str]:
    bank = submissions.parent / "hidden.bank"
    return [
        *(sys.executable, "-m", "autograder.cli", "grade", HOMEWORK, str(submissions)),
        *("--bank", str(bank), "--out", str(out), "--jobs", "2", "--format", "json"),
    ]


def start(submissions: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(submissions, out),
        cwd=measuring.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(measuring.ROOT)},
    )


def finish(submissions: Path, out: Path) -> bytes:
    """Run to the end; what results.json holds."""
    status = start(submissions, out).wait()
    if status:
        raise RuntimeError(f"Expected exit status 0 but got {status}.")
    return (out / "results.json").read_bytes()


def children_of(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for path in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (path / "children").read_text().split())
    except OSError:  # ended meanwhile
        pass
    return found


def is_alive(pid: int) -> bool:
    """Whether a process has not ended; one that nobody has waited for has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def targets(grader: int) -> Iterator[tuple[str, int]]:
    """The processes of a run, each with what it is."""
    yield "grader", grader
    for member in children_of(grader):
        yield "pool member", member
        for server in children_of(member):
            yield "fork server", server
            for worker in children_of(server):
                yield "worker", worker


def kill_one(grader: subprocess.Popen[bytes], after: float, what: str) -> bool:
    """Wait, and kill a process of this kind; False where the run was over before."""
    deadline = time.monotonic() + after
    while time.monotonic() < deadline and grader.poll() is None:
        time.sleep(0.005)
    while grader.poll() is None:
        found = [pid for kind, pid in targets(grader.pid) if kind == what]
        if found:
            try:
                os.kill(random.choice(found), signal.SIGKILL)
            except ProcessLookupError:  # ended meanwhile
                continue
            return True
        time.sleep(0.001)
    return False


def undisturbed(folder: Path) -> tuple[Path, bytes, float]:
    """The class, its results in peace, and the seconds that they took."""
    submissions = make_class(folder)
    begun = time.monotonic()
    expected = finish(submissions, folder / "peace")
    return submissions, expected, time.monotonic() - begun


def one_round(
    submissions: Path, out: Path, seconds: float, kills: int
) -> tuple[Counter[str], bytes]:
    """Disturb some runs into one folder, then finish; what was killed, and the results."""
    killed: Counter[str] = Counter()
    for _ in range(kills):
        grader = start(submissions, out)
        what = random.choice(KINDS)
        killed[what] += kill_one(grader, random.uniform(0, seconds), what)
        grader.wait()
    return killed, finish(submissions, out)


def main() -> None:
    """Kill, and compare; exit status 1 where a result differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    print(measuring.machine())
    killed: Counter[str] = Counter()
    rounds = differ = 0
    with tempfile.TemporaryDirectory() as name, Progress() as progress:
        folder = Path(name)
        submissions, expected, seconds = undisturbed(folder)
        task = progress.add_task("kills", total=chosen.kills)
        while killed.total() < chosen.kills:
            found, results = one_round(submissions, folder / f"out{rounds}", seconds, ROUND)
            killed += found
            rounds += 1
            differ += results != expected
            progress.update(task, completed=killed.total())
    told = ", ".join(f"{count} x {what}" for what, count in killed.items())
    print(f"{STUDENTS} students, {rounds} times; killed: {told}; other results: {differ}")
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()
