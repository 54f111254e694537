"""Files for students: their names, and what is in whose."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from autograder.reports.per_student import file_names, write_each
from autograder.results import ClassResults


def test_file_names_keep_safe_names_and_tell_others_apart() -> None:
    students = ["amara", "o_neil-2", "a b", "a-b", "A B", "Ana María", "Ana Maria", "CON", "con"]
    names = list(file_names(students))
    assert names[:2] == ["amara", "o_neil-2"]
    assert names[3] == "a-b"
    assert all(re.fullmatch(r"a-b-[0-9a-f]{8}", names[place]) for place in (2, 4))
    assert len({name.lower() for name in names}) == len(students)
    assert "con" not in names


def test_file_names_survive_the_same_name_twice_and_forged_hashes() -> None:
    (forged,) = file_names(["a b"])
    names = list(file_names([forged, "a b", "a b", "x", "x"]))
    assert names[0] == forged
    assert names[3] == "x"
    assert len(set(names)) == 5


def test_file_names_do_not_depend_on_the_rest_of_the_class() -> None:
    first, _ = file_names(["Zoë", "b"])
    _, second = file_names(["a", "Zoë"])
    assert first == second


def test_every_student_has_a_file_made_of_their_own_submission(
    classroom: ClassResults, tmp_path: Path
) -> None:
    first, second, *_ = classroom.submissions
    submissions = [first, replace(second, student="../Zo\u00eb")]
    folder = write_each(submissions, tmp_path / "a" / "b", lambda item: item.student.encode())
    assert folder == tmp_path / "a" / "b"
    found = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    (other,) = found.keys() - {"amara.json"}
    assert re.fullmatch(r"zoe-[0-9a-f]{8}\.json", other)
    assert found == {"amara.json": "amara", other: "../Zo\u00eb"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
