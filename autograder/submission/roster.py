"""Who is in a class, so that those who handed in nothing are told as well."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import UsageError
from autograder.submission.files import printable
from autograder.submission.folders import listed

# Heads of the column with the names that folders have: nbgrader's, Canvas', GitHub Classroom's ...
COLUMNS = ("student_id", "username", "login", "sis login id", "github_username", "id", "student")


def read_roster(path: Path) -> list[str]:
    """The students' names in a file: one a line, or a column of a table.

    Args:
        path: a text, or a CSV whose first line names the columns.

    Raises:
        UsageError: it cannot be read, or has no column for the students.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise UsageError(f"Cannot read the roster {path}: {reason}.") from None
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    heads = [cell.strip().lower() for cell in rows[0]] if rows else []
    column = next((heads.index(name) for name in COLUMNS if name in heads), None)
    if column is None and len(heads) != 1:
        raise UsageError(
            f"Expected the students' names in {path}, one a line, or in a column "
            f"{', '.join(COLUMNS[:-1])} or {COLUMNS[-1]}, but got "
            f"{listed(rows[0]) if rows else 'an empty file'}."
        )
    place = column or 0
    names = [row[place] for row in rows[column is not None :] if len(row) > place]
    return list(dict.fromkeys(printable(name.strip()) for name in names if name.strip()))


def with_absent(
    students: Sequence[tuple[str, Path | None]], roster: Sequence[str]
) -> list[tuple[str, Path | None]]:
    """The students with those of the roster who handed in nothing, by name.

    Args:
        students: from `find_class`.
        roster: from `read_roster`.

    Raises:
        UsageError: nobody who handed in is on the roster.
    """
    found = dict(students)
    if found.keys().isdisjoint(roster):
        raise UsageError(
            f"Expected the roster to name those who handed in ({listed(list(found))}) but it has "
            f"others ({listed(roster)}). Name the students as their folders are named."
        )
    return sorted({**dict.fromkeys(roster), **found}.items())
