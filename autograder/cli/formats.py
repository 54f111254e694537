"""The option --format: what `grade`, `report` and `check` write into their output folder."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.output import tell
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.results import ClassResults, SubmissionResult
    from autograder.self_check import Work as Checked

Work = Mapping[str, Path | None]  # where each student's work lies


class Format(StrEnum):
    """A form of the results."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"
    JUNIT = "junit"
    GRADESCOPE = "gradescope"
    GITHUB = "github"
    PRAIRIELEARN = "prairielearn"


FILES = {  # what each form is recognised by in an output folder
    Format.JSON: "results.json",
    Format.CSV: "grades.csv",
    Format.HTML: "report.html",
    Format.JUNIT: "results.xml",
    Format.GRADESCOPE: "gradescope",
    Format.GITHUB: "summary.md",
    Format.PRAIRIELEARN: "prairielearn",
}
DEFAULT = "json,csv,html"
OF_CHECK = "json,junit,github"  # what needs no other package
FormatsOption = Annotated[
    str, typer.Option("--format", help=f"Comma-separated: {', '.join(Format)}.")
]


def formats_of(text: str) -> list[Format]:
    """The formats that a comma-separated text names."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = [item.value for item in Format]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise UsageError(f"Expected --format of {', '.join(known)} but got {text!r}.")
    return [item for item in Format if item in names]


def write_check(
    result: SubmissionResult, work: Checked, out: Path, formats: Sequence[Format]
) -> None:
    """Write what a check found, and tell where."""
    from autograder.results import ClassResults

    name = work.assignment.name
    results = ClassResults(assignment=name, bank=work.bank.info, submissions=[result])
    out.mkdir(parents=True, exist_ok=True)
    for form in formats:
        for path in write(results, out, form, title=name, work={result.student: work.path}):
            tell(str(path))


def write(
    results: ClassResults, out: Path, form: Format, *, title: str, work: Work | None = None
) -> list[Path]:
    """Write a class's results in one form.

    Args:
        results: of a class, or of a single student.
        out: the folder.
        form: which form.
        title: of the homework.
        work: GitHub's annotations stand beside these files.

    Returns:
        What was written, to be told.
    """
    from autograder.bank.file import write_whole

    submissions = results.submissions
    match form:
        case Format.JSON:
            from autograder.results import json_parts

            write_whole(out / "results.json", json_parts(results))
            return [out / "results.json"]
        case Format.CSV:
            from autograder.reports.tables import write_csv

            write_csv(results, out / "grades.csv")
            return [out / "grades.csv"]
        case Format.HTML:
            from autograder.reports.html import write_html

            return [write_html(results, out, title=title)]
        case Format.JUNIT:
            from autograder.reports.junit import junit_parts

            parts = junit_parts(submissions, homework=results.assignment)
            write_whole(out / "results.xml", parts)
            return [out / "results.xml"]
        case Format.GRADESCOPE:
            from autograder.reports.gradescope import gradescope
            from autograder.reports.per_student import write_each

            render = partial(gradescope, homework=title)
            return [write_each(submissions, out / "gradescope", render)]
        case Format.GITHUB:
            from autograder.reports.github import write_github

            paths = _paths_in_repository(results, work or {})
            return write_github(
                results,
                out,
                title=title,
                environment=os.environ,
                paths=paths,
                definitions=partial(_definitions, work=work or {}),
            )
        case Format.PRAIRIELEARN:
            from autograder.reports.per_student import write_each
            from autograder.reports.prairielearn import prairielearn

            return [write_each(submissions, out / "prairielearn", prairielearn)]


def earlier(out: Path, formats: Sequence[Format]) -> str:
    """Say what lies in a folder in other forms than these, of a report by another policy, maybe."""
    names = [name for form, name in FILES.items() if form not in formats and (out / name).exists()]
    if not names:
        return ""
    are = "is" if len(names) == 1 else "are"
    return f"{', '.join(names)} in {out}/ {are} from an earlier report"


def _paths_in_repository(results: ClassResults, work: Work) -> dict[str, str]:
    """Where the students' files lie, as GitHub names them; nothing for what lies elsewhere."""
    root = Path(os.environ.get("GITHUB_WORKSPACE", ".")).resolve()
    paths = {}
    for item in results.submissions:
        place = work.get(item.student)
        if place is None or not item.file:
            continue
        path = (place / item.file if place.is_dir() else place).resolve()
        if path.is_relative_to(root):
            paths[item.student] = path.relative_to(root).as_posix()
    return paths


def _definitions(item: SubmissionResult, work: Work) -> dict[str, int]:
    """The lines on which a student's functions begin; none in a notebook, which has no lines."""
    place = work.get(item.student)
    if place is None or not item.file.endswith(".py"):
        return {}
    from autograder.submission.files import read_text

    text, _ = read_text(place / item.file if place.is_dir() else place)
    lines = enumerate(StringIO(text, newline=None), 1)
    return {found[1]: line for line, row in lines if (found := re.match(r"def +(\w+)", row))}
