"""A notebook's code cells as plain Python: magics and shell lines taken out, line numbers kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

BODY_MAGICS = ("time", "timeit", "capture", "prun")  # the cell below them is Python
MAGIC = re.compile(r"^\s*(?:[%!]|\?{1,2}\w)|^\s*[\w.\[\]'\"]+\?{1,2}\s*$")
ASSIGNED = re.compile(r"^(\s*)([\w., ]+?)\s*=\s*[%!]")


class NotebookError(Exception):
    """A file that is no notebook; the message is for student and instructor."""


def code_cells(data: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    """Take the code out of a notebook.

    Args:
        data: the file's bytes, nbformat 3 or 4.

    Returns:
        (label, Python text) for each code cell, "cell 1" being the first; and notes on what was
        left out.

    Raises:
        NotebookError: the bytes are no notebook.
    """
    cells: list[tuple[str, str]] = []
    notes: list[str] = []
    magics = 0
    for number, source in enumerate(_sources(data), 1):
        label = f"cell {number}"
        text, removed, dropped = _clean(source)
        magics += removed
        if dropped:
            notes.append(f"{label} was left out: it begins with %%{dropped}")
        cells.append((label, text))
    if magics:
        notes.insert(0, f"magics and shell lines were left out: {magics}")
    if not cells:
        raise NotebookError("the notebook has no code cell")
    return cells, notes


def _sources(data: bytes) -> Iterator[str]:
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        raise NotebookError("the notebook is damaged: it is not valid JSON") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if (
        cells is None
        and isinstance(notebook, dict)
        and isinstance(notebook.get("worksheets"), list)
    ):
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in _list(sheet.get("cells"))]
    if not isinstance(cells, list):
        raise NotebookError("the notebook is damaged: it has no list of cells")
    for cell in cells:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield _text(cell.get("source", cell.get("input")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(source: Any) -> str:
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    # Lone surrogates and NUL are valid JSON but no Python.
    return text.encode("utf-8", "replace").decode().replace("\0", "").replace("\r\n", "\n")


def _clean(source: str) -> tuple[str, int, str]:
    """Take the magics out of a cell.

    Returns:
        The text, how many lines were taken out, and the cell magic that dropped the whole cell.
    """
    lines = source.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    removed = 0
    if lines[first].startswith("%%"):
        magic = lines[first][2:].split()[0] if lines[first][2:].split() else "%%"
        if magic not in BODY_MAGICS:
            return "", 0, magic
        lines[first] = "#"
        removed += 1
    state = _Scanner()
    for place, line in enumerate(lines):
        replaced = None if state.inside else _without_magic(line)
        if replaced is None:
            state.read(line)
        else:
            lines[place] = replaced
            removed += 1
    return "\n".join(lines), removed, ""


def _without_magic(line: str) -> str | None:
    """What stands for a line with a magic; None for a line of Python."""
    assigned = ASSIGNED.match(line)
    if assigned:
        return f"{assigned[1]}{assigned[2]} = None"
    if MAGIC.match(line):
        return line[: len(line) - len(line.lstrip())] + "pass"
    return None


class _Scanner:
    """Knows whether a line goes on with an earlier one: in a string, brackets, after a backslash.

    What looks like a magic there is Python. tokenize could tell, but stops at the first magic.
    """

    def __init__(self) -> None:
        self._quote = ""  # the triple quote that is open
        self._depth = 0
        self._continued = False

    @property
    def inside(self) -> bool:
        return bool(self._quote or self._depth > 0 or self._continued)

    def read(self, line: str) -> None:
        """Take in a line of Python."""
        self._continued = False
        place = 0
        while place < len(line):
            if self._quote:
                end = _find_quote(line, place, self._quote)
                if end < 0:
                    return
                place = end + 3
                self._quote = ""
                continue
            character = line[place]
            if character == "#":
                return
            if line[place : place + 3] in ('"""', "'''"):
                self._quote = line[place : place + 3]
                place += 3
                continue
            if character in "\"'":
                end = _find_quote(line, place + 1, character)
                place = len(line) if end < 0 else end + 1
                continue
            self._depth += (character in "([{") - (character in ")]}")
            place += 1
        self._continued = line.endswith("\\")


def _find_quote(line: str, start: int, quote: str) -> int:
    """Where a string ends, or -1."""
    place = start
    while place < len(line):
        if line[place] == "\\":
            place += 2
        elif line.startswith(quote, place):
            return place
        else:
            place += 1
    return -1
