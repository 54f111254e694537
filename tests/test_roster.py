"""Who is in a class, from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.submission.roster import read_roster, with_absent

ROSTERS = {
    "lines": "ada\nbob\n",
    "no line end, blank lines, twice": "\n ada\n\nbob \nada",
    "one column with a head": "student\nada\nbob\n",
    "nbgrader": "id,first_name,last_name,email\nada,Ada,L,a@x\nbob,,,\n",
    "Canvas": 'Student,ID,SIS Login ID,Section\n"L, Ada",7,ada,1\n"B, Bob",8,bob,1\n',
    "GitHub Classroom": '"identifier","github_username"\n"Ada L","ada"\n"Bob B","bob"\n"Cem",""\n',
    "Excel": "\ufeffName;Username\r\nAda;ada\r\nBob;bob\r\n",
    "short rows": "section,username\n1,ada\n2\n1,bob\n",
}


@pytest.mark.parametrize("text", ROSTERS.values(), ids=ROSTERS)
def test_a_roster_in_any_form(text: str, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    assert read_roster(tmp_path / "roster.csv") == ["ada", "bob"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,mail\nada,a@x\n", "or student, but got name, mail"),
        (b"", "but got an empty file"),
        (b"\xff\xfe", "it is no text in UTF-8"),
        (None, "Cannot read the roster .*: No such file"),
    ],
)
def test_a_roster_that_cannot_be_used(content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_roster(path)


def test_everybody_is_in_the_class_once_by_name() -> None:
    students = [("bob", Path("bob")), ("eve", None), ("zoe", Path("zoe.py"))]
    assert with_absent(students, ["cem", "bob", "ada"]) == [
        *(("ada", None), ("bob", Path("bob")), ("cem", None)),
        *(("eve", None), ("zoe", Path("zoe.py"))),
    ]


def test_another_classs_roster_is_refused() -> None:
    with pytest.raises(UsageError, match=r"\(bob\) but it has others \(Ada L, Bob B\)"):
        with_absent([("bob", Path("bob"))], ["Ada L", "Bob B"])
