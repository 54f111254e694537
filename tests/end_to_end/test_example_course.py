"""docs/example_course: a homework in another course's conventions, in under 250 lines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from places import ROOT
from test_commands import autograder

EXAMPLE = ROOT / "docs" / "example_course"
PAGE = ROOT / "docs" / "other_courses.md"
HOMEWORK = "hw2_layers_and_optimisers"
RIGHT = (Path(__file__).parent / "example_course_solution.py").read_text("utf-8")

# Exercise and points of a wrong solution, its line and what stands there instead, the diagnosis.
WRONG = {
    "averages_in_a_copy": (
        ("batchnorm", 5),
        '    eps = bn_param.setdefault("eps", 1e-5)\n',
        '    bn_param = bn_param.copy()\n    eps = bn_param.setdefault("eps", 1e-5)\n',
        "bn_param_copied",
    ),
    "p_drops": (
        ("dropout", 0),
        '(np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]',
        '(np.random.rand(*x.shape) >= dropout_param["p"]) / (1 - dropout_param["p"])',
        "dropout_p_drops",
    ),
    "velocity_lost": (
        ("update_rules", 6),
        '    v = config.setdefault("velocity", np.zeros_like(w))\n',
        "    v = np.zeros_like(w)\n",
        "momentum_forgotten",
    ),
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The example course on its own."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "course"))


def grade(course: Path, texts: dict[str, str]) -> dict[str, Any]:
    """Grade a class by the public bank; the results by student."""
    topic = HOMEWORK.partition("_")[2]
    for student, text in texts.items():
        folder = course / "class" / student
        folder.mkdir(parents=True)
        (folder / f"{topic}.py").write_text(text)
    bank = course / "student_template" / HOMEWORK / f"{topic}.bank"
    words = ["grade", HOMEWORK, "class", "--out", "out", "--bank", bank, "--format", "json"]
    done = autograder(*words, cwd=course)
    assert done.returncode == 0, done.stderr
    found = json.loads((course / "out" / "results.json").read_text())["submissions"]
    return {item["student"]: item for item in found}


def test_it_takes_less_than_250_lines_besides_its_references() -> None:
    files = [path for path in (EXAMPLE / "assignments").rglob("*") if path.is_file()]
    texts = [path.read_text("utf-8") for path in files if path.suffix != ".pyc"]
    assert len(texts) == 3
    assert sum(bool(line.strip()) for text in texts for line in text.splitlines()) < 250


def test_the_page_shows_lines_of_the_example() -> None:
    page = PAGE.read_text("utf-8")
    shown = page.partition("```python\n")[2].partition("```")[0]
    assert shown
    assert shown in (EXAMPLE / "assignments" / HOMEWORK / "exercises.py").read_text("utf-8")


@pytest.mark.tensorflow
def test_validate_finds_no_problems(course: Path) -> None:
    done = autograder("validate", cwd=course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no problems found" in done.stdout


def test_it_is_released_checked_and_graded(course: Path) -> None:
    done = autograder("release", "--oracles", "numpy", cwd=course)
    assert done.returncode == 0, done.stderr
    done = autograder("check", course / "student_template" / HOMEWORK, cwd=course)
    assert done.returncode == 1
    assert "0 of 28 points, 0 of 5 exercises complete" in done.stdout
    texts = {"right": RIGHT}
    for student, (_, line, instead, _) in WRONG.items():
        assert RIGHT.count(line) == 1
        texts[student] = RIGHT.replace(line, instead)
    found = grade(course, texts)
    assert found["right"]["score"] == 28
    for student, ((exercise, score), _, _, name) in WRONG.items():
        lost = [part for part in found[student]["exercises"] if part["score"] < part["max_score"]]
        assert [(part["name"], part["score"]) for part in lost] == [(exercise, score)]
        named = {it["name"] for check in lost[0]["checks"] for it in check["diagnosis"]}
        assert named == {name}
