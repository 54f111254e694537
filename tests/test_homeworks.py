"""A student's folder: where it comes from, and what never happens to work that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import HW1, ROOT

from autograder import homeworks
from autograder.errors import UsageError
from autograder.homeworks import Homework

RELEASED = Homework(ROOT / "student_template" / HW1)
FILES = [
    "README.md",
    "forward_backward.bank",
    "forward_backward.ipynb",
    "forward_backward.py",
]


def released(folder: Path, *names: str) -> Path:
    """A course's folder with released homeworks."""
    for name in names:
        (folder / "student_template" / name).mkdir(parents=True)
        (folder / "student_template" / name / "topic.bank").write_bytes(b"")
    return folder


def test_inside_a_course_its_homeworks_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    found = homeworks.released()
    assert [item.name[:3] for item in found] == ["hw1", "hw2", "hw3", "hw4", "hw5", "hw6"]
    assert found[0].title == "Homework 1: forward and backward"


def test_elsewhere_those_of_the_package_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert homeworks.released()[0].folder == RELEASED.folder


def test_another_course_can_be_named(tmp_path: Path) -> None:
    course = released(tmp_path, "hw1_other")
    for place in (course, course / "student_template"):
        assert [item.name for item in homeworks.released(place)] == ["hw1_other"]


def test_a_course_without_released_homeworks_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there are none\. Make them with autograder release HW"):
        homeworks.released(tmp_path)


def test_a_homework_is_found_by_its_beginning(tmp_path: Path) -> None:
    course = released(tmp_path, "hw1_first", "hw1_first_again", "hw2_second")
    for word, name in (
        ("hw2", "hw2_second"),
        ("hw1_first", "hw1_first"),
        ("hw1_first_", "hw1_first_again"),
    ):
        assert homeworks.find(word, course).name == name
    with pytest.raises(UsageError, match=r"^Expected one of hw1_first, hw1_first_again, .* 'hw1'"):
        homeworks.find("hw1", course)
    with pytest.raises(UsageError, match=r"got 'hw2_secnd'\. Did you mean hw2_second\?"):
        homeworks.find("hw2_secnd", course)


def test_a_copy_has_all_that_was_released(tmp_path: Path) -> None:
    copied = homeworks.copy(RELEASED, tmp_path / "here")
    assert copied.folder == tmp_path / "here" / HW1
    assert (copied.added, copied.kept, copied.older) == (FILES, [], [])
    for name in FILES:
        assert (copied.folder / name).read_bytes() == (RELEASED.folder / name).read_bytes()


def test_work_that_is_there_is_never_touched(tmp_path: Path) -> None:
    folder = homeworks.copy(RELEASED, tmp_path).folder
    (folder / "forward_backward.py").write_text("x = 'three nights of work'")
    (folder / "README.md").unlink()
    (folder / "forward_backward.bank").write_bytes(b"of last year")
    copied = homeworks.copy(RELEASED, tmp_path)
    assert copied.added == ["README.md"]
    assert copied.kept == FILES[1:]
    assert copied.older == ["forward_backward.bank"]
    assert (folder / "forward_backward.py").read_text() == "x = 'three nights of work'"
    assert (folder / "forward_backward.bank").read_bytes() == b"of last year"


def test_the_homeworks_own_folder_is_no_place_for_another_one(tmp_path: Path) -> None:
    folder = homeworks.copy(RELEASED, tmp_path).folder
    assert homeworks.copy(RELEASED, folder).folder == folder


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    advice = re.escape(f"Name another folder: autograder start {HW1} DIR")
    with pytest.raises(UsageError, match=f"^Cannot write .*: Not a directory. {advice}"):
        homeworks.copy(RELEASED, tmp_path / "file")
