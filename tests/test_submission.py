"""What students hand in is found, read within limits, and refused in words they understand."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.errors import UsageError
from autograder.submission import Submission, files, read_submission
from autograder.submission.folders import find_class

HW, TOPIC = "hw4_optimization", "optimization"
PY, IPYNB = f"{TOPIC}.py", f"{TOPIC}.ipynb"
STUB = "def {}(x):\n    '''Docstring.'''\n    raise NotImplementedError('not yet')\n"
DONE = "def {}(x):\n    return x\n"

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and modes of POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="links are counted on Linux only")


def write(path: Path, content: str | bytes = "x = 1\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4})


def read(path: Path | None) -> Submission:
    return read_submission("ada", path, TOPIC)


def refusal(path: Path | None, file: str) -> str:
    """The problem of a submission that is refused as a whole."""
    found = read(path)
    assert (found.student, found.file, found.chunks) == ("ada", file, ())
    assert found.digest == hashlib.sha256(f"{file}: {found.problem}".encode()).hexdigest()
    return found.problem


# Where the students are.


def found_in(root: Path) -> list[tuple[str, str | None]]:
    base = root if root.is_dir() else root.parent
    return [
        (student, None if path is None else path.resolve().relative_to(base.resolve()).as_posix())
        for student, path in find_class(root, HW, TOPIC)
    ]


LAYOUTS: dict[str, tuple[list[str], list[tuple[str, str | None]]]] = {
    "nbgrader": (
        [f"bo/{HW}/{PY}", f"ada/{HW}/{IPYNB}", "ada/hw1/other.py"],
        [("ada", f"ada/{HW}"), ("bo", f"bo/{HW}")],
    ),
    "folder per student": ([f"bo/{PY}", f"ada/{IPYNB}"], [("ada", "ada"), ("bo", "bo")]),
    "file per student": (
        ["bo.py", "ada.ipynb", "cy.PY", "roster.csv"],
        [("ada", "ada.ipynb"), ("bo", "bo.py"), ("cy", "cy.PY")],
    ),
    "all of them": (
        [f"bo/{HW}/{PY}", "ada.py", f"cy/{PY}"],
        [("ada", "ada.py"), ("bo", f"bo/{HW}"), ("cy", "cy")],
    ),
    "hidden": ([f"bo/{PY}", f".git/{PY}", ".x.py", f"__MACOSX/{PY}"], [("bo", "bo")]),
    "nothing from bo": ([f"ada/{PY}", "bo/"], [("ada", "ada"), ("bo", None)]),
    "another homework from bo": ([f"ada/{PY}", "bo/hw1/x.py"], [("ada", "ada"), ("bo", None)]),
    "empty homework from bo": ([f"ada/{PY}", f"bo/{HW}/"], [("ada", "ada"), ("bo", None)]),
    "hidden files from bo": ([f"ada/{PY}", "bo/.DS_Store"], [("ada", "ada"), ("bo", None)]),
    "misnamed file from bo": (
        [f"ada/{PY}", f"bo/{HW}/mine.py"],
        [("ada", "ada"), ("bo", f"bo/{HW}")],
    ),
    "report from bo": ([f"ada/{PY}", "bo/report.pdf"], [("ada", "ada"), ("bo", "bo")]),
    "beside an empty homework": ([f"bo/{PY}", f"bo/{HW}/"], [("bo", "bo")]),
    "beside a homework of other files": ([f"bo/{PY}", f"bo/{HW}/x.txt"], [("bo", "bo")]),
    "too deep from bo": ([f"ada/{PY}", f"bo/hw4/{PY}"], [("ada", "ada"), ("bo", "bo")]),
    "deeper than anybody looks from bo": (
        [f"ada/{PY}", f"bo/1/2/3/4/5/6/{PY}"],
        [("ada", "ada"), ("bo", None)],
    ),
    "file and too deep": (["bo.py", f"bo/old/{PY}"], [("bo", "bo.py")]),
    "folder and empty folder": (["bo.py", "bo/"], [("bo", "bo.py")]),
    "empty folder of the same name first": (["bo.ipynb", "bo/.x"], [("bo", "bo.ipynb")]),
}


@pytest.mark.parametrize(("files", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_of_a_class(
    files: list[str], expected: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    for file in files:
        if file.endswith("/"):
            (tmp_path / file).mkdir(parents=True)
        else:
            write(tmp_path / file)
    assert found_in(tmp_path) == expected


def test_one_students_folder(tmp_path: Path) -> None:
    write(tmp_path / "ada" / PY)
    write(tmp_path / "ada" / "old" / PY)
    assert find_class(tmp_path / "ada", HW, TOPIC) == [("ada", tmp_path / "ada")]


def test_one_students_folder_of_nbgrader(tmp_path: Path) -> None:
    write(tmp_path / "ada" / HW / IPYNB)
    expected = [("ada", tmp_path / "ada" / HW)]
    assert find_class(tmp_path / "ada" / HW, HW, TOPIC) == expected
    assert find_class(tmp_path / "ada", HW, TOPIC) == expected


def test_one_students_folder_with_work_that_lies_too_deep(tmp_path: Path) -> None:
    write(tmp_path / "ada" / HW / HW / PY)
    assert find_class(tmp_path / "ada", HW, TOPIC) == [("ada", tmp_path / "ada")]


def test_a_class_that_lies_too_deep_as_a_whole_is_none(tmp_path: Path) -> None:
    write(tmp_path / "group" / "ada" / PY)
    with pytest.raises(UsageError, match="found only group"):
        find_class(tmp_path, HW, TOPIC)


def test_one_students_folder_of_nbgrader_without_work(tmp_path: Path) -> None:
    (tmp_path / "ada" / HW).mkdir(parents=True)
    assert find_class(tmp_path / "ada", HW, TOPIC) == [("ada", None)]


@pytest.mark.parametrize(
    ("file", "student"),
    [("bo.py", "bo"), (f"cy/{PY}", "cy"), (f"cy/{IPYNB}", "cy"), (f"di/{HW}/{PY}", "di")],
)
def test_one_file(file: str, student: str, tmp_path: Path) -> None:
    path = write(tmp_path / file)
    assert find_class(path, HW, TOPIC) == [(student, path)]


def test_a_relative_file_belongs_to_the_folder_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "cy" / PY)
    monkeypatch.chdir(tmp_path / "cy")
    assert find_class(Path(PY), HW, TOPIC) == [("cy", Path(PY))]


EXPECTED = f"<student>/{HW}/{PY}, <student>/{PY} or <student>.py"


def usage_error(root: Path) -> str:
    with pytest.raises(UsageError) as caught:
        find_class(root, HW, TOPIC)
    return str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert usage_error(tmp_path / "no") == (
        f"Expected a folder of submissions or a file but {tmp_path / 'no'} does not exist. "
        f"Name the folder that holds {EXPECTED}."
    )


def test_an_empty_folder_says_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    assert usage_error(tmp_path) == (
        f"Expected submissions in {tmp_path}, as {EXPECTED}, but it is empty."
    )


def test_a_folder_without_submissions_says_what_is_there(tmp_path: Path) -> None:
    for name in ["notes.txt", "a/b/", "c/", "d/", "e/", "f/", "g/"]:
        write(tmp_path / name / "x") if name == "a/b/" else (tmp_path / name).mkdir()
    assert usage_error(tmp_path) == (
        f"Expected submissions in {tmp_path}, as {EXPECTED}, but found only "
        "a, c, d, e, f and 2 more."
    )


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "class.zip")
    assert usage_error(path) == (
        f"Expected a .py file, a notebook or a folder of submissions but got {path}."
    )


@pytest.mark.parametrize(
    ("files", "both"),
    [
        (["bo.py", "bo.ipynb"], "bo.ipynb and bo.py"),
        (["bo.py", f"bo/{HW}/{PY}"], f"bo/{HW} and bo.py"),
    ],
    ids=["two files", "file and folder"],
)
@posix_only
def test_two_submissions_of_one_student_are_refused(
    files: list[str], both: str, tmp_path: Path
) -> None:
    for file in files:
        write(tmp_path / file)
    assert usage_error(tmp_path) == (
        f"Expected one submission per student but got {both} for bo in {tmp_path}. "
        "Keep one of them, or put both files into a folder bo/."
    )


def test_an_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_listing(monkeypatch, tmp_path)
    assert usage_error(tmp_path) == (
        f"Expected a folder of submissions but {tmp_path} cannot be read (Permission denied)."
    )


def forbid_listing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As if the folder's mode forbade it, which means nothing to root."""
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)


def test_an_unreadable_student_does_not_stop_the_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "ada" / PY)
    write(tmp_path / "bo" / PY)
    forbid_listing(monkeypatch, tmp_path / "bo")
    assert found_in(tmp_path) == [("ada", "ada"), ("bo", "bo")]
    assert refusal(tmp_path / "bo", "bo") == "bo cannot be read (Permission denied)"


@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="only root can become another user"
)
@pytest.mark.parametrize("closed", ["bo", f"bo/{HW}", f"bo/{HW}/{PY}"])
def test_modes_that_forbid_reading(closed: str) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own is closed to others
        root = Path(name)
        write(root / "ada" / PY)
        write(root / "bo" / HW / PY)
        root.chmod(0o755)
        (root / closed).chmod(0)
        os.seteuid(12345)
        try:
            found = find_class(root, HW, TOPIC)
            problem = read_submission("bo", dict(found)["bo"], TOPIC).problem
        finally:
            os.seteuid(0)
    assert [student for student, _ in found] == ["ada", "bo"]
    assert problem == f"{Path(closed).name} cannot be read (Permission denied)"


@posix_only
def test_names_that_cannot_be_shown_are_escaped(tmp_path: Path) -> None:
    os.mkdir(os.fsencode(tmp_path) + b"/a\xff\x1b[31m")  # noqa: PTH102  bytes
    (folder,) = tmp_path.iterdir()
    write(folder / PY)
    write(tmp_path / "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}" / PY)
    names = [student for student, _ in find_class(tmp_path, HW, TOPIC)]
    assert names == ["Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}", r"a\udcff\x1b[31m"]


@posix_only
@pytest.mark.parametrize("link", ["ada", f"ada/{HW}", f"ada/{PY}", "ada.py"])
def test_a_link_to_somebody_elses_work_is_refused(link: str, tmp_path: Path) -> None:
    target = write(tmp_path / "reference" / HW / PY)
    path = tmp_path / "class" / link
    path.parent.mkdir(parents=True)
    kinds = {"ada": target.parent.parent, f"ada/{HW}": target.parent}
    path.symlink_to(kinds.get(link, target))
    ((student, work),) = find_class(tmp_path / "class", HW, TOPIC)
    assert student == "ada"
    assert refusal(work, path.name) == (
        f"{path.name} is a symbolic link: hand in what it stands for"
    )


@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="only root can become another user"
)
def test_a_link_into_a_closed_folder_does_not_stop_the_class() -> None:
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as closed:
        root = Path(name)
        write(root / "ada" / PY)
        (root / "bo").symlink_to(Path(closed) / "inner")
        root.chmod(0o755)
        os.seteuid(12345)
        try:
            found = find_class(root, HW, TOPIC)
        finally:
            os.seteuid(0)
    assert [student for student, _ in found] == ["ada"]


@posix_only
def test_the_instructor_may_name_a_link(tmp_path: Path) -> None:
    write(tmp_path / "ada" / PY)
    (tmp_path / "link").symlink_to(tmp_path / "ada")
    assert find_class(tmp_path / "link", HW, TOPIC) == [("ada", tmp_path.resolve() / "ada")]


# One file.


def test_a_file_is_one_chunk(tmp_path: Path) -> None:
    path = write(tmp_path / PY, "x = 1\n")
    digest = hashlib.sha256(b"x = 1\n").hexdigest()
    assert read(path) == Submission("ada", PY, ((PY, "x = 1\n"),), (), "", digest)


def test_a_notebook_is_a_chunk_per_code_cell(tmp_path: Path) -> None:
    text = notebook("x = 1", "%%bash\nls", "y = 2\n!ls")
    path = write(tmp_path / IPYNB, text)
    assert read(path) == Submission(
        student="ada",
        file=IPYNB,
        chunks=(("cell 1", "x = 1"), ("cell 3", "y = 2\npass")),
        notes=(
            "1 line of magics, shell commands or help left out: !ls",
            "cell 2 was left out: it begins with %%bash",
        ),
        problem="",
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


@pytest.mark.parametrize("name", ["mine.py", "OPTIMIZATION.PY", "Mine.IPYNB"])
def test_other_names_and_capital_endings_are_read(name: str, tmp_path: Path) -> None:
    content = notebook("x = 1") if name.endswith("NB") else "x = 1"
    found = read(write(tmp_path / name, content))
    assert (found.file, found.problem) == (name, "")
    assert [text for _, text in found.chunks] == ["x = 1"]


TEXTS: dict[str, tuple[bytes, str]] = {
    "UTF-8": ("x = 'é'".encode(), "x = 'é'"),
    "BOM": (b"\xef\xbb\xbfx = '\xc3\xa9'", "x = 'é'"),
    "CRLF": (b"x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"),
    "CR": (b"x = 1\ry = 2", "x = 1\ny = 2"),
    "latin-1 cookie": (b"# coding: latin-1\nx = '\xe9'", "# coding: latin-1\nx = 'é'"),
    "cp1252 cookie in line 2": (
        b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'",
        "#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '€'",
    ),
    "gbk cookie": ("# coding=gbk\nx = '中'".encode("gbk"), "# coding=gbk\nx = '中'"),
    "BOM and cookie": (b"\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n"),
    "control characters": (b"x = 1\x0c\n\x1a", "x = 1\x0c\n\x1a"),
}


@pytest.mark.parametrize(("data", "text"), TEXTS.values(), ids=TEXTS)
def test_encodings_are_those_of_python(data: bytes, text: str, tmp_path: Path) -> None:
    assert read(write(tmp_path / PY, data)).chunks == ((PY, text),)


def refused(kind: str, encoding: str) -> tuple[bytes, str]:
    message = f"{PY} cannot be decoded ({kind} encoding: {encoding}): save it as UTF-8"
    return f"# coding: {encoding}\n".encode(), message


LINE_2 = b"# Ren\xc3\xa9\n# Ren\xe9\nx = 1\n"
LINE_4 = b"\n\n\nx = '\xff'\n"
BAD_PY: dict[str, tuple[bytes, str]] = {
    "empty": (b"", f"{PY} is empty"),
    "blank": (b" \n\t\n", f"{PY} is empty"),
    "BOM alone": (b"\xef\xbb\xbf", f"{PY} is empty"),
    "UTF-16": ("x = 1".encode("utf-16"), f"{PY} is saved as UTF-16: save it as UTF-8"),
    "UTF-16 big end first": (b"\xfe\xff\0x", f"{PY} is saved as UTF-16: save it as UTF-8"),
    "UTF-16 without BOM": (
        "x = 1".encode("utf-16-le"),
        f"{PY} holds NUL bytes, so it is no text: save it as UTF-8",
    ),
    "NUL": (b"x = 1\n\0", f"{PY} holds NUL bytes, so it is no text: save it as UTF-8"),
    "latin-1 in line 4": (LINE_4, f"{PY} is not UTF-8 text (line 4): save it as UTF-8"),
    "latin-1 in line 2": (
        LINE_2,
        f"{PY} is not UTF-8 text: save it as UTF-8",
    ),
    "cookie that does not hold": (
        b"# coding: ascii\n\n\nx = '\xc3\xa9'",
        f"{PY} is not ASCII text (line 4): save it as UTF-8",
    ),
    "BOM and another cookie": (
        b"\xef\xbb\xbf# coding: latin-1\n",
        f"{PY} cannot be decoded (encoding problem: utf-8): save it as UTF-8",
    ),
    "unknown encoding": refused("unknown", "klingon"),
    "no encoding of text": refused("unsupported", "rot13"),
    "compression": refused("unsupported", "zlib"),
    "slow encoding": refused("unsupported", "punycode"),
    "slow encoding of names": refused("unsupported", "idna"),
    "escapes": refused("unsupported", "unicode_escape"),
    "UTF-7": refused("unsupported", "utf-7"),
    "endless name of an encoding": (
        b"# coding: " + b"x" * 2**20,
        f"{PY} cannot be decoded (unknown encoding: {'x' * 62}): save it as UTF-8",
    ),
}


@pytest.mark.parametrize(("data", "message"), BAD_PY.values(), ids=BAD_PY)
def test_a_file_that_is_no_text(data: bytes, message: str, tmp_path: Path) -> None:
    assert refusal(write(tmp_path / PY, data), PY) == message


SAVE_AGAIN = "save it in Jupyter and hand it in again"
BAD_IPYNB: dict[str, tuple[bytes, str]] = {
    "empty": (b"", f"{IPYNB} is empty"),
    "UTF-16": ("{}".encode("utf-16"), f"{IPYNB} is saved as UTF-16: save it as UTF-8"),
    "NUL": (b"{\0}", f"{IPYNB} holds NUL bytes, so it is no text: save it as UTF-8"),
    "latin-1": (b'\n{"\xe9": 1}', f"{IPYNB} is not UTF-8 text (line 2): save it as UTF-8"),
    "a cookie means nothing": (
        b"# coding: latin-1\n\xe9",
        f"{IPYNB} is not UTF-8 text (line 2): save it as UTF-8",
    ),
    "Python": (
        b"x = 1",
        f"{IPYNB} is not valid JSON (Expecting value: line 1 column 1 (char 0)): {SAVE_AGAIN}",
    ),
    "list": (b"[]", f"{IPYNB} is no notebook: its JSON is a list, not an object with cells"),
    "no cells": (b"{}", f"{IPYNB} is no notebook: it has no list of cells"),
    "deep": (b"[" * 10**6, f"{IPYNB} is no notebook: its JSON is nested too deep"),
    "no code cell": (b'{"cells": []}', f"{IPYNB} has no code cell with Python in it"),
    "empty cells": (notebook("", "").encode(), f"{IPYNB} has no code cell with Python in it"),
}


@pytest.mark.parametrize(("data", "message"), BAD_IPYNB.values(), ids=BAD_IPYNB)
def test_a_notebook_that_is_none(data: bytes, message: str, tmp_path: Path) -> None:
    assert refusal(write(tmp_path / IPYNB, data), IPYNB) == message


def test_a_notebook_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / IPYNB, b"\xef\xbb\xbf" + notebook("x = 1").encode())
    assert read(path).chunks == (("cell 1", "x = 1"),)


def test_notes_stay_where_nothing_is_left(tmp_path: Path) -> None:
    found = read(write(tmp_path / IPYNB, notebook("%%bash\nls")))
    assert found.problem == f"{IPYNB} has no code cell with Python in it"
    assert found.notes == ("cell 1 was left out: it begins with %%bash",)


def test_a_notebook_that_takes_too_much_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhaust(text: str) -> None:
        raise MemoryError

    monkeypatch.setattr("autograder.submission.code_cells", exhaust)
    path = write(tmp_path / IPYNB, notebook("x = 1"))
    assert refusal(path, IPYNB) == f"{IPYNB} needs too much memory: clear its outputs"


@pytest.mark.parametrize(
    ("name", "limit", "message"),
    [
        (PY, 4 * 2**20, f"{PY} is larger than 4 MiB, the limit: hand in code only"),
        (IPYNB, 128 * 2**20, f"{IPYNB} is larger than 128 MiB, the limit: clear its outputs"),
    ],
    ids=["py", "ipynb"],
)
def test_large_files_are_refused_unread(
    name: str, limit: int, message: str, tmp_path: Path
) -> None:
    path = write(tmp_path / name)
    os.truncate(path, limit + 1)  # occupies nothing
    assert refusal(path, name) == message


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / PY, "x = 1".ljust(4 * 2**20))
    assert read(path).problem == ""


def test_a_notebook_with_large_outputs_is_read(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [{"data": "A" * 16 * 2**20}]}
    path = write(tmp_path / IPYNB, json.dumps({"cells": [cell]}))
    assert read(path).chunks == (("cell 1", "x = 1"),)


@linux_only
def test_a_file_that_grows_or_hides_its_size_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.LARGEST, ".py", 20)
    monkeypatch.setitem(files.LARGEST, "", 20)
    with pytest.raises(files.ProblemError) as caught:
        files.bytes_of(Path("/proc/self/status"), "status")  # says that it has no bytes
    assert str(caught.value) == "status is larger than 0 MiB, the limit: hand in code only"


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def make_device(path: Path) -> None:
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        pytest.skip("making a device takes root (CAP_MKNOD); CI runs as root")


def make_folder(path: Path) -> None:
    write(path / PY)


def make_link(path: Path) -> None:
    path.symlink_to(write(path.with_name("target.txt")))


def make_broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_circle(path: Path) -> None:
    path.symlink_to(path.name)


def make_link_to_folder(path: Path) -> None:
    path.symlink_to(write(path.parent / "folder" / PY).parent)


def make_hard_link(path: Path) -> None:
    path.hardlink_to(write(path.with_name("target.txt")))


LINK = "is a symbolic link: hand in what it stands for"
SPECIAL = "is a pipe, socket or device: hand in a plain file"
NO_PLAIN_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "fifo": (make_fifo, SPECIAL),
    "socket": (make_socket, SPECIAL),
    "device": (make_device, SPECIAL),
    "folder": (make_folder, "is a folder: hand in a file of that name"),
    "link": (make_link, LINK),
    "broken link": (make_broken_link, LINK),
    "circle of links": (make_circle, LINK),
    "link to a folder": (make_link_to_folder, LINK),
    "hard link": (make_hard_link, "is a hard link: hand in a copy of the file"),
}


@linux_only
@pytest.mark.timeout(10)
@pytest.mark.parametrize("name", [PY, IPYNB])
@pytest.mark.parametrize("by", ["file", "folder"])
@pytest.mark.parametrize(("make", "what"), NO_PLAIN_FILES.values(), ids=NO_PLAIN_FILES)
def test_what_is_no_plain_file_is_refused_and_named(
    make: Callable[[Path], None], what: str, by: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    assert refusal(path if by == "file" else tmp_path, name) == f"{name} {what}"


@linux_only
@pytest.mark.timeout(10)
def test_a_file_exchanged_for_a_pipe_or_link_after_the_first_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / PY)
    looks = path.lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: looks)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(files.ProblemError, match=SPECIAL):
        files.bytes_of(path, PY)
    path.unlink()
    path.symlink_to(write(tmp_path / "target"))
    with pytest.raises(files.ProblemError, match=r"cannot be read \(Too many levels"):
        files.bytes_of(path, PY)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / PY)

    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(path, PY) == f"{PY} cannot be read (Permission denied)"


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = write(tmp_path / "optimization.txt")
    assert refusal(path, path.name) == (
        "optimization.txt is neither a .py file nor a notebook (.ipynb)"
    )


NOTHING = f"nothing handed in: no {PY} or {IPYNB}"


@pytest.mark.parametrize("name", [PY, "folder", "a\0b.py", "x" * 300 + ".py"])
def test_a_path_that_leads_nowhere_is_nothing_handed_in(name: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / name, "") == NOTHING


def test_no_path_is_nothing_handed_in() -> None:
    assert refusal(None, "") == NOTHING


# A folder.


@pytest.mark.parametrize("name", [PY, IPYNB])
def test_the_file_of_the_homework_is_taken_and_others_left_alone(name: str, tmp_path: Path) -> None:
    write(tmp_path / name, notebook("x = 1") if name == IPYNB else "x = 1")
    write(tmp_path / "optimization (1).py")
    write(tmp_path / "other.ipynb")
    assert (read(tmp_path).file, read(tmp_path).notes) == (name, ())


@pytest.mark.parametrize("name", ["mine.py", "Optimization.py", "mine.ipynb", "M.IPYNB"])
def test_the_only_other_file_is_taken_with_a_note(name: str, tmp_path: Path) -> None:
    write(tmp_path / name, notebook("%time 1") if name.lower().endswith("b") else "x = 1")
    write(tmp_path / "report.pdf")
    write(tmp_path / ".hidden.py")
    (tmp_path / "folder.py").mkdir()
    found = read(tmp_path)
    assert (found.file, found.problem) == (name, "")
    assert found.notes[0] == f"{name} was graded: there is no {PY} or {IPYNB}"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([f"hw4/{PY}"], f"hw4/{PY} lies too deep: move it into ada/"),
        (
            [f"{HW}/{HW}/{IPYNB}", "notes.txt"],
            f"{HW}/{HW}/{IPYNB} lies too deep: move it into ada/",
        ),
        ([f"a/{PY}", f"b/{PY}"], f"a/{PY}, b/{PY} lie too deep: move the right one into ada/"),
    ],
)
def test_work_that_lies_too_deep_is_named(files: list[str], told: str, tmp_path: Path) -> None:
    for file in files:
        write(tmp_path / "ada" / file)
    assert refusal(tmp_path / "ada", "") == told


@posix_only
def test_names_of_folders_around_work_are_escaped_and_shortened(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "\x1b[2J\n" / PY)
    assert refusal(tmp_path / "ada", "").startswith(f"\\x1b[2J\\n/{PY} lies too deep: ")
    write(tmp_path / "bo" / ("x" * 200) / ("y" * 200) / PY)
    told = refusal(tmp_path / "bo", "")
    assert told.startswith("…yyy")
    assert told.endswith(f"yyy/{PY} lies too deep: move it into bo/")
    assert len(told) < 200


@posix_only
def test_a_link_is_no_way_down_to_work_that_lies_too_deep(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / PY)
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "link").symlink_to(tmp_path / "elsewhere")
    assert refusal(tmp_path / "ada", "").endswith("found: link")


@pytest.mark.parametrize(
    ("names", "there"),
    [
        ([], "nothing"),
        ([".hidden.py"], "nothing"),
        (["report.pdf"], "report.pdf"),
        (["b.py", "a.ipynb"], "a.ipynb, b.py"),
        ([f"{place}.txt" for place in range(9)], "0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more"),
    ],
    ids=["empty", "hidden", "another kind", "two", "many"],
)
def test_a_folder_without_the_file_says_what_is_there(
    names: list[str], there: str, tmp_path: Path
) -> None:
    for name in names:
        write(tmp_path / name)
    assert refusal(tmp_path, "") == f"no {PY} or {IPYNB} found; found: {there}"


ALL_DONE = DONE.format("f") + DONE.format("g")
HALF_DONE = DONE.format("f") + STUB.format("g")
TEMPLATE = STUB.format("f") + STUB.format("g")
NO_FURTHER = f"{PY} was graded: {IPYNB} is not further along"
PY_BEHIND = f"{IPYNB} was graded: {PY} has more functions still to be written"
IPYNB_BEHIND = f"{PY} was graded: {IPYNB} has more functions still to be written"
BOTH: dict[str, tuple[str, list[str], str, str]] = {
    "both done": (ALL_DONE, [ALL_DONE], PY, NO_FURTHER),
    "both as given": (TEMPLATE, [TEMPLATE], PY, NO_FURTHER),
    "notebook further": (TEMPLATE, [HALF_DONE], IPYNB, PY_BEHIND),
    "file further": (ALL_DONE, [HALF_DONE], PY, IPYNB_BEHIND),
    "written in a later cell": (HALF_DONE, [TEMPLATE, ALL_DONE], IPYNB, PY_BEHIND),
    "spread over cells": (TEMPLATE, [DONE.format("f"), STUB.format("g")], IPYNB, PY_BEHIND),
    "raise left after a return": (
        "def f(x):\n    return x\n    raise NotImplementedError\n",
        [STUB.format("f")],
        PY,
        IPYNB_BEHIND,
    ),
    "code before the raise": (
        "def f(x):\n    y = 0\n    raise NotImplementedError\n",
        [DONE.format("f")],
        IPYNB,
        PY_BEHIND,
    ),
    "another error raised": (
        "def f(x):\n    raise ValueError(x)\n",
        [DONE.format("f")],
        PY,
        NO_FURTHER,
    ),
    "methods and coroutines count": (
        "class A:\n    def f(x):\n        raise NotImplementedError\n"
        "    async def g(x):\n        raise NotImplementedError\n",
        [HALF_DONE],
        IPYNB,
        PY_BEHIND,
    ),
    "file without functions": (
        "x = 1",
        [TEMPLATE],
        IPYNB,
        f"{IPYNB} was graded: {PY} defines no function",
    ),
    "empty file": ("", [TEMPLATE], IPYNB, f"{IPYNB} was graded: {PY} is empty"),
    "notebook without code": (
        TEMPLATE,
        [],
        PY,
        f"{PY} was graded: {IPYNB} has no code cell with Python in it",
    ),
    "file that does not parse": (HALF_DONE + "x = = 1", [TEMPLATE], PY, IPYNB_BEHIND),
    "stubs in a file that does not parse": (TEMPLATE + "x = =", [HALF_DONE], IPYNB, PY_BEHIND),
    "stubs in a string": (f'"""\n{TEMPLATE}"""\n{ALL_DONE}', [HALF_DONE], PY, IPYNB_BEHIND),
}


@pytest.mark.parametrize(("script", "cells", "file", "note"), BOTH.values(), ids=BOTH)
def test_of_two_files_the_one_that_is_further_is_graded(
    script: str, cells: list[str], file: str, note: str, tmp_path: Path
) -> None:
    write(tmp_path / PY, script)
    write(tmp_path / IPYNB, notebook(*cells))
    found = read(tmp_path)
    assert (found.file, found.problem, found.notes[0]) == (file, "", note)
    assert found.digest == hashlib.sha256((tmp_path / file).read_bytes()).hexdigest()


def test_of_two_bad_files_both_are_named(tmp_path: Path) -> None:
    write(tmp_path / PY, "")
    write(tmp_path / IPYNB, "[]")
    assert refusal(tmp_path, PY) == f"{PY} is empty"
    assert read(tmp_path).notes == (
        f"{IPYNB} is no notebook: its JSON is a list, not an object with cells",
    )


@posix_only
def test_of_a_link_and_a_notebook_the_notebook_is_graded(tmp_path: Path) -> None:
    (tmp_path / PY).symlink_to(write(tmp_path / "solution.txt", ALL_DONE))
    write(tmp_path / IPYNB, notebook(TEMPLATE))
    found = read(tmp_path)
    assert (found.file, found.problem) == (IPYNB, "")
    assert found.notes == (
        f"{IPYNB} was graded: {PY} is a symbolic link: hand in what it stands for",
    )


# Whatever it is.

BYTES = st.binary(max_size=200) | st.builds(
    bytes.__add__,
    st.sampled_from(
        [b"", b"\xef\xbb\xbf", b"# coding: ", b"\xff\xfe", b"#\n# coding=", b'{"cells":']
    ),
    st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
)
SLOW_FIXTURE = [HealthCheck.function_scoped_fixture]


@pytest.mark.parametrize("name", [PY, IPYNB])
@settings(max_examples=300, deadline=None, suppress_health_check=SLOW_FIXTURE)
@given(data=BYTES)
@example(data=b"# coding: undefined\n")
@example(data=b"# coding: mbcs\n")
@example(data=b"# coding: ..\n")
def test_any_bytes_are_read_or_refused(name: str, tmp_path: Path, data: bytes) -> None:
    found = read(write(tmp_path / name, data))
    assert bool(found.chunks) != bool(found.problem)
    json.dumps([found.chunks, found.notes, found.problem], ensure_ascii=False).encode()


def json_values() -> st.SearchStrategy[Any]:
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
    keys = st.sampled_from(["cells", "cell_type", "source", "worksheets", "input"])
    return st.recursive(
        scalars | st.sampled_from(["code", "%time x", "x = 1"]),
        lambda inner: st.lists(inner) | st.dictionaries(keys | st.text(max_size=2), inner),
        max_leaves=20,
    )


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW_FIXTURE)
@given(value=json_values())
def test_any_json_is_read_or_refused(tmp_path: Path, value: Any) -> None:
    found = read(write(tmp_path / IPYNB, json.dumps(value)))
    assert bool(found.chunks) != bool(found.problem)
    json.dumps([found.chunks, found.notes, found.problem], ensure_ascii=False).encode()


def test_a_class_is_read_in_threads(tmp_path: Path) -> None:
    write(tmp_path / PY, TEMPLATE + r"x = '\d'")
    write(tmp_path / IPYNB, notebook(HALF_DONE, r"y = '\d'"))
    results: list[Submission] = []
    threads = [threading.Thread(target=lambda: results.append(read(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.notes for found in results] == [(PY_BEHIND,)] * 8
