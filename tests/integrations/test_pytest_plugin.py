"""pytest as students and CI run it, on the sample class and on files of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from places import HW1, ROOT

SAMPLE = ROOT / "assignments" / HW1 / "sample_class"
PUBLIC = ROOT / "student_template" / HW1 / "forward_backward.bank"
RIGHT = "import numpy as np\n\ndef relu_forward(z):\n    return np.maximum(z, 0.0), z\n\n"
BACKWARD = "def relu_backward(da, cache):\n    return da * (cache > 0)\n"


def run(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A student's folder."""
    (tmp_path / "forward_backward.py").write_text(RIGHT + BACKWARD)
    (tmp_path / "forward_backward.bank").write_bytes(PUBLIC.read_bytes())
    return tmp_path


def test_every_sample_submission_has_the_verdicts_of_grade(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "autograder.cli", "grade", HW1, SAMPLE, "--bank", PUBLIC]
    command += ["--out", tmp_path / "out", "--format", "json"]
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True, capture_output=True)
    xml = tmp_path / "found.xml"
    done = run(ROOT, "-c", os.devnull, f"--rootdir={SAMPLE}", "--autograder", HW1, SAMPLE,
               "--autograder-bank", PUBLIC, f"--junitxml={xml}", "-q")  # fmt: skip
    assert done.returncode == 1, done.stdout
    found: dict[str, dict[tuple[str, str], tuple[str, float]]] = defaultdict(dict)
    for case in ET.parse(xml).iter("testcase"):
        *place, exercise = case.attrib["classname"].split(".")
        values = {item.get("name"): item.get("value") for item in case.iter("property")}
        verdict = next((kind for kind in ("failure", "skipped") if case.find(kind) is not None), "")
        score = float(values["autograder_score"] or "nan")
        student = next(part for part in place if (SAMPLE / part).exists())
        found[student][exercise, case.attrib["name"]] = (verdict, score)
    words = {"passed": "", "failed": "failure", "skipped": "skipped"}
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    compared = 0
    for submission in results["submissions"]:
        if submission["file"] not in ("forward_backward.py", "forward_backward.ipynb"):
            continue
        expected = {
            (exercise["name"], check["name"]): (words[check["verdict"]], check["score"])
            for exercise in submission["exercises"]
            for check in exercise["checks"]
        }
        assert found[submission["student"]] == expected, submission["student"]
        compared += 1
    assert compared >= 10


def test_points_are_added_up_and_failures_are_short(work: Path) -> None:
    (work / "forward_backward.py").write_text(RIGHT + BACKWARD.replace("cache > 0", "da > 0"))
    done = run(work, "--autograder", HW1, ".", "-k", "relu and not leaky_relu")
    assert done.returncode == 1
    assert "forward_backward.py::relu::backward" in done.stdout
    assert "relu_backward: dz[0" in done.stdout
    assert "Reproduce: autograder check hw1_forward_backward --exercise relu" in done.stdout
    assert "Traceback" not in done.stdout
    assert "pytest_plugin.py" not in done.stdout
    (points,) = (line for line in done.stdout.splitlines() if " points in " in line)
    assert points.endswith(" of 3 points in 6 checks")


@pytest.mark.parametrize("name", [".", "forward_backward.py"])
def test_a_right_exercise_passes_and_the_file_is_no_test_module(work: Path, name: str) -> None:
    with (work / "forward_backward.py").open("a") as file:
        file.write("\ndef test_mine():\n    assert False\n\nopen('imported', 'w')\n")
    done = run(work, "-q", "--autograder", HW1, name, "-k", "relu and not leaky_relu or test_mine")
    assert done.returncode == 0, done.stdout
    assert "3 of 3 points in 6 checks" in done.stdout
    assert not (work / "imported").exists()


def test_pytest_s_own_options_work(work: Path) -> None:
    (work / "forward_backward.py").write_text("")
    done = run(work, "--autograder", HW1, ".", "-x", "-q")
    assert "1 failed" in done.stdout
    assert "stopping after 1 failures" in done.stdout
    listed = run(work, "--autograder", HW1, ".", "--collect-only", "-q", "-k", "softmax")
    assert "forward_backward.py::softmax::" in listed.stdout
    assert "relu" not in listed.stdout


def test_the_file_in_which_more_is_done_counts(work: Path) -> None:
    (work / "forward_backward.ipynb").write_text('{"cells": [], "nbformat": 4}')
    done = run(work, "--autograder", HW1, ".", "--collect-only", "-q")
    assert "forward_backward.py::relu::" in done.stdout
    assert "forward_backward.ipynb::" not in done.stdout


def test_what_is_missing_is_told(work: Path) -> None:
    other = run(work, "--autograder", "hw9_none", "forward_backward.py")
    assert other.returncode == 2
    assert f"Expected the cases of hw9_none beside {work}" in other.stdout
    (work / "forward_backward.bank").unlink()
    done = run(work, "--autograder", HW1, ".")
    assert done.returncode == 2
    assert "Expected the homework's case bank beside your work" in done.stdout
    assert "Traceback" not in done.stdout


def test_without_the_option_nothing_changes_and_little_is_loaded(work: Path) -> None:
    (work / "test_own.py").write_text("def test_own():\n    pass\n")
    done = run(work, "-q")
    assert "1 passed" in done.stdout
    assert " points in " not in done.stdout
    heavy = "import sys, autograder.integrations.pytest_plugin; print('numpy' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True)
    assert loaded.stdout == "False\n"
