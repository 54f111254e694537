"""student_template/ is what the sources make of it, and works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from places import ROOT

from autograder.authoring.release import LARGEST_BANK, template_of
from autograder.bank import file
from autograder.course import Course, version

NAMES = Course(ROOT).names


def code_of(notebook: str) -> list[tuple[str, str]]:
    """The cells' texts; pictures may differ from machine to machine."""
    cells = json.loads(notebook)["cells"]
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


@pytest.mark.parametrize("name", NAMES)
def test_template_is_up_to_date(name: str, course: Course) -> None:
    made = template_of(course, name).files
    folder = course.template(name)
    stale = f"stale: run `autograder release {name}`"
    for file_name, text in made.items():
        written = (folder / file_name).read_text("utf-8")
        if file_name.endswith(".ipynb"):
            assert code_of(written) == code_of(text), stale
        else:
            assert written == text, stale


@pytest.mark.parametrize("name", NAMES)
def test_public_bank_is_up_to_date_small_and_asked_both_oracles(name: str, course: Course) -> None:
    assignment = course.assignment(name)
    path = course.template(name) / f"{assignment.topic}.bank"
    bank = file.load(path)
    assert bank.version == version(assignment), f"stale: run `autograder release {name}`"
    assert bank.declarations == assignment.declarations
    assert bank.oracles == ["numpy", "tensorflow"]
    assert path.stat().st_size < LARGEST_BANK


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_solution_is_released(name: str, course: Course) -> None:
    reference = course.reference(name, "numpy").read_text("utf-8")
    folder = course.template(name)
    topic = course.assignment(name).topic
    released = [(folder / f"{topic}.py").read_text("utf-8")]
    released += [text for _, text in code_of((folder / f"{topic}.ipynb").read_text("utf-8"))]
    shown = {line.strip() for text in released for line in text.splitlines()}
    inside, secret = False, []
    for line in reference.splitlines():
        if "END SOLUTION" in line:
            inside = False
        if inside and len(line.strip()) > 20:
            secret.append(line.strip())
        if "BEGIN SOLUTION" in line:
            inside = True
    assert secret
    assert [line for line in secret if line in shown] == []


def test_release_is_refused_where_the_folder_cannot_be_written(
    course: Course, bank, monkeypatch, tmp_path: Path
) -> None:
    from autograder.authoring import release
    from autograder.errors import UsageError

    (tmp_path / "student_template").write_text("in the way")
    monkeypatch.setattr(Course, "template", lambda self, name: tmp_path / "student_template" / name)
    with pytest.raises(UsageError, match=r"Cannot write .*student_template"):
        release.write(course, "hw1_forward_backward", bank, tmp_path / "nbgrader")
