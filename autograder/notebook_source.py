"""A notebook's code cells as plain Python: magics and shell lines taken out, line numbers kept."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

LARGEST_CODE = 4 * 2**20  # characters in all code cells together
MOST_CELLS = 10_000
MOST_VALUES = 4_000_000  # in the JSON; hostile outputs would become 25 times their size in memory
LARGEST_PARSED = 256 * 1024  # characters; a syntax tree takes up to 250 bytes for each
MOST_NOTES = 20

BODY_MAGICS = ("capture", "prun", "time", "timeit")  # the cell below them is Python
_CELL_MAGIC = re.compile(r"%%\s*([\w!]*\??)")
_KEPT = ("cells", "cell_type", "source", "worksheets", "input", "metadata", "nbgrader")
_NOTHING: dict[str, Any] = {}

# What a reader of Python must notice outside of strings: quotes, comments, brackets, a backslash
# at the end; and what is never Python there: `= !ls`, `= %timeit f()`, `f?` at the end.
_MARK = re.compile(
    r"\"\"\"|'''|[\"'#()\[\]{}]|\\\Z|(?<![-=!<>+*/%&|^@:])=[ \t]*[%!](?!=)|\?{1,2}[ \t]*(?=#|\Z)"
)
_STRING_END = {quote: re.compile(rf"\\.|{quote}", re.DOTALL) for quote in ("'", '"', "'''", '"""')}

_parsing = Lock()  # classes are read in threads, and the warning filters are the process's


class NotebookError(Exception):
    """A file that is no notebook, or too much of one; the message goes on after its name."""


class UnparsedError(Exception):
    """Text that is no Python, in the parser's words."""


@dataclass(frozen=True)
class NotebookCode:
    """The code of a notebook.

    Attributes:
        chunks: ("cell 3", Python text). Code cells alone are counted, from 1 and in the order in
            which they stand, those included that are empty or were left out.
        notes: what was left out and what does not parse.
    """

    chunks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def code_cells(text: str) -> NotebookCode:
    """Take the code out of a notebook of nbformat 3 or 4.

    Args:
        text: the file's text.

    Raises:
        NotebookError: the text is no notebook, or more of one than is read.
    """
    # Numbers count for nothing here, and as Python objects would be slow, large or refused.
    cells = list(_cells(load(text, _kept, number=_number)))
    sound = [cell for cell in cells if isinstance(cell, dict)]
    sources = [_source(cell) for cell in sound if _is_code(cell)]
    if len(sources) > MOST_CELLS:
        raise NotebookError(f"has more than {MOST_CELLS} code cells")
    size = sum(len(source) for source, _ in sources)
    if size > LARGEST_CODE:
        raise NotebookError(f"holds more than {LARGEST_CODE // 2**20} MiB of code")
    chunks = []
    magics: list[str] = []
    notes = []
    if len(sound) < len(cells):
        notes.append(f"cells that are no JSON objects were left out: {len(cells) - len(sound)}")
    for number, (source, whole) in enumerate(sources, 1):
        label = f"cell {number}"
        cell = plain_python(source, parsed=size <= LARGEST_PARSED)
        magics += cell.magics
        if not whole:
            notes.append(f"{label} is damaged: what is no text in it was left out")
        if cell.foreign:
            notes.append(f"{label} was left out: it begins with {cell.foreign}")
        elif cell.text.strip():
            chunks.append((label, cell.text))
        if cell.fault:
            notes.append(f"{label} does not parse: {cell.fault}")
    return NotebookCode(tuple(chunks), (*_magics_note(magics), *_capped(notes)))


def _magics_note(magics: Sequence[str]) -> list[str]:
    if not magics:
        return []
    shown = ["".join(filter(str.isprintable, line.strip()))[:40] for line in magics[:3]]
    some = ", ".join(shown) + (", …" if len(magics) > 3 else "")
    lines = "1 line" if len(magics) == 1 else f"{len(magics)} lines"
    return [f"{lines} of magics, shell commands or help left out: {some}"]


def _capped(notes: Sequence[str]) -> list[str]:
    if len(notes) <= MOST_NOTES:
        return list(notes)
    return [*notes[:MOST_NOTES], f"more notes of the kind: {len(notes) - MOST_NOTES}"]


def load(
    text: str,
    hook: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    number: Callable[[str], Any] | None = None,
) -> Any:
    """Parse a notebook's JSON, within limits.

    Args:
        text: the file's text.
        hook: what to make of an object, as soon as it is read.
        number: what to make of a number; None makes numbers.

    Raises:
        NotebookError: the text is no JSON, or more of it than is read.
    """
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise NotebookError("holds too much output: clear its outputs and save it again")
    try:
        return json.loads(
            text, object_hook=hook, parse_int=number, parse_float=number, parse_constant=number
        )
    except RecursionError:
        raise NotebookError("is no notebook: its JSON is nested too deep") from None
    except ValueError as error:
        raise NotebookError(
            f"is not valid JSON ({error}): save it in Jupyter and hand it in again"
        ) from None


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    """The part of a JSON object that can lead to code; outputs go as soon as they are read."""
    return {name: value[name] for name in _KEPT if name in value} or _NOTHING


def _number(text: str) -> int:  # noqa: ARG001  what json calls
    return 0


def _cells(notebook: Any) -> Iterator[Any]:
    if not isinstance(notebook, dict):
        kind = "a list" if isinstance(notebook, list) else "a single value"
        raise NotebookError(f"is no notebook: its JSON is {kind}, not an object with cells")
    sheets = [notebook] if "cells" in notebook else notebook.get("worksheets")
    if not isinstance(sheets, list):
        raise NotebookError("is no notebook: it has no list of cells")
    for sheet in sheets:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        if not isinstance(cells, list):
            raise NotebookError("is no notebook: it has no list of cells")
        yield from cells


def _is_code(cell: dict[str, Any]) -> bool:
    """Whether a cell holds code, or did when nbgrader released it."""
    metadata = cell.get("metadata")
    released = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kinds = (cell, released if isinstance(released, dict) else {})
    return any(kind.get("cell_type") == "code" for kind in kinds)


def _source(cell: dict[str, Any]) -> tuple[str, bool]:
    """A code cell's text, and whether all of it was text."""
    source = cell.get("source", cell.get("input"))
    parts = source if isinstance(source, list) else [source]
    texts = [part for part in parts if isinstance(part, str)]
    # Half a surrogate pair is valid JSON, but no text that can be sent or stored.
    text = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", "".join(texts))
    return text.replace("\r\n", "\n").replace("\r", "\n"), len(texts) == len(parts)


@dataclass(frozen=True)
class Cell:
    """A code cell as Python.

    Attributes:
        text: with as many lines as the cell, `pass` where a magic stood.
        magics: the lines that were replaced.
        foreign: the cell magic for whose sake all of the cell was left out, or nothing.
        fault: why it does not parse, or nothing.
    """

    text: str
    magics: tuple[str, ...] = ()
    foreign: str = ""
    fault: str = ""


def plain_python(source: str, *, parsed: bool = True) -> Cell:
    r"""Turn a cell into Python: text that parses stays as it is, anything else loses its magics.

    Args:
        source: the cell's text, lines ended by a newline.
        parsed: whether to parse it; without, the magics are found by their looks alone.

    >>> plain_python("files = !ls\nfor file in files:\n    %time read(file)").text
    'pass\nfor file in files:\n    pass'
    """
    if parsed and not _fault(source):
        return Cell(source)
    lines = _undented(source.split("\n"))
    foreign, magics = _without_cell_magics(lines)
    if foreign:
        return Cell("", foreign=foreign)
    magics += _without_line_magics(lines)
    text = "\n".join(lines)
    return Cell(text, tuple(magics), fault=_fault(text) if parsed else "")


def _fault(text: str) -> str:
    try:
        parse(text)
    except UnparsedError as error:
        return str(error)
    return ""


def parse(text: str) -> ast.Module:
    """Parse a submission's text, which runs nothing of it.

    Raises:
        UnparsedError: it is no Python, or too long or too deep to parse it here.
    """
    if len(text) > LARGEST_PARSED:
        raise UnparsedError("it is too long")
    if "\0" in text:
        raise UnparsedError("it holds NUL bytes")
    try:
        with _parsing, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\d" in the student's strings
            return ast.parse(text)
    except SyntaxError as error:
        where = f" (line {error.lineno})" if error.lineno else ""
        raise UnparsedError(f"{error.msg[:200]}{where}") from None
    except (RecursionError, MemoryError, ValueError):
        raise UnparsedError("it is nested too deep") from None


def _undented(lines: list[str]) -> list[str]:
    """The lines without the first one's indentation, as IPython runs them."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _without_cell_magics(lines: list[str]) -> tuple[str, list[str]]:
    """Make comments of the cell magics at the top whose body is Python.

    Returns:
        The first cell magic whose body is not, or nothing; and the lines that were replaced.
    """
    magics = []
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        found = _CELL_MAGIC.match(line)
        if not found:
            break
        if found[1] not in BODY_MAGICS:
            return f"%%{found[1][:40]}", []
        magics.append(line)
        lines[place] = f"# {line}"
    return "", magics


def _without_line_magics(lines: list[str]) -> list[str]:
    """Put `pass` where magics, shell lines and questions stand; returns those lines."""
    magics = []
    reader = _Reader()
    goes_on = False  # a magic, after a backslash
    for place, line in enumerate(lines):
        code = line.lstrip()
        if goes_on:
            lines[place] = ""
        elif reader.read(line):
            magics.append(line)
            lines[place] = line[: len(line) - len(code)] + "pass"
            reader = _Reader()  # what was read is no Python
        else:
            continue
        goes_on = line.endswith("\\")
    return magics


class _Reader:
    """Reads line by line and knows whether the next one goes on with what is open.

    `tokenize` would tell as well, but gives up at the first magic, and in Python 3.11 takes a time
    that grows with the square of a line's length.
    """

    def __init__(self) -> None:
        self._quote = ""  # of the string that is open
        self._depth = 0  # of brackets
        self._continued = False  # by a backslash

    @property
    def inside(self) -> bool:
        return bool(self._quote or self._depth or self._continued)

    def read(self, line: str) -> bool:
        """Take in a line; True if it begins a statement that is for IPython, not Python."""
        alone = not self.inside
        if alone and line.lstrip()[:1] in ("%", "!", "?"):
            return True
        self._continued = False
        place = self._end_of_string(line, 0) if self._quote else 0
        while found := _MARK.search(line, place):
            mark, place = found[0], found.end()
            if mark == "#":
                break
            if mark in _STRING_END:
                self._quote = mark
                place = self._end_of_string(line, place)
            elif mark in "([{":
                self._depth += 1
            elif mark in ")]}":
                self._depth = max(0, self._depth - 1)
            elif mark == "\\":
                self._continued = True
            elif alone and not self._depth:
                return True
        return False

    def _end_of_string(self, line: str, place: int) -> int:
        """Where reading goes on after the open string, the line's end if that is further on."""
        for found in _STRING_END[self._quote].finditer(line, place):
            place = found.end()
            if found[0] == self._quote:
                self._quote = ""
                return place
        ends_in_backslash = place < len(line) and line.endswith("\\")
        if len(self._quote) == 1 and not ends_in_backslash:
            self._quote = ""  # never closed: not Python, but the next line may be
        return len(line)
