"""docs/authoring.md, followed literally."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from places import ROOT

PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
HOMEWORK = "hw2_initialization_normalization"
APPENDED = re.findall(r"^At the end of `(.+?)`:\n\n```python\n(.+?)^```$", PAGE, re.M | re.S)
CONSOLES = re.findall(r"^```console\n(.+?)^```$", PAGE, re.M | re.S)


@dataclass(frozen=True)
class Command:
    """A command of the page, and what it prints there."""

    words: list[str]
    prints: str


def commands() -> list[Command]:
    found = []
    for text in CONSOLES:
        for part in re.split(r"^\$ autograder ", text, flags=re.M)[1:]:
            line, _, prints = part.partition("\n")
            found.append(Command(line.split(), prints))
    return found


def run(*words: str, course: Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).parent / "autograder", *words],
        cwd=course,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "COLUMNS": "80"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def plain(text: str) -> str:
    """Without trailing blanks, and with no measured difference: it depends on the processor."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return re.sub(r"\d\.\de-\d\d", "*.*e-**", "\n".join(lines))


@pytest.mark.tensorflow
def test_the_page_works_word_by_word(tmp_path: Path) -> None:
    for folder in ("assignments", "reference"):
        shutil.copytree(ROOT / folder / HOMEWORK, tmp_path / folder / HOMEWORK)
    for path, text in APPENDED:
        with (tmp_path / path).open("a", encoding="utf-8") as out:
            out.write(f"\n\n{text}")
    for command in commands():
        printed = run(*command.words, course=tmp_path)
        if command.prints:
            assert plain(printed) == plain(command.prints)
    student = tmp_path / "student_template" / HOMEWORK
    solution = tmp_path / "reference" / HOMEWORK / "numpy_solution.py"
    shutil.copy(solution, student / "initialization_normalization.py")
    (student / "initialization_normalization.ipynb").unlink()
    assert "3.5 of 3.5 points" in run("check", str(student), "-e", "rms_norm", course=tmp_path)


def test_an_exercise_takes_thirty_lines_besides_its_references() -> None:
    texts = [text for path, text in APPENDED if not path.startswith("reference/")]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    assert len(texts) == 3
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 100
    assert len(commands()) == 3
