"""A student's check as it goes on Windows and macOS, forced on Linux."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import HW1, ROOT

from autograder import self_check
from autograder.cli.options import require_linux
from autograder.errors import SandboxError
from autograder.grading import grade
from autograder.results import to_json
from autograder.sandbox.process import Allowance, Process
from autograder.sandbox.unconfined import ThreadedProcess, spawn

SYSTEMS = ("win32", "darwin")
RUN = ROOT / "tests" / "other_system.py"
PUBLIC = ROOT / "student_template" / HW1 / "forward_backward.bank"

SUBMISSION = """

def tanh_forward(z):
    return 2 * np.tanh(z), z

def relu_forward(z):
    raise ValueError("no")

def leaky_relu_forward(z, alpha=0.01):
    import os
    os._exit(3)

def dense_forward(x, w, b):
    import time
    time.sleep(60)

def softmax(z):
    print("spam" * 10**7)
    return z

def normalized_sigmoid(z):
    open("/etc/passwd")

def mse_loss(a, y):
    import sys
    raise ValueError(sys.platform)
"""


ASKED = "sigmoid tanh relu leaky_relu dense_layer softmax normalized_sigmoid losses".split()
ASLEEP = "did nothing for 1 s (asleep, or waiting for something?)"


def begin(system: str, *words: object, cwd: Path = ROOT) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, RUN, system, "autograder.cli", *map(str, words)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "WALL_SECONDS": "3", "PYTHONIOENCODING": "cp1252"},
    )


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, reference: str) -> Path:
    """A folder with right, wrong, raising, crashing, hanging and flooding functions."""
    folder = tmp_path_factory.mktemp("work")
    (folder / PUBLIC.name).write_bytes(PUBLIC.read_bytes())
    (folder / "forward_backward.py").write_text(reference + SUBMISSION)
    return folder


def test_verdicts_are_those_of_linux(work: Path) -> None:
    asked = [word for name in ASKED for word in ("-e", name)]
    running = {name: begin(name, "check", "--json", *asked, cwd=work) for name in SYSTEMS}
    found = self_check.locate(work)
    plan = self_check.plan_of(found, ASKED)
    on_linux = to_json(grade(plan, found.submission, spawn, Allowance(idle_seconds=1))).decode()
    for system, process in running.items():
        output, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (1, b"")
        expected = on_linux.replace(ASLEEP, "did not finish within 3 s (an endless loop?)")
        expected = expected.replace("ValueError: linux", f"ValueError: {system}")
        assert json.loads(output) == json.loads(expected)
    for text in (
        "ValueError: no",
        "ended the Python process (exit status 3)",
        ASLEEP,
        "printed more than 8 MB",
        "PermissionError: [Errno 1] Operation not permitted",
        "ValueError: linux",
    ):
        assert text in on_linux
    right = [item["name"] for item in json.loads(on_linux)["exercises"] if item["score"] == 3]
    assert right == ["sigmoid"]


def test_what_is_printed_fits_any_encoding(work: Path) -> None:
    process = begin("win32", "check", "-e", "sigmoid", cwd=work)
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, b"")
    assert re.search(rb"\? sigmoid +3 / 3", output)


def test_grade_says_that_it_needs_linux(work: Path, tmp_path: Path) -> None:
    process = begin("win32", "grade", HW1, work, "--out", tmp_path / "out")
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (3, b"")
    assert errors.decode() == (
        "error: Submissions can be confined on Linux alone. Grade on Linux, in WSL2 or in a "
        "container. Your own work is checked on any system: autograder check.\n"
    )


def test_where_processes_fork_a_class_can_be_graded_unconfined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    require_linux(no_sandbox=True)
    with pytest.raises(SandboxError, match=r", or accept that they run unconfined with --no-sandb"):
        require_linux(no_sandbox=False)


def test_threads_take_the_place_of_polling_elsewhere_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for system, kind in (("linux", Process), ("win32", ThreadedProcess)):
        monkeypatch.setattr(sys, "platform", system)
        worker = spawn()
        worker.close()
        assert type(worker) is kind
