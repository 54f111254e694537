"""What a student can hand in, and what becomes of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import UsageError
from autograder.submission import Submission, find_class, read_submission

HW, TOPIC = "hw1_forward_backward", "forward_backward"
FILLED = "def relu(z):\n    return z\n"
UNFILLED = "def relu(z):\n    raise NotImplementedError\n"


def notebook(*sources: object) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def read(path: Path | None) -> Submission:
    return read_submission("ada", path, TOPIC)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# finding


@pytest.mark.parametrize(
    ("files", "students"),
    [
        ([f"ada/{HW}/{TOPIC}.py", f"bob/{HW}/{TOPIC}.ipynb"], ["ada", "bob"]),
        ([f"ada/{TOPIC}.py", f"bob/{TOPIC}.py"], ["ada", "bob"]),
        (["ada.py", "bob.ipynb", "notes.txt"], ["ada", "bob"]),
        ([f"bob/{HW}/{TOPIC}.py", f"ada/{HW}/other.py", ".git/x.py"], ["ada", "bob"]),
    ],
    ids=["nbgrader", "folders", "files", "hidden folders are skipped"],
)
def test_students_are_found_in_every_layout(files, students, tmp_path: Path) -> None:
    for name in files:
        write(tmp_path / name, FILLED)
    found = find_class(tmp_path, HW, TOPIC)
    assert [name for name, _ in found] == students
    assert all(read_submission(name, path, TOPIC).file for name, path in found)


def test_a_student_without_work_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "ada" / HW / ".gitkeep", "")
    write(tmp_path / "bob" / HW / f"{TOPIC}.py", FILLED)
    assert dict(find_class(tmp_path, HW, TOPIC))["ada"] is None


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"class/ada/{HW}/{TOPIC}.py", "ada"),
        (f"class/ada/{TOPIC}.py", "ada"),
        ("class/ada.py", "ada"),
        (f"class/ada/{HW}", "ada"),
        ("class/ada", "ada"),
    ],
)
def test_a_single_file_or_folder_is_a_class_of_one(path: str, student: str, tmp_path: Path) -> None:
    where = tmp_path / path
    write(where if where.suffix else where / f"{TOPIC}.py", FILLED)
    ((found, work),) = find_class(where, HW, TOPIC)
    assert (found, read(work).problem) == (student, "")


def test_a_missing_or_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        find_class(tmp_path / "nowhere", HW, TOPIC)
    with pytest.raises(UsageError, match=f"as <student>/{HW}/{TOPIC}.py"):
        find_class(tmp_path, HW, TOPIC)


# reading


def test_a_script_is_one_chunk(tmp_path: Path) -> None:
    found = read(write(tmp_path / f"{TOPIC}.py", FILLED))
    assert found.chunks == ((f"{TOPIC}.py", FILLED),)
    assert (found.file, found.problem, found.notes) == (f"{TOPIC}.py", "", ())


def test_the_digest_changes_with_a_byte(tmp_path: Path) -> None:
    first = read(write(tmp_path / "a.py", FILLED)).digest
    assert first != read(write(tmp_path / "a.py", FILLED + " ")).digest
    assert first == read(write(tmp_path / "a.py", FILLED)).digest


@pytest.mark.parametrize(
    ("script", "cell", "chosen"),
    [
        (FILLED, UNFILLED, f"{TOPIC}.py"),
        (UNFILLED, FILLED, f"{TOPIC}.ipynb"),
        (FILLED, FILLED, f"{TOPIC}.py"),
        ("\0", FILLED, f"{TOPIC}.ipynb"),
    ],
)
def test_of_two_files_the_one_with_more_written_is_graded(
    script: str, cell: str, chosen: str, tmp_path: Path
) -> None:
    write(tmp_path / f"{TOPIC}.py", script)
    write(tmp_path / f"{TOPIC}.ipynb", notebook(cell))
    found = read(tmp_path)
    assert found.file == chosen
    assert found.notes[0].startswith(f"{chosen} was graded")


def test_the_only_file_of_another_name_is_graded_with_a_note(tmp_path: Path) -> None:
    write(tmp_path / "final_v2.py", FILLED)
    assert read(tmp_path).notes == (f"final_v2.py was graded: there is no {TOPIC}.py",)


PROBLEMS = {
    "utf-16": (FILLED.encode("utf-16"), "is saved as UTF-16: save it as UTF-8"),
    "nul": (b"x = 1\0", "holds NUL bytes: it is no Python text"),
    "latin-1": (b"# caf\xe9\n", "is not UTF-8 text: save it as UTF-8"),
    "unknown coding": (b"# coding: klingon\n", "is not UTF-8 text: save it as UTF-8"),
    "large": (b"#" * (4 * 2**20 + 1), "is larger than 4 MiB, the limit"),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_script_that_cannot_be_read_says_why(kind: str, tmp_path: Path) -> None:
    data, message = PROBLEMS[kind]
    found = read(write(tmp_path / f"{TOPIC}.py", data))
    assert found.problem == f"{TOPIC}.py {message}"
    assert found.chunks == ()
    assert found.file == f"{TOPIC}.py"


@pytest.mark.parametrize(
    "data", [FILLED.encode("utf-8-sig"), b"# coding: latin-1\n# \xe9\n", b"x = 1\r\ny = 2\r\n", b""]
)
def test_marks_codings_and_line_ends_are_read(data: bytes, tmp_path: Path) -> None:
    found = read(write(tmp_path / f"{TOPIC}.py", data))
    assert found.problem == ""
    assert "\r" not in found.chunks[0][1]
    assert "\ufeff" not in found.chunks[0][1]


def test_links_pipes_and_folders_are_refused_without_waiting(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "answers")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / f"{TOPIC}.py").symlink_to(secret)
    assert read(tmp_path / "link").problem == f"{TOPIC}.py is a symbolic link: hand in a plain file"
    (tmp_path / "hard").mkdir()
    os.link(secret, tmp_path / "hard" / f"{TOPIC}.py")
    assert read(tmp_path / "hard").problem == f"{TOPIC}.py is a hard link: hand in a plain file"
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / f"{TOPIC}.py")
    assert "is not a plain file" in read(tmp_path / "pipe").problem
    (tmp_path / "folder" / f"{TOPIC}.py").mkdir(parents=True)
    assert "is not a plain file" in read(tmp_path / "folder").problem


@pytest.mark.parametrize("path", [None, Path("/nowhere/x.txt"), Path("/nowhere/x.py")])
def test_nothing_handed_in_has_no_chunks(path: Path | None) -> None:
    found = read(path)
    assert found.problem
    assert found.chunks == ()


# notebooks


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{", "the notebook is damaged: it is not valid JSON"),
        ("[" * 100_000, "the notebook is damaged: it is not valid JSON"),
        ("[]", "the notebook is damaged: it has no list of cells"),
        ('{"cells": {}}', "the notebook is damaged: it has no list of cells"),
        ('{"cells": [1, null, {"cell_type": "markdown"}]}', "the notebook has no code cell"),
    ],
)
def test_a_damaged_notebook_says_so(data: str, message: str, tmp_path: Path) -> None:
    assert read(write(tmp_path / "n.ipynb", data)).problem == message


def cells(tmp_path: Path, *sources: object) -> list[str]:
    found = read(write(tmp_path / "n.ipynb", notebook(*sources)))
    return [text for _, text in found.chunks]


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("if x:\n    !ls\n", "if x:\n    pass\n"),
        ("files = !ls", "files = None"),
        ("t = %timeit -o f()", "t = None"),
        ("np.dot?", "pass"),
        ("?np.dot", "pass"),
        ("%%time\nx = 1", "#\nx = 1"),
        ("x = (5\n% 3)", "x = (5\n% 3)"),
        ("x = 5 \\\n% 3", "x = 5 \\\n% 3"),
        ('s = """\n%pip\n!ls\n"""\n%pip', 's = """\n%pip\n!ls\n"""\npass'),
        ("# it's (a comment\n%pip", "# it's (a comment\npass"),
        ("s = 'a\\'(' # \"\n!ls", "s = 'a\\'(' # \"\npass"),
        ("x = 'why?'", "x = 'why?'"),
        ("x %= 3\ny = x % 3", "x %= 3\ny = x % 3"),
        (["x = 1\n", "%who\n", "y = 2"], "x = 1\npass\ny = 2"),
        (None, ""),
        ([1, "x = 1"], "x = 1"),
    ],
)
def test_magics_are_taken_out_and_python_is_left(source, python: str, tmp_path: Path) -> None:
    assert cells(tmp_path, source) == [python]


def test_cells_are_counted_and_what_was_left_out_is_noted(tmp_path: Path) -> None:
    data = notebook("%pip install x\n!ls", "%%bash\nrm -rf /", "x = 1")
    found = read(write(tmp_path / "n.ipynb", data))
    assert [label for label, _ in found.chunks] == ["cell 1", "cell 2", "cell 3"]
    assert found.chunks[1][1] == ""
    assert found.notes == (
        "magics and shell lines were left out: 2",
        "cell 2 was left out: it begins with %%bash",
    )


def test_notebooks_of_format_3_are_read(tmp_path: Path) -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}], "nbformat": 3}
    assert read(write(tmp_path / "n.ipynb", json.dumps(old))).chunks == (("cell 1", "x = 1"),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("cells"), inner),
    max_leaves=20,
)
CELL = st.fixed_dictionaries({"cell_type": st.just("code"), "source": JSON})


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary() | st.text().map(str.encode))
def test_no_bytes_make_the_reader_raise(data: bytes, tmp_path: Path) -> None:
    for name in ("a.py", "a.ipynb"):
        found = read(write(tmp_path / name, data))
        assert bool(found.problem) != bool(found.chunks)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON | st.fixed_dictionaries({"cells": st.lists(CELL | JSON)}))
def test_no_json_makes_the_notebook_reader_raise(value, tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.ipynb", json.dumps(value)))
    assert bool(found.problem) != bool(found.chunks)
