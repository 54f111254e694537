"""A student's first five minutes: start, explain, check --watch."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import HW1

COMMAND = Path(sys.executable).parent / "autograder"
WATCHING = "Watching; Ctrl-C ends."
PATIENCE = 60  # seconds, on a loaded machine
UNCOLOURED = {name: text for name, text in os.environ.items() if not name.endswith("_COLOR")}


def autograder(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, **environment},
        check=False,
    )


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, *words: str, cwd: Path, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [COMMAND, *words],
            cwd=cwd,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**UNCOLOURED, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
        )
        os.close(theirs)

    def until(self, text: str) -> str:
        """What is shown up to this text."""
        shown = ""
        deadline = time.monotonic() + PATIENCE
        while text not in shown:
            assert time.monotonic() < deadline, shown
            if select.select([self._ours], [], [], 0.1)[0]:
                shown += os.read(self._ours, 2**16).decode()
        return shown

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.killpg(self.process.pid, signal.SIGINT)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `autograder start` makes."""
    done = autograder("start", "hw1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{HW1} is ready\n")
    assert done.stdout.endswith(f"\n  cd {HW1}\n  autograder check --watch\n")
    return tmp_path / HW1


@pytest.fixture
def watched(folder: Path) -> Iterator[Terminal]:
    terminal = Terminal("check", "--watch", cwd=folder)
    yield terminal
    terminal.close()


def test_without_a_name_the_homeworks_are_listed(tmp_path: Path) -> None:
    done = autograder("start", cwd=tmp_path)
    assert done.returncode == 0
    assert re.search(r"^hw4_optimization +Homework 4: optimization$", done.stdout, re.MULTILINE)


def test_what_is_kept_is_told(folder: Path) -> None:
    (folder / "README.md").unlink()
    done = autograder("start", HW1, cwd=folder)
    assert "\n  README.md  " in done.stdout
    assert re.search(r"kept as it is: .*forward_backward\.py", " ".join(done.stdout.split()))


def test_explain_answers_in_the_students_folder(folder: Path) -> None:
    done = autograder("explain", "dense_layer", cwd=folder)
    assert done.returncode == 0
    assert re.search(r"^forward_backward\.py:\d+$", done.stdout, re.MULTILINE)


def test_watch_checks_after_every_save_and_says_what_changed(
    folder: Path, watched: Terminal, reference: str
) -> None:
    work = folder / "forward_backward.py"
    first = watched.until(WATCHING)
    assert "0 of 42 points" in first
    assert "\x1b[31m" in first  # red

    work.write_text(reference)
    shown = watched.until(WATCHING)
    assert "dense_layer: now passes" in shown
    assert "+42 points" in shown

    saved = time.monotonic()
    work.write_text(reference + "\n\ndef relu_forward(z):\n    return 2 * z, z\n")
    shown = watched.until(WATCHING)
    assert time.monotonic() - saved < 10  # well below 1 on a machine that is not loaded
    assert "relu: new failure in forward" in shown
    assert f"forward_backward.py:{len(reference.splitlines()) + 3}" in shown

    work.write_text(reference + "\ndef f(:\n")
    shown = watched.until(WATCHING)
    assert f"forward_backward.py:{len(reference.splitlines()) + 2}: def f(:" in shown
    assert "new failure" not in shown

    work.unlink()
    (folder / "forward_backward.ipynb").unlink()
    assert "Nothing to check: no forward_backward.py" in watched.until(WATCHING)

    (folder / "new").write_text(reference)
    (folder / "new").rename(work)
    shown = watched.until(WATCHING)
    assert "relu: now passes" in shown
    assert "tanh: now passes" not in shown  # it did, before the syntax error

    watched.interrupt()
    assert watched.process.wait(PATIENCE) == 0


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_that_want_them(
    environment: dict[str, str], coloured: bool, folder: Path
) -> None:
    terminal = Terminal("check", "-e", "relu", cwd=folder, **environment)
    assert ("\x1b[31m" in terminal.until("exercises complete")) is coloured
    terminal.close()


REPRODUCE = f"Reproduce: autograder check {HW1} --exercise sigmoid --case 0"
WRONG = "import numpy as np\n\n\ndef sigmoid_forward(z):\n    return 0.9 / (1 + np.exp(-z)), z\n"


def test_lines_to_copy_are_whole_however_narrow_the_terminal(folder: Path) -> None:
    (folder / "forward_backward.py").write_text(WRONG)
    (folder / "forward_backward.ipynb").unlink()
    terminal = Terminal("check", "-e", "sigmoid", cwd=folder, COLUMNS="40", NO_COLOR="1")
    assert REPRODUCE in terminal.until("exercises complete")
    terminal.close()
    piped = autograder("check", "-e", "sigmoid", cwd=folder, COLUMNS="40").stdout
    assert f"{REPRODUCE}\n" in piped
    told = autograder("explain", "sigmoid", cwd=folder, COLUMNS="40").stdout
    assert told.endswith("\nCheck   autograder check --exercise sigmoid\n")
    deep = "a_folder_with_a_long_name_that_is_no_good_reason_to_break_a_line"
    begun = autograder("start", "hw1", deep, cwd=folder.parent, COLUMNS="40").stdout
    assert f"\n  cd {Path(deep, HW1)}\n  autograder check --watch\n" in begun


@pytest.mark.parametrize(
    "words", [["check"], ["check", "-e", "sigmoid", "--case", "0"], ["explain", "sigmoid"]]
)
def test_no_line_of_a_pipe_ends_in_blanks(words: list[str], folder: Path) -> None:
    (folder / "forward_backward.py").write_text(WRONG)
    lines = autograder(*words, cwd=folder).stdout.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_watch_is_for_eyes_alone(folder: Path) -> None:
    done = autograder("check", "--watch", "--json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Expected --watch without --case, --json, --out and --device." in done.stderr
