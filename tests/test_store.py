from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from autograder import store
from autograder.errors import UsageError
from autograder.results import SubmissionResult
from autograder.store import NAME, Entry, Journal, key_of


def result(student: str, score: float = 1.0) -> SubmissionResult:
    return SubmissionResult(
        student=student,
        file="layers.py",
        score=score,
        max_score=2.0,
        status="graded",
        notes=["größer\n"],
        exercises=[],
    )


ADA, BEN, EVE = result("ada"), result("ben"), result("eve")


def kept(folder: Path, **verdicts: SubmissionResult) -> None:
    with Journal(folder, fresh=False) as journal:
        for key, verdict in verdicts.items():
            journal.add(key, verdict)


def found(folder: Path, *keys: str) -> list[SubmissionResult | None]:
    with Journal(folder, fresh=False) as journal:
        return [journal.find(key) for key in keys]


def test_verdicts_survive_from_run_to_run(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "hw1"
    kept(folder, a=ADA)
    kept(folder, b=BEN)
    assert found(folder, "a", "b", "c") == [ADA, BEN, None]


def test_a_verdict_is_on_the_disk_as_soon_as_it_is_added(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=False) as journal:
        journal.add("a", ADA)
        assert (tmp_path / NAME).read_bytes() == msgspec.json.encode(Entry("a", ADA)) + b"\n"
        assert journal.find("a") is None  # only earlier runs are looked up


def test_the_last_verdict_of_a_key_counts(tmp_path: Path) -> None:
    kept(tmp_path, a=ADA)
    kept(tmp_path, a=result("ada", 0.5))
    assert found(tmp_path, "a") == [result("ada", 0.5)]


def test_a_fresh_run_forgets_the_earlier_ones(tmp_path: Path) -> None:
    kept(tmp_path, a=ADA)
    with Journal(tmp_path, fresh=True) as journal:
        assert journal.find("a") is None
        journal.add("b", BEN)
    assert found(tmp_path, "a", "b") == [None, BEN]


def test_a_line_that_a_killed_run_left_half_written_is_ignored(tmp_path: Path) -> None:
    kept(tmp_path, a=ADA, b=BEN)
    path = tmp_path / NAME
    whole = path.read_bytes()
    for length in range(whole.index(b"\n") + 1, len(whole) - 1):
        path.write_bytes(whole[:length])
        kept(tmp_path, e=EVE)
        assert found(tmp_path, "a", "b", "e") == [ADA, None, EVE], length


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe", b"[1, 2]", b"{}", b'{"key": 3, "result": {}}', b"\x00" * 50, b"null"],
    ids=["no text", "a list", "no fields", "wrong types", "zeros", "null"],
)
def test_lines_that_are_no_verdicts_are_ignored(tmp_path: Path, line: bytes) -> None:
    kept(tmp_path, a=ADA)
    path = tmp_path / NAME
    path.write_bytes(line + b"\n" + path.read_bytes() + line + b"\n")
    kept(tmp_path, b=BEN)
    assert found(tmp_path, "a", "b") == [ADA, BEN]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    for fresh in (False, True):
        with pytest.raises(UsageError) as caught:
            Journal(tmp_path, fresh=fresh)
        assert str(caught.value) == (
            f"Expected an empty folder, or one of an earlier run, for --out but {tmp_path} "
            "holds other files. Name another folder."
        )
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.tex"]


def test_the_folder_of_an_earlier_run_may_hold_its_reports(tmp_path: Path) -> None:
    kept(tmp_path, a=ADA)
    (tmp_path / "results.json").write_text("{}")
    assert found(tmp_path, "a") == [ADA]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "File exists"), ("inside", "Not a directory")],
    ids=["a file", "inside a file"],
)
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / name
    with pytest.raises(UsageError) as caught:
        Journal(folder, fresh=False)
    assert str(caught.value) == (
        f"Cannot write to the output folder {folder}: {reason}. Name another one with --out."
    )


def test_a_journal_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(UsageError, match=r"Is a directory\. Name another one with --out"):
        Journal(tmp_path, fresh=False)


def test_a_key_depends_on_everything_that_decides_the_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = {
        key_of("ada", "d1", "b1"),
        key_of("ben", "d1", "b1"),
        key_of("ada", "d2", "b1"),
        key_of("ada", "d1", "b2"),
        key_of("ada", "d1b1", ""),
        key_of("ad", "ad1", "b1"),
    }
    assert len(keys) == 6
    assert key_of("ada", "d1", "b1") in keys
    monkeypatch.setattr(store, "__version__", "99")
    assert key_of("ada", "d1", "b1") not in keys
