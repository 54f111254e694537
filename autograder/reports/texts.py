"""Results in words that every format shares.

All of it may be handed to the student: it names nobody, and says nothing of the grader's own
errors beyond that there was one, since their text may quote the reference.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from autograder.reports import tables
from autograder.results import (
    CheckResult,
    Counterexample,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)

GRADER_FAILED = (
    "The grader itself failed here, not the submission. The score is not final: "
    "the instructor must look at it."
)
NOTHING = "Nothing was handed in."
CUT = "\n... (cut)"
DEEPEST = 24  # blanks before a line

VERDICT_WORDS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "failed",
    Verdict.SKIPPED: "skipped",
    Verdict.ERROR: "grader error",
}
MARK_WORDS = {
    "passed": "passed",
    "partial": "partly right",
    "failed": "no points",
    "missing": "not handed in",
    "error": "grader error",
}


def number(value: float) -> str:
    """A score with at most two decimals and none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def points(item: SubmissionResult | ExerciseResult | CheckResult) -> str:
    """What was earned of what there is to earn."""
    unit = "point" if item.max_score == 1 else "points"
    return f"{number(item.score)} of {number(item.max_score)} {unit}"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence does already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


def visible(text: str) -> str:
    """The text as UTF-8 and every page can hold it.

    Control characters (a terminal's colours, a NUL) become their pictures. Names of folders may
    hold bytes that are no UTF-8, which Python keeps as lone surrogates; they are spelt out.
    """
    pictured = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", _picture, text.replace("\r\n", "\n"))
    return pictured.encode("utf-8", "backslashreplace").decode()


def _picture(match: re.Match[str]) -> str:
    return "\u2421" if match[0] == "\x7f" else chr(0x2400 + ord(match[0]))


def clipped(text: str, longest: int) -> str:
    """The text in so many characters, and a word where some are left out."""
    return text if len(text) <= longest else text[:longest] + CUT


def mark_of(exercise: ExerciseResult) -> str:
    """How an exercise that was handed in ended: a key of MARK_WORDS."""
    if tables.erred(exercise):
        return "error"
    return "passed" if exercise.passed else "partial" if exercise.score > 0 else "failed"


def headline(submission: SubmissionResult) -> str:
    """How a submission did, in a line."""
    status = tables.standing(submission)
    if status == "error":
        return GRADER_FAILED
    if status == "missing":
        return NOTHING
    done = sum(item.passed for item in submission.exercises)
    return f"{points(submission)}, {done} of {len(submission.exercises)} exercises complete."


def remarks(submission: SubmissionResult) -> str:
    """What is to be said of the whole submission, beside the headline; may be empty."""
    if submission.status == "error" and not submission.exercises:
        return ""  # never graded: the notes are the grader's own
    lines = dict.fromkeys([reason(submission), *submission.notes])
    return visible("\n".join(line for line in lines if line not in ("", NOTHING)))


def reason(submission: SubmissionResult) -> str:
    """The one message of all checks, as when the file cannot be run; empty where there is more."""
    checks = [check for exercise in submission.exercises for check in exercise.checks]
    if any(check.verdict in (Verdict.PASSED, Verdict.ERROR) for check in checks):
        return ""
    texts = {check.message for check in checks if check.verdict is Verdict.FAILED}
    alone = len(submission.exercises) == 1 or any(check.counterexample for check in checks)
    return "" if alone or len(texts) != 1 else texts.pop()


def exercise_text(exercise: ExerciseResult, *, said: Collection[str] = ()) -> str:
    """Every check that did not pass, or has something to say.

    Args:
        exercise: with its checks.
        said: messages that need not be said again.

    Returns:
        Lines of text; none where all passed without a remark.
    """
    known, lines = set(said), []
    for check in exercise.checks:
        if check.verdict is Verdict.PASSED and not check.message:
            continue
        lines.append(f"{check.name}: {_ending(check)}")
        text = check_text(check)
        key = text if check.verdict is Verdict.ERROR else check.message or text
        if key not in known:
            lines += [f"  {line}" for line in text.split("\n") if line]
        known.add(key)
    return visible("\n".join(lines))


def _ending(check: CheckResult) -> str:
    word = VERDICT_WORDS[check.verdict]
    return word if check.verdict is Verdict.ERROR else f"{word}, {points(check)}"


def check_text(check: CheckResult) -> str:
    """What is wrong, what it behaves like, the case, and the line that reproduces it."""
    if check.verdict is Verdict.ERROR:
        return GRADER_FAILED
    lines = [check.message]
    for diagnosis in check.diagnosis:
        lines += _diagnosis_lines(diagnosis)
    if check.counterexample:
        lines += _case_lines(check.counterexample)
    return "\n".join(visible(line) for line in lines if line)


def _diagnosis_lines(diagnosis: Diagnosis) -> Iterator[str]:
    if diagnosis.behaves:
        yield f"Behaves exactly as if {sentence(diagnosis.behaves)}"
    if diagnosis.hint:
        yield f"Hint: {sentence(diagnosis.hint)}"


def _case_lines(example: Counterexample) -> Iterator[str]:
    yield f"Case {example.case}, the simplest that fails:"
    values = {f"input {name}": value for name, value in example.inputs.items()}
    values |= {"yours": example.got, "expected": example.expected}
    for name, value in values.items():
        if value:
            yield _hanging(f"  {name} = ", value)
    if example.reproduce:
        yield f"Reproduce: {example.reproduce}"


def _hanging(head: str, text: str) -> str:
    return head + text.replace("\n", "\n" + " " * min(len(head), DEEPEST))
