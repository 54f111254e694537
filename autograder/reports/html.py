"""The report to read in a browser: one page for the class, one for each student.

Every page is a single file that asks the network for nothing. A student's page can be handed to
that student: it names nobody else, does not link to the class, and says nothing of the grader's
own errors beyond that there was one, since their text may quote the reference.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.reports import chart, tables
from autograder.reports.class_page import ClassPage
from autograder.reports.marks import MISSING, Mark, mark
from autograder.reports.per_student import named
from autograder.reports.texts import (
    VERDICT_WORDS,
    number,
    reason,
    sentence,
    visible,
)
from autograder.results import (
    CheckResult,
    ClassResults,
    Counterexample,
    ExerciseResult,
    Picture,
    SubmissionResult,
    Verdict,
)

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent
SHOWN_LINES, SHOWN_CHARACTERS = 20, 1500  # of a message, before the rest is folded away


@dataclass(frozen=True)
class Finding:
    """What one or more checks of an exercise came to: those that say exactly the same are one."""

    checks: Sequence[CheckResult]
    verdict: Verdict
    message: str
    rest: str  # of a long message
    counterexample: Counterexample | None


@dataclass(frozen=True)
class Section:
    """An exercise on a student's page."""

    exercise: ExerciseResult
    mark: Mark
    findings: Sequence[Finding]


def write_html(results: ClassResults, out: Path, *, title: str) -> Path:
    """Write report.html and students/<student>.html.

    Args:
        results: of a class, or of a single student.
        out: the folder, made if it is not there.
        title: of the homework.

    Returns:
        The path of report.html.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    environment = page_environment()
    template = environment.get_template("student.html")
    page = ClassPage(results.deadline)
    (out / "students").mkdir(parents=True, exist_ok=True)
    for submission, name in named(results.submissions):
        path = f"students/{name}.html"
        page.add(submission, path)
        write_page(
            out / path,
            template.generate(
                title=title,
                assignment=results.assignment,
                bank=results.bank,
                submission=submission,
                status=tables.standing(submission),
                sections=_sections(submission),
                reason=reason(submission),
            ),
        )
    template = environment.get_template("class.html")
    write_page(out / "report.html", template.generate(page.view(results, title=title)))
    return out / "report.html"


def write_page(path: Path, parts: Iterable[str]) -> None:
    """Write a page, part by part."""
    # Names of folders may hold bytes that are no UTF-8, which Python keeps as lone surrogates.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(parts)


def page_environment() -> jinja2.Environment:
    """What pages are made with.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    try:
        import jinja2
    except ImportError:
        raise UsageError(
            "Expected Jinja2 for the HTML report but it is not installed. "
            "Install it with: pip install 'autograder[grade]'"
        ) from None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (HERE / "report.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals.update(
        style=(HERE / "report.css").read_text("utf-8"),
        script=script,
        script_hash=f"sha256-{digest}",
        verdict_words=VERDICT_WORDS,
    )
    environment.filters.update(
        number=number,
        percent=percent,
        sentence=sentence,
        visible=visible,
        prose=_prose_filter(),
        chart=_chart_filter(),
    )
    return environment


def _chart_filter() -> Callable[[Picture], str]:
    """A filter that draws a picture; what it holds of others' text is escaped there."""
    from markupsafe import Markup

    return lambda picture: Markup(chart.chart(picture))  # noqa: S704


def _prose_filter() -> Callable[[str], str]:
    """A filter that shows `code` between backticks as code, and escapes everything."""
    from markupsafe import Markup, escape

    def prose(text: str) -> str:
        parts = re.split(r"`([^`\n]+)`", visible(text))
        pieces = [
            Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
            for place, part in enumerate(parts)
        ]
        return Markup("").join(pieces)

    return prose


def percent(share: float) -> str:
    """A share in percent: 0 and 100 only where they are exact."""
    rounded = round(100 * share)
    if share > 0:
        rounded = max(1, rounded)
    if share < 1:
        rounded = min(99, rounded)
    return f"{rounded}\u00a0%"


def _sections(submission: SubmissionResult) -> list[Section]:
    missing = submission.status == "missing"
    return [
        Section(
            exercise=exercise,
            mark=MISSING if missing else mark(exercise),
            findings=_findings(exercise.checks),
        )
        for exercise in submission.exercises
    ]


def _findings(checks: Sequence[CheckResult]) -> list[Finding]:
    """Checks in order; neighbours that say exactly the same become one finding."""

    def content(check: CheckResult) -> tuple[Verdict, str, Counterexample | None]:
        return check.verdict, check.message, check.counterexample

    findings = []
    for (verdict, message, counterexample), group in itertools.groupby(checks, key=content):
        if verdict is Verdict.ERROR:
            message = ""
        shown, rest = _fold(message)
        findings.append(
            Finding(
                checks=list(group),
                verdict=verdict,
                message=shown,
                rest=rest,
                counterexample=counterexample,
            )
        )
    return findings


def _fold(message: str) -> tuple[str, str]:
    """What of a message is shown, and the rest where it is very long."""
    lines = message.splitlines(keepends=True)
    shown = "".join(lines[:SHOWN_LINES])[:SHOWN_CHARACTERS]
    return shown, message[len(shown) :]
