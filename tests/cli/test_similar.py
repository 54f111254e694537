"""The command `similar`: what it prints and writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from places import HW1, ROOT

from autograder.cli.similar import similar
from autograder.errors import UsageError

RIGHT = ROOT / "tests" / "submissions" / HW1 / "right" / "whole"
LOOPS = (RIGHT / "loops_only.py").read_text()
OTHER = (RIGHT / "cross_calling.py").read_text()


def submit(root: Path, student: str, text: str) -> None:
    folder = root / student
    folder.mkdir(parents=True)
    (folder / "forward_backward.py").write_text(text)


def page(submissions: Path, out: Path) -> str:
    similar(HW1, submissions, out, course=ROOT)
    return (out / "similar.html").read_text()


def test_pairs_are_listed_on_a_page_and_in_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submit(tmp_path / "class", "ada", LOOPS)
    submit(tmp_path / "class", "ben", LOOPS)
    submit(tmp_path / "class", "cy", LOOPS.replace("total", "summe") + "\n# mine")
    submit(tmp_path / "class", "dora", OTHER)
    html = page(tmp_path / "class", tmp_path / "out")
    told = capsys.readouterr()
    assert told.err == ""
    title, head, *rows, path = (line.split() for line in told.out.splitlines())
    assert " ".join(title) == "4 submissions compared. A hint for a human, never a score:"
    assert head == ["student", "student", "shared", "lines"]
    assert [row[:4] + row[5:] for row in rows] == [
        ["ada", "ben", "100", "%", "equal", "files"],
        ["ada", "cy", "100", "%"],
        ["ben", "cy", "100", "%"],
    ]
    assert path == [str(tmp_path / "out" / "similar.html")]
    assert "A hint for a human who reads both, never a score." in html
    assert "what more than 10 submissions have in common" in html
    assert html.count('<details class="pair">') == 3
    assert html.count("equal files") == 1
    assert "<bdi>ada</bdi>: forward_backward.py, line 1 to 189" in html
    assert '<span data-line="5">import numpy as np\n</span>' in html
    assert "dora" not in html
    assert "Not compared" not in html


def test_the_page_needs_no_script_and_escapes_what_students_wrote(tmp_path: Path) -> None:
    text = LOOPS + "\nx = '<script>alert(1)</script>\x1b[31m'\n"
    submit(tmp_path / "class", "<b>ada", text)
    submit(tmp_path / "class", "ben", text)
    html = page(tmp_path / "class", tmp_path / "out")
    assert "<script" not in html
    assert "<b>ada" not in html
    assert "\x1b" not in html
    assert "script-src 'none'" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\u241b[31m" in html


def test_no_pairs_are_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    submit(tmp_path / "class", "ada", LOOPS)
    submit(tmp_path / "class", "ben", OTHER)
    assert "No two are unusually similar" in page(tmp_path / "class", tmp_path / "out")
    out = capsys.readouterr().out
    assert out.startswith("2 submissions compared: no two are unusually similar\n")


def test_what_cannot_be_compared_is_named_and_costs_the_others_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submit(tmp_path / "class", "ada", LOOPS)
    submit(tmp_path / "class", "ben", LOOPS)
    submit(tmp_path / "class", "cy", "")
    submit(tmp_path / "class", "dora", "x = 1\n" * 40_000)
    (tmp_path / "class" / "emil").mkdir()  # has handed in nothing
    html = page(tmp_path / "class", tmp_path / "out")
    assert capsys.readouterr().err.splitlines() == [
        "not compared: cy: forward_backward.py is empty",
        "not compared: dora: forward_backward.py has more than 128 KiB of code, the limit here",
    ]
    assert "<li><bdi>cy</bdi>: forward_backward.py is empty</li>" in html
    assert "emil" not in html


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    submit(tmp_path / "class", "ada", LOOPS)
    submit(tmp_path / "class", "ben", LOOPS)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "results.json").write_text("{}")
    page(tmp_path / "class", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"results.json", "similar.html"}
    assert (tmp_path / "out" / "results.json").read_text() == "{}"


def test_one_submission_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    submit(tmp_path, "ada", LOOPS)
    with pytest.raises(UsageError) as caught:
        similar(HW1, tmp_path, tmp_path / "out", course=ROOT)
    assert str(caught.value) == (
        f"Expected two submissions or more to compare but got 1 in {tmp_path}. "
        "Name the folder that holds the whole class."
    )
    assert not (tmp_path / "out").exists()


def test_an_empty_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="but it is empty"):
        similar(HW1, tmp_path, tmp_path / "out", course=ROOT)


def test_without_the_library_the_command_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(tmp_path, "ada", LOOPS)
    for name in ("autograder.similarity", "autograder.reports.similar"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "copydetect", None)
    monkeypatch.delitem(sys.modules, "copydetect.utils", raising=False)
    with pytest.raises(UsageError) as caught:
        similar(HW1, tmp_path, tmp_path / "out", course=ROOT)
    assert str(caught.value) == (
        "Expected copydetect to compare submissions but it is not installed. "
        "Install it with: pip install 'autograder[similar]'"
    )
