"""What GitHub Actions and GitHub Classroom show: a step summary, annotations, a result.

All of it can be read by whoever can read the repository, and much of it is text that students
control: in Markdown, that stands in code only, where nothing has a meaning.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec
from msgspec.structs import replace

from autograder.reports import tables
from autograder.reports.texts import (
    GRADER_FAILED,
    MARK_WORDS,
    NOTHING,
    check_text,
    clipped,
    exercise_text,
    headline,
    mark_of,
    number,
    reason,
    remarks,
    visible,
)
from autograder.results import (
    CheckResult,
    ClassResults,
    ExerciseResult,
    Record,
    SubmissionResult,
    Verdict,
)

LARGEST_SUMMARY = 2**20  # bytes; GitHub drops a larger one
MOST_ANNOTATIONS = 10  # of a step that GitHub shows
LARGEST_RESULT = 120_000  # characters; it becomes an environment variable, which holds 128 KiB
LONGEST_FAILURE, LONGEST_ANNOTATION = 4_000, 4_000  # characters
LONGEST_MESSAGE = (4_000, 400, 40, 0)  # characters: the first with which the whole result fits
IN_CLASS = {"pass": "complete in every submission", "fail": "not complete in every submission"}
LEFT_OUT = "\n*What follows did not fit in here.*\n"

Outcome = Literal["pass", "fail", "error"]


class Test(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One exercise in GitHub Classroom."""

    name: str
    status: Outcome
    message: str
    score: float | None = None


class Result(Record, frozen=True, kw_only=True):
    """What an autograding step hands to GitHub Classroom, which adds up the tests' scores."""

    status: Outcome
    max_score: float
    tests: list[Test]


# Classroom's reporter takes no score from a result that has no maximum.
LOST = Result(
    status="error",
    max_score=0.0,
    tests=[Test(name="grading", status="error", message=GRADER_FAILED)],
)


def summary(result: SubmissionResult, *, title: str, limit: int = LARGEST_SUMMARY) -> str:
    """A submission as Markdown: a table of its exercises, then what is wrong.

    Args:
        result: of one submission.
        title: of the homework.
        limit: in bytes of UTF-8.
    """
    return _fitted(chain([f"## {_literal(title)}\n"], _blocks(result)), limit)


def class_summary(results: ClassResults, *, title: str, limit: int = LARGEST_SUMMARY) -> str:
    """A class as Markdown: tables of exercises and students, then every student's mistakes.

    Args:
        results: of a class; a single submission's are that submission's summary.
        title: of the homework.
        limit: in bytes of UTF-8.
    """
    if len(results.submissions) == 1:
        return summary(results.submissions[0], title=title, limit=limit)
    head = f"## {_literal(title)}\n\n{len(results.submissions)} submissions.\n"
    parts = (_rates(results), _students(results.submissions), _mistakes(results.submissions))
    return _fitted(chain([head], *parts), limit)


def annotate(
    result: SubmissionResult,
    *,
    path: str = "",
    student: str = "",
    definitions: Mapping[str, int] | None = None,
) -> list[str]:
    """Workflow commands that put failures beside the student's own lines.

    Args:
        result: of one submission.
        path: of the submission's file in the repository; by default the file's name.
        student: begins the titles, where there are several.
        definitions: the lines on which functions begin, for what fails on no line of its own.

    Returns:
        Lines to print, those with a place in the file first, at most MOST_ANNOTATIONS.
    """
    titled = f"{student}: " if student else ""
    status = tables.standing(result)
    if status != "graded":
        text = GRADER_FAILED if status == "error" else NOTHING
        return [_command(text, title=f"{titled}{'grading' if status == 'error' else 'missing'}")]
    found = []
    for title, check in _failures(result):
        line = _line_of(check.message, result.file) or _function_in(
            check.message, definitions or {}
        )
        place = {"file": path or result.file} | ({"line": str(line)} if line else {})
        text = clipped(check_text(check) or "failed", LONGEST_ANNOTATION)
        found.append((not line, _command(text, **place, title=f"{titled}{title}")))
    return [command for _, command in sorted(found, key=lambda item: item[0])][:MOST_ANNOTATIONS]


def classroom(result: SubmissionResult) -> str:
    """A submission's result for GitHub Classroom, in base64: one test per exercise.

    The tests' scores add up to the submission's. A grader error leaves no score at all.
    """
    if tables.standing(result) == "error":
        return _encoded(LOST)
    encoded = ""
    for longest in LONGEST_MESSAGE:
        tests = _tests(result, longest)
        status: Outcome = "pass" if result.passed else "fail"
        encoded = _encoded(Result(status=status, max_score=result.max_score, tests=tests))
        if len(encoded) <= LARGEST_RESULT:
            break
    return encoded


def class_classroom(submissions: Sequence[SubmissionResult]) -> str:
    """A class's result in the same form, with the scores of all its students added up.

    Submissions that the grader failed on are left out, and the status says so.
    """
    if len(submissions) == 1:
        return classroom(submissions[0])
    judged = [0, 0]
    max_score, sums = 0.0, dict[str, Test]()
    for submission in submissions:
        erred = tables.standing(submission) == "error"
        judged[erred] += 1
        if erred:
            continue
        max_score += submission.max_score
        for test in _tests(submission, 0):
            sums[test.name] = _sum(sums[test.name], test) if test.name in sums else test
    tests = [replace(test, message=IN_CLASS[test.status]) for test in sums.values()]
    passed = all(test.status == "pass" for test in tests)
    status: Outcome = "error" if judged[True] else "pass" if passed else "fail"
    if judged[True] and not judged[False]:
        return _encoded(LOST)
    return _encoded(Result(status=status, max_score=max_score, tests=tests))


def write_github(
    results: ClassResults,
    out: Path,
    *,
    title: str,
    environment: Mapping[str, str],
    paths: Mapping[str, str] | None = None,
    definitions: Callable[[SubmissionResult], Mapping[str, int]] = lambda _: {},
) -> list[Path]:
    """Write summary.md, annotations.txt and classroom.txt, and tell GitHub Actions.

    Args:
        results: of a class, or of a single student.
        out: the folder, made if it is not there.
        title: of the homework.
        environment: where it names GITHUB_STEP_SUMMARY and GITHUB_OUTPUT, the summary and
            `result=<base64>` are appended to these files.
        paths: in the repository, of the students' files.
        definitions: the lines on which the functions of a student's file begin.

    Returns:
        The paths of the three files.
    """
    several = len(results.submissions) > 1
    commands = (
        command
        for item in results.submissions
        for command in annotate(
            item,
            path=(paths or {}).get(item.student, ""),
            student=item.student if several else "",
            definitions=definitions(item),
        )
    )
    encoded = class_classroom(results.submissions)
    texts = {
        "summary.md": class_summary(results, title=title),
        "annotations.txt": "".join(f"{line}\n" for line in islice(commands, MOST_ANNOTATIONS)),
        "classroom.txt": f"{encoded}\n",
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    if file := environment.get("GITHUB_STEP_SUMMARY"):
        before = Path(file).stat().st_size if Path(file).exists() else 0
        room, text = LARGEST_SUMMARY - before - 1, texts["summary.md"]
        if len(text.encode()) > room:
            text = class_summary(results, title=title, limit=room)
        _append(file, "\n" * bool(before) + text)
    if file := environment.get("GITHUB_OUTPUT"):
        _append(file, f"result={encoded}\n")
    return [out / name for name in texts]


def _append(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _fitted(blocks: Iterable[str], limit: int) -> str:
    """As many blocks as go into so many bytes, and a word where some are left out."""
    room = limit - len(LEFT_OUT.encode())
    if room < 0:
        return ""
    kept: list[str] = []
    for block in blocks:
        room -= len(block.encode())
        if room < 0:
            return "".join([*kept, LEFT_OUT])
        kept.append(block)
    return "".join(kept)


def _blocks(result: SubmissionResult) -> Iterator[str]:
    """A submission's Markdown; what stands between two blocks can be left out."""
    yield f"\n{headline(result)}\n"
    if text := remarks(result):
        yield f"\n{_fenced(text)}\n"
    if result.status == "missing" or not result.exercises:
        return
    yield from _table(
        "| Exercise | Result | Points |\n|---|---|---:|",
        (
            (_literal(item.title), MARK_WORDS[mark_of(item)], _earned(item))
            for item in result.exercises
        ),
    )
    for item in result.exercises:
        if not item.passed and not reason(result):
            yield _details(item, exercise_text(item))


def _details(exercise: ExerciseResult, text: str) -> str:
    """An exercise's mistakes, folded. A blank line inside the summary would end the HTML."""
    title = escape(" ".join(visible(exercise.title).split()))
    head = f"{title}: {MARK_WORDS[mark_of(exercise)]}"
    return f"\n<details><summary>{head}</summary>\n\n{_fenced(text)}\n\n</details>\n"


def _rates(results: ClassResults) -> Iterator[str]:
    rows = (
        (
            _literal(rate.title),
            f"{rate.passed} of {rate.graded}",
            "" if rate.share is None else f"{number(100 * rate.share)} %",
        )
        for rate in tables.Tally.of(results.submissions).pass_rates()
    )
    return _table("| Exercise | Complete | Mean of points |\n|---|---:|---:|", rows)


def _students(submissions: Iterable[SubmissionResult]) -> Iterator[str]:
    rows = (
        (
            _code(item.student).replace("|", r"\|"),
            _standing(item),
            f"{sum(part.passed for part in item.exercises)} of {len(item.exercises)}",
        )
        for item in submissions
    )
    return _table("| Student | Points | Exercises complete |\n|---|---:|---:|", rows)


def _mistakes(submissions: Iterable[SubmissionResult]) -> Iterator[str]:
    for item in submissions:
        if not item.passed and item.status != "missing":
            yield f"\n### {_code(item.student)}\n"
            yield from _blocks(item)


def _standing(item: SubmissionResult) -> str:
    status = tables.standing(item)
    return (
        f"{number(item.score)} of {number(item.max_score)}"
        if status == "graded"
        else MARK_WORDS[status]
    )


def _earned(item: ExerciseResult) -> str:
    return "" if tables.erred(item) else f"{number(item.score)} of {number(item.max_score)}"


def _table(head: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"\n{head}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def _literal(text: str) -> str:
    """A line of Markdown that means nothing but its characters, inside tables too."""
    return re.sub(r"([\\`*_\[\]<>&|~!#$])", r"\\\1", " ".join(visible(text).split()))


def _code(text: str) -> str:
    """A line of code: no HTML, no link, no mention."""
    line = " ".join(visible(text).split()) or "(no name)"
    fence = "`" * (_longest_run(line) + 1)
    return f"{fence} {line} {fence}"


def _fenced(text: str) -> str:
    """Lines of code."""
    text = clipped(visible(text), LONGEST_FAILURE)
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _failures(result: SubmissionResult) -> Iterator[tuple[str, CheckResult]]:
    """Failed checks with a title, one for each message."""
    said: set[str] = set()
    for exercise in result.exercises:
        for check in exercise.checks:
            title = f"{exercise.title}: {check.name}"
            if check.verdict is Verdict.FAILED and (check.message or title) not in said:
                said.add(check.message or title)
                yield title, check


def _line_of(message: str, file: str) -> int:
    """The innermost line of the student's file that a message names; 0 where it names none."""
    name = re.escape(PurePosixPath(file).name)
    found = re.findall(rf"^ *{name}, line ([0-9]{{1,7}})(?=, in |: |$)", message, re.MULTILINE)
    return int(found[-1]) if found else 0


def _function_in(message: str, definitions: Mapping[str, int]) -> int:
    """Where the function begins that a message begins with; 0 where it names none."""
    named = re.match(r"\w+", message)
    return definitions.get(named[0], 0) if named else 0


def _command(message: str, **properties: str) -> str:
    given = ",".join(
        f"{name}={_percent(value, ':,')}" for name, value in properties.items() if value
    )
    return f"::error {given}::{_percent(message)}"


def _percent(text: str, more: str = "") -> str:
    """The text with what would end it in a workflow command, as percent codes."""
    text = visible(text)
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)


def _tests(result: SubmissionResult, longest: int) -> list[Test]:
    """The exercises, and what lateness costs, which is no exercise's."""
    tests = [
        Test(
            name=visible(item.title),
            status="pass" if item.passed else "fail",
            message=clipped(exercise_text(item), longest),
            score=item.score,
        )
        for item in result.exercises
    ]
    beside = result.score - sum(item.score for item in result.exercises)
    if abs(beside) > 1e-9:
        message = clipped(remarks(result), longest)
        tests.append(Test(name="late", status="fail", message=message, score=beside))
    return tests


def _sum(first: Test, second: Test) -> Test:
    status = first.status if first.status != "pass" else second.status
    return replace(first, status=status, score=(first.score or 0.0) + (second.score or 0.0))


def _encoded(result: Result) -> str:
    return base64.b64encode(msgspec.json.encode(result)).decode()
