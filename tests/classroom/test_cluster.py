"""A Dask cluster of real processes over TCP: workers that are killed, join late, or are not fit."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from handed_in import RIGHT, WRONG, hand_in, sleeping, submitted
from places import HW1, ROOT

from autograder.bank.file import Bank
from autograder.classroom import cluster, grade_class
from autograder.classroom.cluster import ClusterPool
from autograder.errors import SandboxError, UsageError
from autograder.exercise import Assignment
from autograder.grading import grade
from autograder.plan import plan
from autograder.results import SubmissionResult
from autograder.store import Store

pytest.importorskip("distributed", reason="distributed is an optional package")
pytestmark = pytest.mark.xdist_group("cluster")

StartWorker = Callable[..., subprocess.Popen[bytes]]


class Machines:
    """A scheduler and workers, each a process of its own that speaks TCP."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._started = 0
        note = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(note)]
        self._run("dask_scheduler", [*options, "--no-dashboard"], {})
        deadline = time.monotonic() + 60
        while not note.exists() or not note.read_text().strip():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        self.address: str = json.loads(note.read_text())["address"]

    def worker(self, *, path: Path = ROOT) -> subprocess.Popen[bytes]:
        """Start a worker that takes the autograder from a folder."""
        self._started += 1
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        options += ["--name", f"w{self._started}", "--local-directory", str(self._folder)]
        return self._run("dask_worker", [self.address, *options], {"PYTHONPATH": str(path)})

    def _run(
        self, program: str, options: list[str], more: dict[str, str]
    ) -> subprocess.Popen[bytes]:
        with (self._folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *options],
                env={**os.environ, **more},
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "machines"
    folder.mkdir()
    with ExitStack() as stack:
        yield Machines(folder, stack)


@pytest.fixture
def bank(grader) -> Bank:
    return grader.bank(HW1, 21)


def a_class(folder: Path, count: int) -> list[tuple[str, Path | None]]:
    texts = {f"s{number}": f"{[RIGHT, WRONG][number % 2]}# {number}\n" for number in range(count)}
    return hand_in(folder, **texts)


def test_a_killed_worker_costs_nothing_and_results_are_those_of_this_machine(
    machines: Machines, hw1: Assignment, bank: Bank, start, tmp_path: Path
) -> None:
    first, _ = machines.worker(), machines.worker()
    students = a_class(tmp_path / "class", 16)
    prepared = plan(hw1, bank)
    found: dict[str, SubmissionResult] = {}
    with (
        ClusterPool(machines.address, hw1, bank, len(students)) as pool,
        Store.beside(tmp_path) as store,
    ):
        for result in grade_class(prepared, students, pool, store.begin(HW1, bank.info)):
            found[result.student] = result
            if len(found) == 2:
                first.kill()
    for number, (student, _) in enumerate(students):
        text = f"{[RIGHT, WRONG][number % 2]}# {number}\n"
        assert found[student] == grade(prepared, submitted(student, text), start)


def test_a_worker_that_comes_later_takes_over(
    machines: Machines, hw1: Assignment, bank: Bank
) -> None:
    first = machines.worker()
    with ClusterPool(machines.address, hw1, bank, 1) as pool:
        pool.submit(submitted("ada", sleeping(1.0)))
        first.kill()
        first.wait()
        machines.worker()
        found = []
        while pool.is_busy:
            found += pool.collect()
    assert [result.status for _, result in found] == ["graded"]


def another_autograder(folder: Path) -> Path:
    """A copy of the package that differs in a comment."""
    shutil.copytree(ROOT / "autograder", folder / "autograder")
    with (folder / "autograder" / "checking" / "__init__.py").open("a") as file:
        file.write("# another engine\n")
    return folder


def without_numpy(folder: Path) -> Path:
    folder.mkdir()
    shutil.copytree(ROOT / "autograder", folder / "autograder")
    (folder / "numpy.py").write_text("raise ModuleNotFoundError(\"No module named 'numpy'\")\n")
    return folder


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (another_autograder, "and the class is graded with"),
        (without_numpy, "No module named 'numpy'"),
    ],
)
def test_a_worker_that_is_not_fit_is_left_out(
    make: Callable[[Path], Path],
    reason: str,
    machines: Machines,
    hw1: Assignment,
    bank: Bank,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    machines.worker(path=make(tmp_path / "other"))
    with pytest.raises(SandboxError, match="No worker of the cluster can grade") as caught:
        ClusterPool(machines.address, hw1, bank, 1)
    assert reason in str(caught.value)
    machines.worker()
    deadline = time.monotonic() + 60
    while True:  # until the fit one has joined
        try:
            pool = ClusterPool(machines.address, hw1, bank, 8)
            break
        except SandboxError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    with pool:
        for number in range(2):
            pool.submit(submitted(f"s{number}", f"{RIGHT}# {number}\n"))
        found = []
        while pool.is_busy:
            found += pool.collect()
    assert sorted(item.student for item, _ in found) == ["s0", "s1"]
    assert {result.status for _, result in found} == {"graded"}
    assert reason in caplog.text


def test_a_submission_that_kills_its_workers_costs_nobody_else(
    machines: Machines, hw1: Assignment, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        machines.worker()
    monkeypatch.setattr(cluster, "_graded", _deadly)
    with ClusterPool(machines.address, hw1, bank, 1) as pool:
        pool.submit(submitted("eve", "kill"))
        found = []
        while pool.is_busy:
            machines.worker()
            found += pool.collect()
    ((_, result),) = found
    assert result.status == "error"
    assert result.notes == [
        "The grader failed, not the submission: its workers were killed, one after the other."
    ]


_deadly = eval("lambda bundle, chunk: __import__('os').kill(__import__('os').getpid(), 9)")


def test_a_worker_that_cannot_confine_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise SandboxError("Confined code could: open a socket.")

    monkeypatch.setattr(cluster, "Launcher", refuse)
    assert cluster.fitness(cluster.engine(), True) == "Confined code could: open a socket."
    assert cluster.fitness(cluster.engine(), False) == ""


def test_nobody_there_is_told(
    hw1: Assignment, bank: Bank, monkeypatch: pytest.MonkeyPatch, machines: Machines
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    with pytest.raises(SandboxError, match=r"Expected a Dask scheduler at tcp://127\.0\.0\.1:1 "):
        ClusterPool("tcp://127.0.0.1:1", hw1, bank, 1)
    monkeypatch.setattr(cluster, "CONNECT", 10.0)
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(SandboxError, match=r"but there was none for 0\.5 s"):
        ClusterPool(machines.address, hw1, bank, 1)


def test_without_distributed_it_is_told_what_to_install(
    hw1: Assignment, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'autograder\[cluster\]'"):
        ClusterPool("tcp://127.0.0.1:1", hw1, bank, 1)


def test_the_command_on_a_cluster_writes_the_same_bytes(machines: Machines, tmp_path: Path) -> None:
    worker = machines.worker()
    sample = ROOT / "assignments" / HW1 / "sample_class"
    public = ROOT / "student_template" / HW1 / "forward_backward.bank"
    command = [sys.executable, "-m", "autograder.cli", "grade", HW1, str(sample)]
    command += ["--bank", str(public), "--format", "json", "--out"]
    for out, more in (("here", []), ("there", ["--scheduler", machines.address])):
        done = subprocess.run(
            [*command, str(tmp_path / out), *more], cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    here, there = ((tmp_path / out / "results.json").read_bytes() for out in ("here", "there"))
    assert here == there
    worker.send_signal(signal.SIGTERM)
