from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from autograder.errors import UsageError
from autograder.out_folder import MARK, claimed
from autograder.store import NAME, Store


def test_a_claimed_folder_is_made_and_may_be_claimed_again(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "hw1"
    for _ in range(2):
        with claimed(folder), Store.beside(folder):
            (folder / "results.json").write_text("{}")
    assert {path.name for path in folder.iterdir()} == {MARK, NAME, "results.json"}


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(UsageError) as caught, claimed(tmp_path):
        pass
    assert str(caught.value) == (
        f"Expected an empty folder, or one of an earlier run, for --out but {tmp_path} "
        "holds other files. Name another folder."
    )
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.tex"]


CLAIMS = """
import os, sys, time
from pathlib import Path
from autograder.out_folder import claimed
with claimed(Path(sys.argv[1])):
    if os.fork() == 0:
        time.sleep(3)  # a grader of the pool, which may outlive the first one by a little
        os._exit(0)
    print("mine", flush=True)
    time.sleep(60)
"""


def test_a_second_grader_is_refused_until_the_first_was_killed(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", CLAIMS, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    message = f"Another grader is writing to {tmp_path}. Wait for it, or name another folder"
    assert first.stdout
    assert first.stdout.readline() == "mine\n"
    with pytest.raises(UsageError, match=message), claimed(tmp_path):
        pass
    first.kill()
    first.wait()
    with claimed(tmp_path):
        pass
    first.stdout.close()


def test_a_folder_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), claimed(tmp_path):
        raise ZeroDivisionError
    with claimed(tmp_path):
        pass


@pytest.mark.parametrize(
    ("name", "reason"),
    [("file", "File exists"), ("file/inside", "Not a directory"), ("marked", "Is a directory")],
    ids=["a file", "inside a file", "its mark is a folder"],
)
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "marked" / MARK).mkdir(parents=True)
    folder = tmp_path / name
    with pytest.raises(UsageError) as caught, claimed(folder):
        pass
    assert str(caught.value) == (
        f"Cannot write to the output folder {folder}: {reason}. Name another one with --out."
    )
