"""When a file counts as saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from autograder.cli import watch
from autograder.submission import Submission, read_submission

LONGEST = 100  # pauses, after which nothing will come


@dataclass
class Editor:
    """A folder in which something happens in the watcher's pauses."""

    path: Path
    waiting: list[Callable[[], object]] = field(default_factory=list)
    pauses: int = 0

    @property
    def file(self) -> Path:
        return self.path / "topic.py"

    @property
    def submission(self) -> Submission:
        return read_submission("you", self.path, "topic")

    def sleep(self, seconds: float) -> None:
        self.pauses += 1
        assert self.pauses < LONGEST
        if self.waiting:
            self.waiting.pop(0)()

    def saves(self, count: int) -> list[str]:
        """What is seen, as text or as the reason why there is none."""
        found: Iterator[Submission] = islice(watch._saves(self), count)
        return [item.problem or item.chunks[0][1] for item in found]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    found = Editor(tmp_path / "work")
    found.path.mkdir()
    found.file.write_text("old = 1")
    monkeypatch.setattr(watch.time, "sleep", found.sleep)
    return found


def nothing() -> None:
    """Happens in most pauses."""


def test_a_save_is_seen(editor: Editor) -> None:
    editor.waiting = [nothing, nothing, lambda: editor.file.write_text("new = 22")]
    assert editor.saves(2) == ["old = 1", "new = 22"]


def test_a_save_is_seen_well_within_a_second() -> None:
    assert watch.PAUSE + watch.WRITING + watch.MISSING < 0.5


def test_a_file_half_written_is_not_yet_a_save(editor: Editor) -> None:
    editor.waiting = [
        nothing,
        lambda: editor.file.write_text("new = "),  # seen, and then watched for a while
        lambda: editor.file.write_text("new = 22"),
    ]
    assert editor.saves(2) == ["old = 1", "new = 22"]


def test_a_file_that_is_replaced_is_not_missed(editor: Editor) -> None:
    editor.waiting = [
        nothing,
        editor.file.unlink,
        nothing,
        lambda: editor.file.write_text("new = 22"),
    ]
    assert editor.saves(2) == ["old = 1", "new = 22"]


def test_a_file_that_is_emptied_first_is_not_judged_empty(editor: Editor) -> None:
    editor.waiting = [
        nothing,
        lambda: editor.file.write_text(""),
        nothing,
        lambda: editor.file.write_text("new = 22"),
    ]
    assert editor.saves(2) == ["old = 1", "new = 22"]


def test_a_file_that_stays_away_is_told_once(editor: Editor) -> None:
    editor.waiting = [nothing, editor.file.unlink, *[nothing] * 9]
    editor.waiting.append(lambda: editor.file.write_text("back = 333"))
    _, missing, back = editor.saves(3)
    assert missing.startswith("no topic.py or topic.ipynb found")
    assert back == "back = 333"


def test_another_file_of_the_same_size_and_time_is_seen(editor: Editor) -> None:
    def put_another_in_its_place() -> None:
        status = editor.file.stat()
        other = editor.path / ".new"
        other.write_text("new = 1")
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
        other.rename(editor.file)

    editor.waiting = [nothing, put_another_in_its_place]
    assert editor.saves(2) == ["old = 1", "new = 1"]


def test_a_folder_that_is_gone_for_a_while_stops_nothing(editor: Editor) -> None:
    def remove() -> None:
        editor.file.unlink()
        editor.path.rmdir()

    def restore() -> None:
        editor.path.mkdir()
        editor.file.write_text("new = 22")

    editor.waiting = [nothing, remove, nothing, nothing, nothing, restore]
    first, gone, new = editor.saves(3)
    assert (first, new) == ("old = 1", "new = 22")
    assert gone.startswith("nothing handed in")
