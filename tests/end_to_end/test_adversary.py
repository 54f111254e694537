"""What an adversarial reader of the grader tried, once with success."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from places import HW1
from test_commands import PUBLIC, autograder, grade, results, submit

from autograder.wire import Opaque, pack, printable, unpack


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
@pytest.mark.parametrize(
    ("forward", "backward"),
    [("z**2", "2 * z * da"), ("z + 1e-3 * z**2", "da * (1 + 2e-3 * z)"), ("3 * z + 1", "3 * da")],
)
def test_derivatives_of_what_nobody_asked_for_earn_nothing(name, forward, backward, grade_text):
    text = (
        f"def {name}_forward(z):\n    return {forward}, z\n"
        f"def {name}_backward(da, z):\n    return {backward}\n"
    )
    assert grade_text(text, only=[name]).score == 0


def test_an_exercise_that_is_asked_for_twice_counts_once(grade_text, reference: str) -> None:
    result = grade_text(reference, only=["softmax", "softmax"])
    assert (result.score, result.max_score) == (4, 4)


def test_single_precision_scalars_cost_points(grade_text, reference: str) -> None:
    text = reference.replace("return loss, dy_pred", "return np.float32(loss), dy_pred")
    result = grade_text(text, only=["losses"])
    assert [item.name for item in result.exercises[0].checks if item.score < item.max_score] == [
        "contract"
    ]


def test_nothing_that_a_terminal_obeys_reaches_a_report(tmp_path: Path, reference: str) -> None:
    evil = "\\x1b[2J\\x1b]0;pwned\\x07\\u202e\\x9b31m"
    submit(
        tmp_path / "class", "eve", f'{reference}\ndef softmax(z):\n    raise ValueError("{evil}")\n'
    )
    done = grade(tmp_path / "class", out := tmp_path / "out")
    written = "".join(
        path.read_text() for kind in ("*.json", "*.csv", "*.html") for path in out.rglob(kind)
    )
    for letter in "\x1b\x07\u202e\x9b":
        assert letter not in done.stdout + done.stderr + written
    assert "ValueError: ?[2J?]0;pwned??" in written


def test_names_of_types_are_printable_too() -> None:
    assert unpack(pack(Opaque("a\x1bb"))) == Opaque("a?b")
    assert printable("café\n\t\u202e") == "café???"


def test_answers_far_larger_than_asked_for_are_not_looked_at(grade_text) -> None:
    text = "import numpy as np\ndef softmax(z):\n    return np.zeros(100_000)\n"
    message = grade_text(text, only=["softmax"]).exercises[0].checks[0].message
    assert message.startswith("softmax returned far more data than the task asks for")


def test_a_renamed_file_is_graded_anew(tmp_path: Path, reference: str) -> None:
    cells = [{"cell_type": "code", "metadata": {}, "source": reference}]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    submit(tmp_path / "class", "ada", notebook)
    grade(tmp_path / "class", tmp_path / "out", "--format", "json")
    assert results(tmp_path / "out")["submissions"][0]["score"] == 0
    work = tmp_path / "class" / "ada" / HW1
    (work / "forward_backward.py").rename(work / "forward_backward.ipynb")
    grade(tmp_path / "class", tmp_path / "out", "--format", "json")
    assert results(tmp_path / "out")["submissions"][0]["score"] == 42


@pytest.mark.parametrize(
    "line",
    ["open('x.txt', 'w')", "import os; os.mkdir('x')", "import subprocess; subprocess.run(['ls'])"],
)
def test_what_is_refused_in_a_class_is_refused_at_home(
    line, tmp_path: Path, reference: str
) -> None:
    shutil.copy(PUBLIC, tmp_path)
    (tmp_path / "forward_backward.py").write_text(f"{line}\n{reference}")
    submit(tmp_path / "class", "you", f"{line}\n{reference}")
    home = autograder("check", "--json", cwd=tmp_path)
    grade(tmp_path / "class", tmp_path / "out", "--format", "json")
    classroom = results(tmp_path / "out")["submissions"][0]
    assert json.loads(home.stdout)["score"] == classroom["score"] == 0
    assert not (tmp_path / "x.txt").exists()


def test_annotations_are_objects_as_in_the_students_own_python(grade_text) -> None:
    text = (
        "import numpy as np\n"
        "def softmax(z: np.ndarray) -> np.ndarray:\n"
        "    assert isinstance(z, softmax.__annotations__['z'])\n"
        "    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
        "    return e / e.sum(axis=1, keepdims=True)\n"
    )
    assert grade_text(text, only=["softmax"]).score == 4


def test_a_hidden_banks_case_is_not_confused_with_the_public_one(tmp_path: Path, grader) -> None:
    import msgspec

    from autograder.bank import file

    hidden = msgspec.structs.replace(grader.bank(HW1), declarations=None)
    file.save(hidden, tmp_path / "hidden.bank")
    submit(tmp_path / "class", "ada", "def softmax(z):\n    return z * 0.5\n")
    out = tmp_path / "out"
    done = autograder(
        "grade", HW1, tmp_path / "class", "--out", out, "--bank", tmp_path / "hidden.bank"
    )
    assert done.returncode == 0, done.stderr
    check = results(out)["submissions"][0]["exercises"][5]["checks"][0]
    line = "autograder check FILE --bank BANK --exercise softmax --case 0"
    assert check["counterexample"]["reproduce"] == line


def test_a_seed_beyond_the_range_is_wrong_usage(tmp_path: Path) -> None:
    done = autograder("bank", HW1, "--seed", "9" * 20, "--out", tmp_path / "b")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
