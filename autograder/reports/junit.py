"""JUnit XML, as Jenkins, GitLab and others read it: a suite for each student.

It has no times and no hosts, so that the same results give the same bytes everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from autograder.reports.texts import GRADER_FAILED, check_text, remarks, visible
from autograder.results import CheckResult, SubmissionResult, Verdict

ELEMENTS = {Verdict.FAILED: "failure", Verdict.ERROR: "error", Verdict.SKIPPED: "skipped"}
COUNTED = {"failures": Verdict.FAILED, "errors": Verdict.ERROR, "skipped": Verdict.SKIPPED}


def junit_parts(submissions: Sequence[SubmissionResult], *, homework: str) -> Iterator[bytes]:
    """A whole document, a submission at a time.

    Args:
        submissions: of a class, or a single one; looked at twice.
        homework: its name, which begins every class name.
    """
    totals: Counter[Verdict] = Counter()
    for submission in submissions:
        totals += _counts(submission)
    attributes = _attributes(name=homework, **_numbers(totals, ("failures", "errors")))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{attributes}>\n'.encode()
    for submission in submissions:
        yield "".join(f"  {line}\n" for line in _suite(submission, homework)).encode()
    yield b"</testsuites>\n"


def _suite(submission: SubmissionResult, homework: str) -> Iterator[str]:
    """A student's checks; a submission that the grader lost has the grading itself as one."""
    counts = _counts(submission)
    numbers = _numbers(counts, tuple(COUNTED))
    yield f"<testsuite{_attributes(name=submission.student, **numbers, time='0')}>"
    if _lost(submission):
        case = _attributes(classname=homework, name="grading", time="0")
        yield f"  <testcase{case}>{_element(Verdict.ERROR, 'grading', GRADER_FAILED)}</testcase>"
    for exercise in submission.exercises:
        for check in exercise.checks:
            place = f"{homework}.{exercise.name}"
            case = _attributes(classname=place, name=check.name, time="0")
            yield f"  <testcase{case}>{_outcome(check)}</testcase>"
    if text := remarks(submission):
        yield f"  <system-out>{_content(text)}</system-out>"
    yield "</testsuite>"


def _outcome(check: CheckResult) -> str:
    text = check_text(check)
    if check.verdict is Verdict.PASSED:
        return f"<system-out>{_content(text)}</system-out>" if text else ""
    return _element(check.verdict, check.kind, text)


def _element(verdict: Verdict, kind: str, text: str) -> str:
    first, _, rest = text.partition("\n")
    attributes = _attributes(type=kind, message=first)
    return (
        f"<{ELEMENTS[verdict]}{attributes}>{_content(text if rest else '')}</{ELEMENTS[verdict]}>"
    )


def _counts(submission: SubmissionResult) -> Counter[Verdict]:
    if _lost(submission):
        return Counter([Verdict.ERROR])
    return Counter(check.verdict for item in submission.exercises for check in item.checks)


def _lost(submission: SubmissionResult) -> bool:
    return submission.status == "error" and not submission.exercises


def _numbers(counts: Counter[Verdict], names: Sequence[str]) -> dict[str, str]:
    return {"tests": str(counts.total())} | {name: str(counts[COUNTED[name]]) for name in names}


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(_characters(value))}" for name, value in values.items())


def _content(text: str) -> str:
    return escape(_characters(text))


def _characters(text: str) -> str:
    """The text with what no XML document can hold replaced."""
    return re.sub("[\ufffe\uffff]", "\ufffd", visible(text))
