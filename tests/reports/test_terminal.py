"""Where a check in a terminal points to."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console, RenderableType

from autograder import wire
from autograder.bank.file import Case
from autograder.definitions import locations
from autograder.probe import Failure, Outcome
from autograder.reports import terminal
from autograder.results import CheckResult, Diagnosis, ExerciseResult, SubmissionResult, Verdict
from autograder.self_check import ShownCase
from autograder.submission import read_submission

TEXT = """import numpy as np


def relu_forward(z):
    return z


@np.vectorize
def relu_forward(z):
    return z
"""


def lines_of(content: RenderableType, width: int) -> list[str]:
    """What a terminal of this width shows."""
    console = Console(width=width, file=io.StringIO())
    console.print(content)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def printed(
    message: str,
    folder: Path,
    *,
    file: str = "topic.py",
    width: int = 200,
    diagnosis: Sequence[Diagnosis] = (),
) -> list[str]:
    """The lines of a failure with this message, as somebody above the folder reads them."""
    check = CheckResult(
        name="forward",
        kind="agreement",
        verdict=Verdict.FAILED,
        score=0.0,
        max_score=1.0,
        message=message,
        diagnosis=list(diagnosis),
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
    return lines_of(terminal.submission(result, "hw", where), width)[2:-1]


def shown(message: str, folder: Path, *, file: str = "topic.py") -> list[str]:
    """The same without their indentation."""
    return [line.strip() for line in printed(message, folder, file=file)]


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


def test_a_line_that_is_broken_goes_on_below_its_beginning(folder: Path) -> None:
    found = Diagnosis(name="sum", behaves="the batch were summed up", hint="Divide by N once.")
    message = "relu_forward: z[0] = 1, but should be 2\n  all 2 elements differ, each is half of it"
    assert printed(message, folder, width=40, diagnosis=[found])[1:] == [
        "    relu_forward: z[0] = 1, but should",
        "    be 2",
        "      all 2 elements differ, each is",
        "      half of it",
        "      Behaves exactly as if the batch",
        "      were summed up.",
        "      Hint: Divide by N once.",
    ]


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


ROW = np.array([[1.25, -0.0, 2.5]])


def a_case(outputs: dict[str, np.ndarray], failure: Failure | None = None) -> ShownCase:
    case = Case(
        kind="drawn",
        title="",
        packed_inputs=wire.pack({"x": ROW}),
        packed_outputs=wire.pack({"y": 2 * ROW}),
        atol={"y": 1e-9},
    )
    return ShownCase("relu", 7, case, Outcome(outputs, failure))


def test_results_stand_beside_what_they_should_be() -> None:
    lines = lines_of(terminal.case(a_case({"y": ROW})), 60)
    assert "│ y      │ [[1.25, 0.  , 2.5 ]] │ [[2.5, 0. , 5. ]] │" in lines


def test_results_stand_below_each_other_where_their_lines_would_break() -> None:
    lines = lines_of(terminal.case(a_case({"y": ROW})), 40)
    below = ["y", "  yours", "    [[1.25, 0.  , 2.5 ]]", "  should be", "    [[2.5, 0. , 5. ]]"]
    assert lines[-5:] == below


def test_a_case_that_fails_says_why_once() -> None:
    failure = Failure("raised", "relu_forward", "ValueError: no")
    lines = lines_of(terminal.case(a_case({}, failure)), 60)
    assert "│ y      │ nothing │ [[2.5, 0. , 5. ]] │" in lines
    assert lines[-1] == "relu_forward raised ValueError: no"
