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
from test_commands import verdicts_in

from autograder.store import NAME


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, float]:
    """A class, its undisturbed results, and the seconds that they took."""
    return faults.undisturbed(tmp_path_factory.mktemp("class"))


def first_verdict(grader: subprocess.Popen[bytes], out: Path) -> None:
    """Wait until something is kept."""
    deadline = time.monotonic() + 60
    while not verdicts_in(out):
        assert grader.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("what", faults.KINDS)
def test_a_run_that_was_killed_goes_on_to_the_same_results(peace, tmp_path: Path, what) -> None:
    submissions, expected, _ = peace
    grader = faults.start(submissions, tmp_path / "out")
    first_verdict(grader, tmp_path / "out")
    begun = [pid for _, pid in faults.targets(grader.pid)]
    assert faults.kill_one(grader, 0.0, what)
    status = grader.wait()
    assert status == (-signal.SIGKILL if what == "grader" else 0)
    if what != "grader":
        assert (tmp_path / "out" / "results.json").read_bytes() == expected
    assert faults.finish(submissions, tmp_path / "out") == expected
    assert not [pid for pid in begun if faults.is_alive(pid)]


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
        first_verdict(grader, tmp_path / "out")
        bank.unlink()
        assert grader.wait() == 0
    finally:
        bank.write_bytes(kept)
    assert (tmp_path / "out" / "results.json").read_bytes() == expected


def test_two_graders_do_not_write_into_one_folder(peace, tmp_path: Path) -> None:
    submissions, expected, _ = peace
    first = faults.start(submissions, tmp_path / "out")
    first_verdict(first, tmp_path / "out")
    first.send_signal(signal.SIGSTOP)
    second = subprocess.run(
        faults.command(submissions, tmp_path / "out"),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 2
    assert f"Another grader is writing to {tmp_path / 'out'}. Wait for it" in second.stderr
    assert first.wait() == 0
    assert (tmp_path / "out" / "results.json").read_bytes() == expected


def with_room(room: int, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command for which no file can be larger."""

    def leave_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        command, preexec_fn=leave_room, capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize("room", [60_000, 200_000], ids=["few verdicts", "some verdicts"])
def test_a_full_disk_is_told_and_loses_nothing(peace, tmp_path: Path, room: int) -> None:
    submissions, expected, _ = peace
    done = with_room(room, faults.command(submissions, tmp_path / "out"))
    assert done.returncode == 3
    assert f"error: disk I/O error sqlite:///{tmp_path / 'out' / NAME}. What was" in done.stderr
    assert "the same command goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    if room == 200_000:
        assert 0 < verdicts_in(tmp_path / "out") < faults.STUDENTS
    assert faults.finish(submissions, tmp_path / "out") == expected


def test_a_disk_that_is_too_full_for_a_database_is_told(peace, tmp_path: Path) -> None:
    submissions, expected, _ = peace
    database = f"sqlite:///{tmp_path / 'out' / NAME}"
    done = with_room(500, faults.command(submissions, tmp_path / "out"))
    assert done.returncode == 3
    told = f"error: Cannot open the results database {database}: disk I/O error. What was graded is"
    assert done.stderr.startswith(told)
    assert faults.finish(submissions, tmp_path / "out") == expected


def test_a_report_that_does_not_fit_on_the_disk_is_told(peace, tmp_path: Path) -> None:
    submissions, expected, _ = peace
    out = tmp_path / "out"
    assert faults.finish(submissions, out) == expected
    (out / "results.json").unlink()
    again = [sys.executable, "-m", "autograder.cli", "report", faults.HOMEWORK, "--out", str(out)]
    done = with_room(60_000, again)
    assert done.returncode == 3
    assert done.stderr.startswith("error: File too large. What was graded is kept;")
    assert not (out / "results.json").exists()
    assert with_room(10**9, again).returncode == 0
    assert (out / "results.json").read_bytes() == expected


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
