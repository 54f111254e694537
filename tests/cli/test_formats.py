"""What --format means."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from autograder.cli.formats import DEFAULT, FILES, Format, earlier, formats_of, write
from autograder.errors import UsageError
from autograder.results import (
    BankInfo,
    CheckResult,
    ClassResults,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)

WRITTEN = {
    "json": {"results.json"},
    "csv": {"grades.csv"},
    "html": {"report.html", "students/ada.html"},
    "junit": {"results.xml"},
    "gradescope": {"gradescope/ada.json"},
    "github": {"summary.md", "annotations.txt", "classroom.txt"},
    "prairielearn": {"prairielearn/ada.json"},
}


def results() -> ClassResults:
    check = CheckResult(
        name="values",
        kind="agreement",
        verdict=Verdict.FAILED,
        score=0.0,
        max_score=1.0,
        message="f raised ValueError: no\n  forward_backward.py, line 7, in f: x",
    )
    ada = SubmissionResult(
        student="ada",
        file="forward_backward.py",
        score=0.0,
        max_score=1.0,
        status="graded",
        notes=[],
        exercises=[ExerciseResult(name="f", title="F", score=0.0, max_score=1.0, checks=[check])],
    )
    bank = BankInfo(id="0", seed=0, oracles=["numpy"])
    return ClassResults(assignment="hw", bank=bank, submissions=[ada])


@pytest.fixture(autouse=True)
def outside_of_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("form", Format)
def test_every_format_writes_its_files_and_tells_where(form: Format, tmp_path: Path) -> None:
    told = write(results(), tmp_path, form, title="Homework")
    found = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert found == WRITTEN[form]
    assert told
    assert all(path.exists() and path.is_relative_to(tmp_path) for path in told)


def test_files_of_an_earlier_report_in_other_forms_are_named(tmp_path: Path) -> None:
    assert earlier(tmp_path, [Format.JSON]) == ""
    for form in (Format.JSON, Format.CSV, Format.GRADESCOPE):
        write(results(), tmp_path, form, title="Homework")
    assert earlier(tmp_path, [Format.CSV, Format.GRADESCOPE, Format.JSON]) == ""
    assert earlier(tmp_path, [Format.JSON, Format.GRADESCOPE]) == (
        f"grades.csv in {tmp_path}/ is from an earlier report"
    )
    assert earlier(tmp_path, [Format.HTML]) == (
        f"results.json, grades.csv, gradescope in {tmp_path}/ are from an earlier report"
    )


@pytest.mark.parametrize("form", Format)
def test_a_form_is_recognised_by_what_it_writes(form: Format, tmp_path: Path) -> None:
    write(results(), tmp_path, form, title="Homework")
    assert [item for item in FILES if (tmp_path / FILES[item]).exists()] == [form]


def test_formats_are_named_in_any_order_and_once() -> None:
    assert formats_of(" junit, json,junit,") == [Format.JSON, Format.JUNIT]
    assert formats_of(DEFAULT) == [Format.JSON, Format.CSV, Format.HTML]


@pytest.mark.parametrize("text", ["", ",", "xml", "json,xml"])
def test_unknown_formats_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        formats_of(text)
    assert str(caught.value) == (
        "Expected --format of json, csv, html, junit, gradescope, github, prairielearn "
        f"but got {text!r}."
    )


def test_github_reads_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        monkeypatch.setenv(name, str(tmp_path / name))
    write(results(), tmp_path / "out", Format.GITHUB, title="Homework")
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text().startswith("## Homework\n")
    assert (tmp_path / "GITHUB_OUTPUT").read_text().startswith("result=ey")


@pytest.mark.parametrize(
    ("work", "path"),
    [
        ("class/ada/hw", "class/ada/hw/forward_backward.py"),
        ("class/ada/hw/forward_backward.py", "class/ada/hw/forward_backward.py"),
        ("../elsewhere", "forward_backward.py"),
        (None, "forward_backward.py"),
    ],
)
def test_annotations_name_files_as_the_repository_does(
    work: str | None, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "repository"
    (root / "class/ada/hw").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    places = {"ada": None if work is None else root / work}
    write(results(), tmp_path / "out", Format.GITHUB, title="Homework", work=places)
    text = (tmp_path / "out" / "annotations.txt").read_text()
    assert text.startswith(f"::error file={path},line=7,title=F%3A values::f raised ValueError: no")


def test_annotations_find_the_functions_of_a_file_as_python_counts_lines(tmp_path: Path) -> None:
    text = (
        "x = 1\r\n\x0c\r\ndef f(z):\r\n    def g(): pass\r\n\u2028 = 2\r\nasync def h(): pass\r\n"
    )
    (tmp_path / "forward_backward.py").write_bytes(text.encode())
    found = results()
    check = replace(found.submissions[0].exercises[0].checks[0], message="f: 1, but should be 2")
    exercise = replace(found.submissions[0].exercises[0], checks=[check])
    ada = replace(found.submissions[0], exercises=[exercise])
    found = replace(found, submissions=[ada])
    write(found, tmp_path / "out", Format.GITHUB, title="Homework", work={"ada": tmp_path})
    text = (tmp_path / "out" / "annotations.txt").read_text()
    assert text.startswith("::error file=forward_backward.py,line=3,title=F%3A values::f: 1, but")
