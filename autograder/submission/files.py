"""Text files as students hand them in: read within limits, and refused with the reason."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
import tokenize
from io import BytesIO
from pathlib import Path

LARGEST = {".py": 4 * 2**20, ".ipynb": 128 * 2**20}  # bytes; a notebook holds outputs too

# Encodings of text. Python's others are slow on purpose-made input (punycode, idna), or none of
# text (rot13, zip).
_ENCODINGS = re.compile(
    r"ascii|utf-8(-sig)?|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|hp-roman8|tis-620|kz1048|ptcp154"
    r"|gb\w+|hz|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|johab"
)


class ProblemError(Exception):
    """A submission that cannot be read; the message is for student and instructor."""


def printable(name: str) -> str:
    """A file's name as it can be shown, sent and stored: a name may hold any bytes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
    )


def kind(path: Path) -> str:
    """A file's suffix, in small letters."""
    return path.suffix.lower()


def read_text(path: Path) -> tuple[str, str]:
    """Read a .py file or notebook.

    Returns:
        Its text, and why there is none.
    """
    name = printable(path.name)
    try:
        return decoded(bytes_of(path, name), name, cookie=kind(path) == ".py"), ""
    except ProblemError as error:
        return "", str(error)
    except MemoryError:
        return "", f"{name} needs too much memory: clear its outputs"


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a plain file; links, devices and pipes are not followed or waited for."""
    limit = LARGEST[kind(path)]
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    try:
        require_plain(path.lstat(), name)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            require_plain(status, name)  # again: now it cannot be exchanged
            data = file.read(status.st_size + 1) if status.st_size <= limit else b""
            if len(data) > status.st_size:  # it has more than it says
                data += file.read(limit)
    except OSError as error:
        raise ProblemError(f"{name} cannot be read ({error.strerror})") from None
    if max(status.st_size, len(data)) > limit:
        advice = "clear its outputs" if kind(path) == ".ipynb" else "hand in code only"
        raise ProblemError(f"{name} is larger than {limit // 2**20} MiB, the limit: {advice}")
    return data


def require_plain(status: os.stat_result, name: str) -> None:
    """Refuse links, folders, pipes and devices.

    Raises:
        ProblemError: it is none of its student's own plain files.
    """
    if stat.S_ISLNK(status.st_mode):
        raise ProblemError(f"{name} is a symbolic link: hand in what it stands for")
    if stat.S_ISDIR(status.st_mode):
        raise ProblemError(f"{name} is a folder: hand in a file of that name")
    if not stat.S_ISREG(status.st_mode):
        raise ProblemError(f"{name} is a pipe, socket or device: hand in a plain file")
    if sys.platform == "linux" and status.st_nlink > 1:
        # It may be somebody else's file under a second name.
        raise ProblemError(f"{name} is a hard link: hand in a copy of the file")


def decoded(data: bytes, name: str, *, cookie: bool) -> str:
    """The text, lines ended by a newline; in UTF-8, or the encoding that a .py file declares."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ProblemError(f"{name} is saved as UTF-16: save it as UTF-8")
    if b"\0" in data:
        raise ProblemError(f"{name} holds NUL bytes, so it is no text: save it as UTF-8")
    encoding = "utf-8-sig"
    try:
        if cookie:
            encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
            if not _ENCODINGS.fullmatch(codecs.lookup(encoding).name):
                raise SyntaxError(f"unsupported encoding: {encoding}")
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(
            f"{name} is not {encoding.removesuffix('-sig').upper()} text (line {line}): "
            "save it as UTF-8"
        ) from None
    except SyntaxError as error:
        if error.msg.startswith("invalid"):  # in the lines that may declare an encoding
            raise ProblemError(f"{name} is not UTF-8 text: save it as UTF-8") from None
        raise ProblemError(
            f"{name} cannot be decoded ({printable(error.msg[:80])}): save it as UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
