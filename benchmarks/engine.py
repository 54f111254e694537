"""What grading homework 1 costs: `python benchmarks/engine.py [--submissions N]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.banks import make_bank
from autograder.authoring.trusted import run_trusted
from autograder.bank.file import Bank
from autograder.checking import judge_all
from autograder.course import Course, load_reference
from autograder.grading import grade
from autograder.plan import plan
from autograder.sandbox.confine import Limits
from autograder.sandbox.fork_server import Reaped
from autograder.sandbox.process import ForkServer, Process
from autograder.sandbox.session import Session
from autograder.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
HOMEWORK = "hw1_forward_backward"


@dataclass
class Cost:
    """Seconds, of wall clock and of processor (grader and child together)."""

    wall: float
    cpu: float


class MeteredForkServer(ForkServer):
    """A fork server that adds up what its children used."""

    children_cpu = 0.0

    def reap(self, pid: int) -> Reaped:
        """Wait for a child and count its processor time."""
        reaped = super().reap(pid)
        self.children_cpu += reaped.cpu_seconds
        return reaped


def measure(fork_server: MeteredForkServer, times: int, action: Callable[[], object]) -> Cost:
    """The median wall time and mean processor time of an action."""
    action()
    walls = []
    cpu = time.process_time() + fork_server.children_cpu
    for _ in range(times):
        begun = time.perf_counter()
        action()
        walls.append(time.perf_counter() - begun)
    cpu = time.process_time() + fork_server.children_cpu - cpu
    return Cost(statistics.median(walls), cpu / times)


def check_command(bank: Bank, reference: str, times: int) -> float:
    """The median wall time of `autograder check` from shell prompt to result."""
    from autograder.bank import file

    command = shutil.which("autograder", path=str(Path(sys.executable).parent)) or "autograder"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "forward_backward.py").write_text(reference)
        file.save(bank, Path(folder) / "forward_backward.bank")
        walls = []
        for _ in range(times + 1):
            begun = time.perf_counter()
            subprocess.run([command, "check"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            walls.append(time.perf_counter() - begun)
    return statistics.median(walls[1:])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=30)
    times = parser.parse_args().submissions
    course = Course(ROOT)
    reference = course.reference(HOMEWORK, "numpy").read_text("utf-8")
    name = "forward_backward.py"
    submission = Submission("ada", name, ((name, reference),), (), "", "")
    empty = Submission("ada", name, ((name, ""),), (), "", "")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with MeteredForkServer() as fork_server:

        def start() -> Process:
            return fork_server.fork(Limits())

        def built(*oracles: str) -> tuple[Bank, float]:
            begun = time.perf_counter()
            bank = make_bank(
                course, HOMEWORK, seed=1, start=start, oracles=oracles, public=True
            ).bank
            return bank, time.perf_counter() - begun

        bank, seconds = built("numpy")
        print(f"bank build, NumPy alone                 {seconds:8.2f} s")
        if importlib.util.find_spec("tensorflow"):
            seconds = built("numpy", "tensorflow")[1]
            print(f"bank build, TensorFlow imported         {seconds:8.2f} s")
        seconds = check_command(bank, reference, 7)
        print(f"check, from prompt to result            {1e3 * seconds:8.0f} ms wall")

        def fork_and_load() -> None:
            with Session(start, "forward_backward", empty.chunks) as session:
                session.load()

        prepared = plan(course.assignment(HOMEWORK), bank)
        whole = measure(fork_server, times, lambda: grade(prepared, submission, start))
        fork = measure(fork_server, times, fork_and_load)
        namespace = vars(load_reference(course.reference(HOMEWORK, "numpy")))
        own = measure(
            fork_server,
            times,
            lambda: [run_trusted(item, namespace) for item in prepared.exercises],
        )
        runs = [(item, run_trusted(item, namespace)) for item in prepared.exercises]

        def judge() -> None:
            for item, found in runs:
                judge_all(item.exercise, found, lambda _, __: [], item.level)

        judged = measure(fork_server, times, judge)
    calls = sum(probe.batch.count for item in prepared.exercises for probe in item.probes)
    rest = Cost(
        whole.wall - fork.wall - own.wall - judged.wall, whole.cpu - fork.cpu - own.cpu - judged.cpu
    )
    print(f"\none right submission, {calls} calls           wall       CPU")
    for label, cost in (
        ("whole", whole),
        ("  fork, confinement, end", fork),
        ("  its own functions, watched", own),
        ("  comparison", judged),
        ("  rest: transfer and decoding", rest),
    ):
        print(f"{label:<36} {1e3 * cost.wall:7.1f} ms {1e3 * cost.cpu:7.1f} ms")


if __name__ == "__main__":
    main()
