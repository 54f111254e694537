"""Where a check in a terminal points to."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from autograder.definitions import locations
from autograder.reports import terminal
from autograder.results import CheckResult, ExerciseResult, SubmissionResult, Verdict
from autograder.submission import read_submission

TEXT = """import numpy as np


def relu_forward(z):
    return z


@np.vectorize
def relu_forward(z):
    return z
"""


def shown(message: str, folder: Path, *, file: str = "topic.py") -> list[str]:
    """The lines of a failure with this message, as somebody above the folder reads them."""
    check = CheckResult(
        name="forward",
        kind="agreement",
        verdict=Verdict.FAILED,
        score=0.0,
        max_score=1.0,
        message=message,
    )
    exercise = ExerciseResult(name="relu", title="ReLU", score=0.0, max_score=1.0, checks=[check])
    result = SubmissionResult(
        student="you",
        file=file,
        score=0.0,
        max_score=1.0,
        status="graded",
        notes=[],
        exercises=[exercise],
    )
    where = locations(read_submission("you", folder, "topic"), folder)
    console = Console(width=200, file=io.StringIO())
    console.print(terminal.submission(result, "hw", where))
    return [line.strip() for line in console.file.getvalue().splitlines()[2:-1]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "topic.py").write_text(TEXT)
    return tmp_path / "work"


def test_lines_of_the_file_can_be_followed_from_the_working_directory(folder: Path) -> None:
    message = "relu_forward raised E: no\n  topic.py, line 9, in relu_forward: return z   [z (2,)]"
    assert shown(message, folder) == [
        "forward",
        "relu_forward raised E: no",
        "work/topic.py:9, in relu_forward: return z   [z (2,)]",
    ]


def test_a_wrong_result_points_to_the_function_that_counts(folder: Path) -> None:
    for message in ("relu_forward: z[0] = 1, but should be 2", "relu_forward is wrong"):
        assert shown(message, folder) == ["forward  work/topic.py:9", message]
    gap = "relu_forward is not written yet"
    assert shown(gap, folder) == ["forward", gap]


def test_a_method_is_found(folder: Path) -> None:
    text = "class Net:\n    def forward(self, x):\n        return x\n"
    (folder / "topic.py").write_text(text)
    assert shown("Net.forward is wrong", folder)[0] == "forward  work/topic.py:2"
    assert shown("Net.backward: no", folder)[0] == "forward  work/topic.py:1"


def test_elsewhere_the_whole_path_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert shown("relu_forward is wrong", folder)[0] == f"forward  {folder / 'topic.py'}:9"


def test_what_has_no_place_is_left_alone(folder: Path) -> None:
    for message in ("tanh_forward is not defined", "other.py, line 3: x", ""):
        assert shown(message, folder)[0] == "forward"


def test_a_notebooks_function_is_found_by_its_cell(folder: Path) -> None:
    (folder / "topic.py").unlink()
    cells = [{"cell_type": "code", "source": text} for text in ("x = 1", "def relu_forward(z): z")]
    (folder / "topic.ipynb").write_text(json.dumps({"cells": cells}))
    message = "relu_forward raised E: no\n  cell 2, line 1, in relu_forward: return z"
    assert shown(message, folder, file="topic.ipynb") == [
        "forward  work/topic.ipynb, cell 2",
        "relu_forward raised E: no",
        "cell 2, line 1, in relu_forward: return z",
    ]
