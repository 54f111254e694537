"""What a student handed in, as text: found, read within limits, never run."""

from __future__ import annotations

import ast
import codecs
import contextlib
import hashlib
import os
import re
import stat
import sys
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path

from autograder.errors import UsageError
from autograder.notebook_source import NotebookError, UnparsedError, code_cells, parse

LARGEST = {".py": 4 * 2**20, ".ipynb": 128 * 2**20}  # bytes; a notebook holds outputs too
NO_WORK = frozenset({"__pycache__", "__MACOSX"})  # beside the hidden ones
DEEPEST, MOST_SEEN = 5, 1000  # folders and entries in which misplaced work is looked for
LONGEST_PATH = 80  # characters of it that are shown

# Encodings of text. Python's others are slow on purpose-made input (punycode, idna), or none of
# text (rot13, zip).
_ENCODINGS = re.compile(
    r"ascii|utf-8(-sig)?|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|hp-roman8|tis-620|kz1048|ptcp154"
    r"|gb\w+|hz|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|johab"
)


@dataclass(frozen=True)
class Submission:
    """A student's text.

    Attributes:
        student: the name.
        file: the name of the file that was read, or refused; empty where nothing was handed in.
        chunks: (label, Python text), run one after the other. A .py file is one chunk labelled
            with its name. A notebook has one per code cell with code in it: "cell 3" is the third
            code cell from the top, whatever stands between them.
        notes: what the instructor should know, such as magics that were left out.
        problem: why nothing can be graded, without a full stop; empty where all is well.
        digest: SHA-256 of the bytes that were read; of the problem's words where there is one, so
            that two submissions with one digest have one verdict.
    """

    student: str
    file: str
    chunks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    problem: str
    digest: str

    @property
    def identity(self) -> str:
        """A hash of all that a verdict's words rest on, but for the student's name."""
        parts = (self.file, self.digest, self.notes)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


class _ProblemError(Exception):
    """A submission that cannot be read; the message is for student and instructor."""


def find_class(root: Path, assignment: str, topic: str) -> list[tuple[str, Path | None]]:
    """Find the students and their work.

    Args:
        root: a class, as ROOT/<student>/<assignment>/<topic>.py (nbgrader's layout),
            ROOT/<student>/<topic>.py or ROOT/<student>.py, mixed if need be; one student's folder,
            with <topic>.py or <assignment>/ in it; or a file. Notebooks are as good as .py files.
        assignment: the homework's name.
        topic: the stem of the students' files.

    Returns:
        (student, folder or file), by student; None for a student who handed in no file at all. A
        file that lies too deep counts as handed in, for its folder's refusal to name it.

    Raises:
        UsageError: there is no such folder or nothing in it, or two students have one name.
    """
    expected = f"<student>/{assignment}/{topic}.py, <student>/{topic}.py or <student>.py"
    if not os.path.lexists(root):
        raise UsageError(
            f"Expected a folder of submissions or a file but {root} does not exist. "
            f"Name the folder that holds {expected}."
        )
    if not root.is_dir():
        if _kind(root) not in LARGEST:
            raise UsageError(
                f"Expected a .py file, a notebook or a folder of submissions but got {root}."
            )
        return [(_student_of(root, assignment, topic), root)]
    folder = root.resolve()  # the instructor may name a link, the students may not hand one in
    try:
        one = _one_student(folder, assignment, topic)
        found = [one] if one else _students(folder, assignment, topic)
        there = _visible(folder)
    except OSError as error:
        raise UsageError(
            f"Expected a folder of submissions but {root} cannot be read ({error.strerror})."
        ) from None
    if not one and not any(work for _, work in found):
        what = f"found only {_listed(there)}" if there else "it is empty"
        raise UsageError(f"Expected submissions in {root}, as {expected}, but {what}.")
    return sorted(found, key=lambda item: item[0])


def _one_student(folder: Path, assignment: str, topic: str) -> tuple[str, Path | None] | None:
    """The student whose own folder this is, if it is one."""
    if _holds(folder, topic):
        owner = folder.parent if folder.name == assignment else folder
        return _printable(owner.name), folder
    if os.path.lexists(folder / assignment):
        work = _work_in(folder, assignment, topic)
        return _printable(folder.name), work or _misplaced_in(folder, topic)
    return None


def _students(folder: Path, assignment: str, topic: str) -> list[tuple[str, Path | None]]:
    found: dict[str, Path | None] = {}
    folders: dict[str, Path] = {}
    for name in _visible(folder):
        path = folder / name
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a link leads astray
            student, work = _printable(name), _work_in(path, assignment, topic)
            folders[student] = path
        elif _kind(path) in LARGEST:
            student, work = _printable(path.stem), path
        else:
            continue
        other = found.get(student)
        if work and other:
            both = " and ".join(_printable(str(one.relative_to(folder))) for one in (other, work))
            raise UsageError(
                f"Expected one submission per student but got {both} for {student} in {folder}. "
                f"Keep one of them, or put both files into a folder {student}/."
            )
        found[student] = work or other
    if any(found.values()):  # or else the folder is none of a class
        for student in [student for student, work in found.items() if work is None]:
            found[student] = _misplaced_in(folders[student], topic)
    return list(found.items())


def _misplaced_in(folder: Path, topic: str) -> Path | None:
    """A student's folder, if the homework lies too deep in it: reading it will tell."""
    return folder if _deeper(folder, topic) else None


def _deeper(folder: Path, topic: str) -> list[str]:
    """The homework's files in the folders below one, as far as a short look finds them."""
    names = {f"{topic}{kind}" for kind in LARGEST}
    found: list[str] = []
    waiting, left = [(folder, 0)], MOST_SEEN
    for place, depth in waiting:
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in islice(entries, left):
                left -= 1
                if entry.name.startswith(".") or entry.name in NO_WORK:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting += [(Path(entry.path), depth + 1)] * (depth < DEEPEST)
                elif depth and entry.name in names:
                    found.append(Path(entry.path).relative_to(folder).as_posix())
    return sorted(found)


def _student_of(file: Path, assignment: str, topic: str) -> str:
    if file.stem != topic:
        return _printable(file.stem)
    folder = file.absolute().parent
    return _printable(folder.parent.name if folder.name == assignment else folder.name)


def _work_in(folder: Path, assignment: str, topic: str) -> Path | None:
    """Where in a student's folder the homework is; a link counts, and is refused when read."""
    inner = folder / assignment
    try:
        if folder.is_symlink() or inner.is_symlink():
            return folder if folder.is_symlink() else inner
        places = [inner, folder] if inner.is_dir() else [folder]
        filled = [place for place in places if not all(item.is_dir() for item in _entries(place))]
    except OSError:
        return inner if os.path.lexists(inner) else folder  # reading it will tell
    named = [place for place in places if _holds(place, topic)]
    return next(iter(named + filled), None)


def _holds(folder: Path, topic: str) -> bool:
    return any(os.path.lexists(folder / f"{topic}{kind}") for kind in LARGEST)


def _entries(folder: Path) -> list[Path]:
    return [folder / name for name in _visible(folder)]


def _visible(folder: Path) -> list[str]:
    names = os.listdir(folder)  # noqa: PTH208  plain names
    return sorted(name for name in names if not name.startswith(".") and name not in NO_WORK)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(_printable(name) for name in names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


def _shortened(path: str) -> str:
    """The end of a path, which has the file's name."""
    return path if len(path) <= LONGEST_PATH else f"…{path[-LONGEST_PATH:]}"


def _printable(name: str) -> str:
    """A file's name as it can be shown, sent and stored: a name may hold any bytes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
    )


def _kind(path: Path) -> str:
    return path.suffix.lower()


def read_submission(student: str, path: Path | None, topic: str) -> Submission:
    """Read what a student handed in; whatever it is, this does not raise.

    Args:
        student: the name.
        path: the file, or the folder that holds it; None where there is nothing.
        topic: the stem of the file.
    """
    if path is None or not os.path.lexists(path):
        return _refused(student, "", f"nothing handed in: no {topic}.py or {topic}.ipynb")
    name = _printable(path.absolute().name)
    try:
        if path.is_symlink():
            raise _ProblemError(f"{name} is a symbolic link: hand in what it stands for")
        if path.is_dir() and path.name not in (f"{topic}.py", f"{topic}.ipynb"):
            return _read_folder(student, path, topic)
        if _kind(path) not in LARGEST:
            raise _ProblemError(f"{name} is neither a .py file nor a notebook (.ipynb)")
    except _ProblemError as error:
        return _refused(student, name, str(error))
    except OSError as error:
        return _refused(student, name, f"{name} cannot be read ({error.strerror})")
    return _read_file(student, path)


def _refused(student: str, file: str, problem: str, notes: tuple[str, ...] = ()) -> Submission:
    digest = hashlib.sha256(f"{file}: {problem}".encode()).hexdigest()
    return Submission(student, file, (), notes, problem, digest)


def _read_folder(student: str, folder: Path, topic: str) -> Submission:
    """Read the homework's file, or the only other one that it can be."""
    entries = _entries(folder)
    named = [path for path in entries if path.stem == topic and path.suffix in LARGEST]
    if len(named) == 2:
        return _better([_read_file(student, path) for path in named])
    if named:
        return _read_file(student, named[0])
    others = [path for path in entries if _kind(path) in LARGEST and not path.is_dir()]
    missing = f"no {topic}.py or {topic}.ipynb"
    if len(others) == 1:
        read = _read_file(student, others[0])
        return replace(read, notes=(f"{read.file} was graded: there is {missing}", *read.notes))
    if deeper := [] if others else _deeper(folder, topic):
        lies, which = ("lies", "it") if len(deeper) == 1 else ("lie", "the right one")
        places = _listed([_shortened(path) for path in deeper])
        into = _printable(folder.absolute().name)
        return _refused(student, "", f"{places} {lies} too deep: move {which} into {into}/")
    there = _listed([path.name for path in entries]) or "nothing"
    return _refused(student, "", f"{missing} found; found: {there}")


def _read_file(student: str, path: Path) -> Submission:
    name = _printable(path.name)
    try:
        data = _bytes_of(path, name)
        digest = hashlib.sha256(data).hexdigest()
        text = _decoded(data, name, cookie=_kind(path) == ".py")
        del data  # before a notebook's JSON takes as much again
        if not text.strip():
            raise _ProblemError(f"{name} is empty")
        if _kind(path) == ".py":
            return Submission(student, name, ((name, text),), (), "", digest)
        return from_notebook(student, name, text, digest)
    except _ProblemError as error:
        return _refused(student, name, str(error))
    except MemoryError:
        return _refused(student, name, f"{name} needs too much memory: clear its outputs")


def from_notebook(student: str, name: str, text: str, digest: str = "") -> Submission:
    """Make a submission of a notebook's JSON text; whatever it is, this does not raise."""
    try:
        code = code_cells(text)
    except NotebookError as error:
        return _refused(student, name, f"{name} {error}")
    if not code.chunks:
        return _refused(student, name, f"{name} has no code cell with Python in it", code.notes)
    return Submission(student, name, code.chunks, code.notes, "", digest)


def handed_in(work: Path, file: str) -> float:
    """When something was handed in, in seconds since 1970.

    nbgrader's timestamp.txt tells where there is one, or else the file's own time.

    Args:
        work: the student's folder or file.
        file: the name of the file that was read.
    """
    folder = work if work.is_dir() else work.parent
    try:
        return datetime.fromisoformat(_stamp(folder).replace(" UTC", "+00:00")).timestamp()
    except (_ProblemError, OSError, ValueError, OverflowError):
        pass  # there is none, or none that can be read
    for path in (folder / file, work):
        with contextlib.suppress(OSError):
            return path.lstat().st_mtime
    return 0.0


def _stamp(folder: Path) -> str:
    path = folder / "timestamp.txt"
    _require_plain(path.lstat(), path.name)
    with path.open("rb") as found:
        return found.read(100).decode().strip()


def read_text(path: Path) -> tuple[str, str]:
    """Read a .py file or notebook.

    Returns:
        Its text, and why there is none.
    """
    name = _printable(path.name)
    try:
        return _decoded(_bytes_of(path, name), name, cookie=_kind(path) == ".py"), ""
    except _ProblemError as error:
        return "", str(error)
    except MemoryError:
        return "", f"{name} needs too much memory: clear its outputs"


def _bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a plain file; links, devices and pipes are not followed or waited for."""
    limit = LARGEST[_kind(path)]
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    try:
        _require_plain(path.lstat(), name)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            _require_plain(status, name)  # again: now it cannot be exchanged
            data = file.read(status.st_size + 1) if status.st_size <= limit else b""
            if len(data) > status.st_size:  # it has more than it says
                data += file.read(limit)
    except OSError as error:
        raise _ProblemError(f"{name} cannot be read ({error.strerror})") from None
    if max(status.st_size, len(data)) > limit:
        advice = "clear its outputs" if _kind(path) == ".ipynb" else "hand in code only"
        raise _ProblemError(f"{name} is larger than {limit // 2**20} MiB, the limit: {advice}")
    return data


def _require_plain(status: os.stat_result, name: str) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise _ProblemError(f"{name} is a symbolic link: hand in what it stands for")
    if stat.S_ISDIR(status.st_mode):
        raise _ProblemError(f"{name} is a folder: hand in a file of that name")
    if not stat.S_ISREG(status.st_mode):
        raise _ProblemError(f"{name} is a pipe, socket or device: hand in a plain file")
    if sys.platform == "linux" and status.st_nlink > 1:
        # It may be somebody else's file under a second name.
        raise _ProblemError(f"{name} is a hard link: hand in a copy of the file")


def _decoded(data: bytes, name: str, *, cookie: bool) -> str:
    """The text, lines ended by a newline; in UTF-8, or the encoding that a .py file declares."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _ProblemError(f"{name} is saved as UTF-16: save it as UTF-8")
    if b"\0" in data:
        raise _ProblemError(f"{name} holds NUL bytes, so it is no text: save it as UTF-8")
    encoding = "utf-8-sig"
    try:
        if cookie:
            encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
            if not _ENCODINGS.fullmatch(codecs.lookup(encoding).name):
                raise SyntaxError(f"unsupported encoding: {encoding}")
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _ProblemError(
            f"{name} is not {encoding.removesuffix('-sig').upper()} text (line {line}): "
            "save it as UTF-8"
        ) from None
    except SyntaxError as error:
        if error.msg.startswith("invalid"):  # in the lines that may declare an encoding
            raise _ProblemError(f"{name} is not UTF-8 text: save it as UTF-8") from None
        raise _ProblemError(
            f"{name} cannot be decoded ({_printable(error.msg[:80])}): save it as UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _better(read: list[Submission]) -> Submission:
    """The one of two files in which more is done, with a note on the other."""
    progress = [_Progress.of(submission) for submission in read]
    first = min((0, 1), key=lambda place: progress[place])
    chosen, other = read[first], read[1 - first]
    behind = progress[1 - first]
    if chosen.problem:
        return replace(chosen, notes=(other.problem, *chosen.notes))
    if other.problem:
        why = other.problem
    elif behind.empty and not progress[first].empty:
        why = f"{other.file} defines no function"
    elif behind.unfilled > progress[first].unfilled:
        why = f"{other.file} has more functions still to be written"
    else:
        why = f"{other.file} is no further"
    return replace(chosen, notes=(f"{chosen.file} was graded: {why}", *chosen.notes))


@dataclass(frozen=True, order=True)
class _Progress:
    """How far a file is; the smaller, the further."""

    unreadable: bool
    empty: bool  # of functions
    unfilled: int  # functions that still are as in the template
    notebook: bool

    @classmethod
    def of(cls, submission: Submission) -> _Progress:
        functions: dict[str, bool] = {}  # by name, whether unfilled; the last definition counts
        for label, text in submission.chunks:
            try:
                functions.update(_functions(parse(text).body))
            except UnparsedError:
                # Somebody is at work here; what it says is near enough.
                functions[label] = False
                stubs = re.findall(r"^[ \t]+raise NotImplementedError\b", text, re.MULTILINE)
                functions.update({f"{label} {place}": True for place in range(len(stubs))})
        return cls(
            unreadable=bool(submission.problem),
            empty=not functions,
            unfilled=sum(functions.values()),
            notebook=submission.file.lower().endswith(".ipynb"),
        )


def _functions(body: Sequence[ast.stmt], inside: str = "") -> Iterator[tuple[str, bool]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{inside}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{inside}{node.name}", is_unfilled(node.body)


def is_unfilled(body: Sequence[ast.stmt]) -> bool:
    """Whether a function ends in the template's `raise NotImplementedError`, come what may."""
    last = next((node for node in body if isinstance(node, ast.Return | ast.Raise)), None)
    if not isinstance(last, ast.Raise):
        return False
    error = last.exc.func if isinstance(last.exc, ast.Call) else last.exc
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"
