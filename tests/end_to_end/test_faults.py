"""Killed processes, a full disk, a missing bank, two graders, a clock that jumps."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import faults
import pytest
from places import ROOT

from autograder.errors import UsageError
from autograder.store import Journal


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, float]:
    """A class, its undisturbed results, and the seconds that they took."""
    return faults.undisturbed(tmp_path_factory.mktemp("class"))


@pytest.mark.parametrize("what", ["grader", "fork server", "worker"])
def test_a_run_that_was_killed_goes_on_to_the_same_results(peace, tmp_path: Path, what) -> None:
    submissions, expected, _ = peace
    grader = faults.start(submissions, tmp_path / "out")
    journal = tmp_path / "out" / "verdicts.jsonl"
    while grader.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.001)
    assert faults.kill_one(grader, 0.0, what)
    status = grader.wait()
    assert status == (-signal.SIGKILL if what == "grader" else 0)
    assert faults.finish(submissions, tmp_path / "out") == expected


def test_a_submission_that_kills_itself_costs_its_own_points_alone(grade_text, reference) -> None:
    text = f"{reference}\nimport os\ndef softmax(z):\n    os.kill(os.getpid(), 9)\n"
    attacked, fine = grade_text(text, only=["softmax", "losses"]).exercises
    assert attacked.score == 0
    assert attacked.checks[0].message.startswith("softmax crashed the Python process (signal 9)")
    assert fine.score == fine.max_score


def test_a_bank_that_goes_missing_during_a_run_is_not_missed(peace, tmp_path: Path) -> None:
    submissions, expected, _ = peace
    bank = submissions.parent / "hidden.bank"
    kept = bank.read_bytes()
    grader = faults.start(submissions, tmp_path / "out")
    try:
        while not (tmp_path / "out").exists() and grader.poll() is None:
            time.sleep(0.005)
        bank.unlink()
        assert grader.wait() == 0
    finally:
        bank.write_bytes(kept)
    assert (tmp_path / "out" / "results.json").read_bytes() == expected


def test_two_graders_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with (
        Journal(tmp_path / "out", fresh=False),
        pytest.raises(UsageError, match="Another grader is writing to"),
    ):
        Journal(tmp_path / "out", fresh=True)
    with Journal(tmp_path / "out", fresh=False):
        pass  # the first one has ended


@pytest.mark.parametrize("room", [500, 20_000], ids=["no verdict", "some verdicts"])
def test_a_full_disk_is_told_and_loses_nothing(peace, tmp_path: Path, room: int) -> None:
    submissions, expected, _ = peace

    def leave_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        faults.command(submissions, tmp_path / "out"),
        preexec_fn=leave_room,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 3
    assert "error: File too large" in done.stderr
    assert "the same command goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    assert faults.finish(submissions, tmp_path / "out") == expected


JUMPING = """
import itertools, sys, time
jumps = itertools.cycle([0.0, 1e9, -86_400.0, 4e9])
time.time = lambda: next(jumps)
from autograder.cli import main
sys.argv[0] = "autograder"
main()
"""


def test_a_clock_that_jumps_changes_nothing(peace, tmp_path: Path) -> None:
    submissions, expected, _ = peace
    _, _, _, *arguments = faults.command(submissions, tmp_path / "out")
    done = subprocess.run(
        [sys.executable, "-c", JUMPING, *arguments], check=False, cwd=ROOT, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "results.json").read_bytes() == expected


@pytest.mark.skipif(sys.platform != "linux", reason="processor clocks of other processes")
def test_right_work_passes_on_a_machine_that_is_busy(grader, course) -> None:
    """The slowest exercise, while every core has three times as much to do."""
    name = "hw5_tuning"
    text = course.reference(name, "numpy").read_text("utf-8")
    grader.bank(name, 21)
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(3 * (os.cpu_count() or 1))
    ]
    try:
        result = grader(name, text, ["search"], seed=21)
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    assert result.score == result.max_score


def test_limits_are_stated_when_they_are_met(grade_text) -> None:
    text = "def softmax(z):\n    while True:\n        pass\n"
    message = grade_text(text, only=["softmax"]).exercises[0].checks[0].message
    assert message.startswith(
        "softmax did not finish within 5 s of processor time (an endless loop?)"
    )
