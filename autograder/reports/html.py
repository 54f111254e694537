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
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.reports import tables
from autograder.reports.per_student import file_names
from autograder.reports.texts import (
    MARK_WORDS,
    VERDICT_WORDS,
    mark_of,
    number,
    reason,
    sentence,
    visible,
)
from autograder.results import (
    CheckResult,
    ClassResults,
    Counterexample,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent
SHOWN_LINES, SHOWN_CHARACTERS = 20, 1500  # of a message, before the rest is folded away
SHOWN_DIAGNOSES, SHOWN_STUDENTS = 10, 16  # on the class page, each before the rest is folded away
STATUS_WORDS = {"graded": "Graded", "missing": "Missing", "error": "Grader error"}


@dataclass(frozen=True)
class Mark:
    """One exercise of one student as a sign.

    Attributes:
        kind: a key of MARK_WORDS.
        share: of the points, 0 to 1.
        text: the same in words.
        points: what was earned; -1 where nothing was judged, which sorts below 0.
    """

    kind: str
    share: float
    text: str
    points: float


@dataclass(frozen=True)
class Row:
    """A student in the list of the class page."""

    student: str
    page: str
    status: str
    word: str
    score: str
    points: float
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Mistake:
    """A frequent diagnosis, with the title of its exercise and the pages of its students."""

    title: str
    diagnosis: Diagnosis
    students: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Trouble:
    """What the grader failed at, for the instructor.

    Attributes:
        subject: the exercise, or empty where it is the whole submission.
    """

    student: str
    page: str
    subject: str
    messages: Sequence[str]


@dataclass(frozen=True)
class Bar:
    """A bar of the histogram, in the coordinates of its picture."""

    count: int
    height: float
    label: str


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
    environment = _environment()
    pages = [f"{name}.html" for name in file_names(item.student for item in results.submissions)]
    folder = out / "students"
    folder.mkdir(parents=True, exist_ok=True)
    template = environment.get_template("student.html")
    for submission, page in zip(results.submissions, pages, strict=True):
        text = template.render(
            title=title,
            assignment=results.assignment,
            bank=results.bank,
            submission=submission,
            status=tables.standing(submission),
            sections=_sections(submission),
            reason=reason(submission),
        )
        _write(folder / page, text)
    template = environment.get_template("class.html")
    _write(out / "report.html", template.render(_class_view(results, pages, title)))
    return out / "report.html"


def _write(path: Path, text: str) -> None:
    # Names of folders may hold bytes that are no UTF-8, which Python keeps as lone surrogates.
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _environment() -> jinja2.Environment:
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
        number=number, percent=percent, sentence=sentence, visible=visible, prose=_prose_filter()
    )
    return environment


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


def _mark(exercise: ExerciseResult | None, *, missing: bool) -> Mark:
    if exercise is None or missing:
        return Mark("missing", 0.0, MARK_WORDS["missing"], -1.0)
    kind = mark_of(exercise)
    if kind == "error":
        return Mark(kind, 0.0, MARK_WORDS[kind], -1.0)
    share = exercise.score / exercise.max_score if exercise.max_score > 0 else 0.0
    share = min(1.0, max(0.0, share))
    text = f"{MARK_WORDS[kind]}, {number(exercise.score)} of {number(exercise.max_score)}"
    return Mark(kind, round(share, 4), text, exercise.score)


def _class_view(results: ClassResults, pages: Sequence[str], title: str) -> dict[str, object]:
    titles = tables.exercise_titles(results)
    graded = [item for item in results.submissions if tables.standing(item) == "graded"]
    maxima = {item.max_score for item in results.submissions}
    return {
        "title": title,
        "assignment": results.assignment,
        "bank": results.bank,
        "total": len(results.submissions),
        "handed_in": sum(item.status != "missing" for item in results.submissions),
        "graded": len(graded),
        "complete": sum(item.passed for item in graded),
        "max_score": maxima.pop() if len(maxima) == 1 else None,
        "median": statistics.median([item.score for item in graded]) if graded else None,
        "mean": statistics.fmean([item.score for item in graded]) if graded else None,
        "median_share": _median_share(results),
        "bars": _bars(results),
        "titles": titles,
        "rates": tables.pass_rates(results),
        "mistakes": _mistakes(results, pages),
        "shown": SHOWN_DIAGNOSES,
        "many": SHOWN_STUDENTS,
        "troubles": _troubles(results, pages),
        "rows": [
            _row(item, page, list(titles))
            for item, page in zip(results.submissions, pages, strict=True)
        ],
    }


def _row(submission: SubmissionResult, page: str, names: Sequence[str]) -> Row:
    status = tables.standing(submission)
    found = {exercise.name: exercise for exercise in submission.exercises}
    complete = status == "graded" and submission.passed
    return Row(
        student=submission.student,
        page=f"students/{page}",
        status=status,
        word="All passed" if complete else STATUS_WORDS[status],
        score=number(submission.score) if status == "graded" else "",
        points=submission.score if status == "graded" else -1.0,
        marks=[_mark(found.get(name), missing=status == "missing") for name in names],
    )


def _median_share(results: ClassResults) -> float | None:
    shares = tables.score_shares(results)
    return min(1.0, max(0.0, statistics.median(shares))) if shares else None


def _bars(results: ClassResults) -> list[Bar]:
    counts = tables.score_distribution(results)
    most = max(1, *counts)
    step = 100 // tables.BINS
    return [
        Bar(count, round(count / most, 4), f"{step * place} to {step * (place + 1)} percent")
        for place, count in enumerate(counts)
    ]


def _mistakes(results: ClassResults, pages: Sequence[str]) -> list[Mistake]:
    titles = tables.exercise_titles(results)
    page_of: dict[str, str] = {}
    for submission, page in zip(results.submissions, pages, strict=True):
        page_of.setdefault(submission.student, f"students/{page}")
    return [
        Mistake(
            title=titles[found.exercise],
            diagnosis=found.diagnosis,
            students=[(student, page_of[student]) for student in found.students],
        )
        for found in tables.frequent_diagnoses(results)
    ]


def _troubles(results: ClassResults, pages: Sequence[str]) -> list[Trouble]:
    troubles = []
    for submission, page in zip(results.submissions, pages, strict=True):
        if tables.standing(submission) != "error":
            continue
        by_exercise = {
            exercise.title: _error_texts(exercise.checks)
            for exercise in submission.exercises
            if tables.erred(exercise)
        } or {"": list(submission.notes)}
        troubles += [
            Trouble(submission.student, f"students/{page}", subject, messages)
            for subject, messages in by_exercise.items()
        ]
    return troubles


def _error_texts(checks: Sequence[CheckResult]) -> list[str]:
    texts = [check.message for check in checks if check.verdict is Verdict.ERROR]
    return [text for text in dict.fromkeys(texts) if text]


def _sections(submission: SubmissionResult) -> list[Section]:
    missing = submission.status == "missing"
    return [
        Section(
            exercise=exercise,
            mark=_mark(exercise, missing=missing),
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
