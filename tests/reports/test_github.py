"""What GitHub shows: Markdown rendered by another's parser, commands and results read back."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from autograder.reports import github
from autograder.reports.github import (
    LARGEST_RESULT,
    LARGEST_SUMMARY,
    annotate,
    class_classroom,
    class_summary,
    summary,
    write_github,
)
from autograder.reports.texts import visible
from autograder.results import ClassResults, SubmissionResult

TITLE = "Homework 1: forward_and_backward *2*"
ANY = st.text(st.characters(codec=None, exclude_categories=()))
NAMES = ("summary.md", "annotations.txt", "classroom.txt")
HOSTILE = [
    "| a | b |\n|---|---|",
    "\\|`|``|` |",
    "</details><img src=x onerror=alert(1)><script>alert(1)</script>",
    "![x](https://example.org/x.png) [y](javascript:alert(1)) <https://example.org>",
    "```\n````\n~~~\n# heading\n\n</summary>",
    "@everyone #1 https://example.org www.example.org a@example.org",
    "\x00\x1b[31m\udcf6\r\n\r\n::error::\n%0A,:",
]
RENDERED = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td"} | {
    "code",
    "pre",
    "details",
    "summary",
    "em",
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["status", "max_score", "tests"],
    "properties": {
        "status": {"enum": ["pass", "fail", "error"]},
        "max_score": {"type": "number", "minimum": 0},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "status", "message"],
                "properties": {
                    "name": {"type": "string"},
                    "status": {"enum": ["pass", "fail", "error"]},
                    "message": {"type": "string"},
                    "score": {"type": "number"},
                },
            },
        },
    },
}


class Page(HTMLParser):
    """Markdown as a browser would get it."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []  # innermost element and text
        self.rows: list[list[str]] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def all(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


def one(results: ClassResults, name: str) -> SubmissionResult:
    return next(item for item in results.submissions if item.student == name)


def decoded(text: str) -> dict[str, Any]:
    found = json.loads(base64.b64decode(text, validate=True))
    jsonschema.validate(found, SCHEMA)
    return found


def total(found: dict[str, Any]) -> float:
    """What Classroom's reporter would show: nothing of a result without a maximum."""
    return sum(test["score"] for test in found["tests"]) if found["max_score"] else 0.0


def properties(command: str) -> tuple[dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    match = re.fullmatch(r"::error ([^\n]*?)::([^\n]*)", command)
    assert match is not None
    pairs = dict(part.split("=", 1) for part in match[1].split(","))
    return {name: unescaped(value) for name, value in pairs.items()}, unescaped(match[2])


def unescaped(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


# the step summary


def test_summary_of_a_submission_has_a_table_and_the_mistakes(classroom: ClassResults) -> None:
    bjorn = one(classroom, "bjorn")
    page = Page(summary(bjorn, title=TITLE))
    assert page.all("h2") == [TITLE]
    assert page.all("p")[0] == "17.5 of 20 points, 8 of 10 exercises complete."
    assert page.rows[0] == ["Exercise", "Result", "Points"]
    assert [row[0] for row in page.rows[1:]] == [item.title for item in bjorn.exercises]
    assert page.rows[5] == ["Dense layer", "partly right", "1.5 of 3"]
    assert page.all("summary") == ["Dense layer: partly right", "Softmax: partly right"]
    first = page.all("code")[0]
    assert first.startswith("gradients: failed, 0 of 1.5 points\n  dense_backward: db[2] = 0.415")
    assert first.endswith("--exercise dense_layer --case 7\n")


def test_summary_tells_one_reason_for_everything_once(classroom: ClassResults) -> None:
    page = Page(summary(one(classroom, "mateusz"), title=TITLE))
    (text,) = page.all("code")
    assert text.startswith("The file cannot be run: IndentationError")
    assert "details" not in page.tags


def test_summary_of_a_class_names_exercises_students_and_their_mistakes(
    classroom: ClassResults,
) -> None:
    page = Page(class_summary(classroom, title=TITLE))
    assert page.all("p")[0] == "15 submissions."
    assert page.rows[6] == ["Softmax", "8 of 14", "78.57 %"]
    students = {row[0]: row[1:] for row in page.rows[12:27]}
    assert list(students) == [item.student for item in classroom.submissions]
    assert students["bjorn"] == ["17.5 of 20", "8 of 10"]
    assert students["jelena"] == ["not handed in", "0 of 10"]
    assert students["hinewai"] == ["grader error", "8 of 10"]
    headed = re.findall(r"^### ` (\w+) `$", class_summary(classroom, title=TITLE), re.MULTILINE)
    assert headed == [
        item.student
        for item in classroom.submissions
        if not item.passed and item.student != "jelena"
    ]


def test_a_class_of_one_is_that_submission(classroom: ClassResults) -> None:
    bjorn = one(classroom, "bjorn")
    single = replace(classroom, submissions=[bjorn])
    assert class_summary(single, title=TITLE) == summary(bjorn, title=TITLE)
    assert class_classroom([bjorn]) == github.classroom(bjorn)


def test_the_graders_own_error_is_nowhere(
    classroom: ClassResults, lost: SubmissionResult, tmp_path: Path
) -> None:
    results = replace(classroom, submissions=[*classroom.submissions, lost])
    text = class_summary(results, title=TITLE)
    assert "The grader itself failed here" in text
    assert "sqrt_of_reference" not in text
    assert "secret" not in text
    for item in (one(classroom, "hinewai"), lost):
        for said in (
            *annotate(item),
            summary(item, title=TITLE),
            str(decoded(github.classroom(item))),
        ):
            assert "sqrt_of_reference" not in said
            assert "secret" not in said


def many(classroom: ClassResults, count: int, spoil: Callable, text: str) -> ClassResults:
    item = spoil(replace(classroom, submissions=[one(classroom, "daichi")]), text).submissions[0]
    students = [replace(item, student=f"student {number} {text[:80]}") for number in range(count)]
    return replace(classroom, submissions=students)


@pytest.mark.parametrize("count", [2, 300, 5000])
def test_summary_keeps_to_the_limit_and_says_what_is_missing(
    count: int, classroom: ClassResults, spoil: Callable
) -> None:
    results = many(classroom, count, spoil, "\N{GRINNING FACE}|" * 3000)
    text = class_summary(results, title=TITLE)
    assert len(text.encode()) <= LARGEST_SUMMARY == 1024 * 1024
    assert text.endswith("did not fit in here.*\n") == (count > 2)
    assert Page(text).tags <= RENDERED


def test_summary_keeps_to_any_limit(classroom: ClassResults) -> None:
    for limit in (-5, 0, 10, 100, 1000, 5000):
        text = class_summary(classroom, title=TITLE, limit=limit)
        assert len(text.encode()) <= max(0, limit)
        assert Page(text).tags <= RENDERED


def check_markdown(results: ClassResults) -> None:
    """What three students wrote, one without a mistake, makes no tag and no cell."""
    page = Page(class_summary(results, title=results.submissions[0].exercises[0].title))
    assert page.tags <= RENDERED
    assert {len(row) for row in page.rows} == {3}
    assert len(page.rows) == (1 + 10) + (1 + 3) + 2 * (1 + 10)
    names = [" ".join(visible(item.student).split()) for item in results.submissions]
    shown = [row[0] for row in page.rows[12:15]]
    assert shown == [name.replace("\0", "\ufffd") or "(no name)" for name in names]
    assert [row[1] for row in page.rows[12:15]] == ["17.5 of 20", "20 of 20", "16.5 of 20"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_code_and_stays_in_its_place(
    text: str, classroom: ClassResults, spoil: Callable
) -> None:
    few = replace(classroom, submissions=classroom.submissions[1:4])
    spoilt = spoil(few, text)
    check_markdown(spoilt)
    page = Page(class_summary(spoilt, title="T"))
    fences = [body for body in page.all("code") if body.startswith("gradients: failed")]
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.isprintable()]
    assert fences
    assert all(line in fences[0] for line in lines)


@given(text=ANY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_any_text_is_code_and_stays_in_its_place(
    text: str, classroom: ClassResults, spoil: Callable
) -> None:
    few = replace(classroom, submissions=classroom.submissions[1:4])
    check_markdown(spoil(few, text))


# annotations


def test_annotations_stand_beside_the_innermost_line(classroom: ClassResults) -> None:
    found = [properties(line) for line in annotate(one(classroom, "daichi"))]
    where, text = found[0]
    assert where == {
        "file": "daichi/hw1_forward_backward/forward_backward.py",
        "line": "214",
        "title": "Gradient checking: numerical gradient",
    }
    assert text.startswith("numerical_gradient raised IndexError: too many indices for array")
    assert [where["title"] for where, _ in found[1:]] == [
        "ReLU: backward",
        "Dense layer: gradients",
    ]
    assert all("line" not in where for where, _ in found[1:])


def test_annotations_take_the_path_in_the_repository(classroom: ClassResults) -> None:
    (first, *_) = annotate(one(classroom, "daichi"), path="a,b/c:d.py", student="daichi")
    assert first.startswith("::error file=a%2Cb/c%3Ad.py,line=214,title=daichi%3A Gradient ")
    assert properties(first)[0]["file"] == "a,b/c:d.py"


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (
            "f raised E: no\n  forward_backward.py, line 3, in f: x\n  forward_backward.py, line 9",
            9,
        ),
        ("f raised E: forward_backward.py, line 3: is no frame", 0),
        ("f raised E\n  other.py, line 3, in f: x", 0),
        ("f raised E\n  cell 3, line 2, in f: x", 0),
        ("f raised E\n  forward_backward.py, line 12345678901234567890: x", 0),
        ("f raised E\n  forward_backwardXpy, line 1: x", 0),
    ],
)
def test_lines_are_those_of_frames_in_the_students_file(
    message: str, line: int, classroom: ClassResults
) -> None:
    ignacio = one(classroom, "ignacio")
    checking = ignacio.exercises[9]
    wrong = replace(checking.checks[0], message=message)
    checking = replace(checking, checks=[wrong, *checking.checks[1:]])
    (found,) = annotate(replace(ignacio, exercises=[checking]))
    assert properties(found)[0].get("line", "0") == str(line)


def test_what_fails_on_no_line_stands_beside_the_function(classroom: ClassResults) -> None:
    lines = {"relu_backward": 7, "numerical_gradient": 9}
    found = [properties(line)[0] for line in annotate(one(classroom, "daichi"), definitions=lines)]
    places = {where["title"]: where.get("line") for where in found}
    assert places["Gradient checking: numerical gradient"] == "214", "a frame's line goes first"
    assert places["ReLU: backward"] == "7"
    assert places["Dense layer: gradients"] is None


def test_annotations_say_the_same_once(classroom: ClassResults) -> None:
    ((where, text),) = map(properties, annotate(one(classroom, "mateusz")))
    assert where["line"] == "12"
    assert text.startswith("The file cannot be run")


def test_annotations_without_a_score(classroom: ClassResults, lost: SubmissionResult) -> None:
    assert annotate(one(classroom, "amara")) == []
    assert annotate(one(classroom, "jelena")) == ["::error title=missing::Nothing was handed in."]
    for item in (one(classroom, "hinewai"), lost):
        (found,) = annotate(item)
        assert found.startswith("::error title=grading::The grader itself failed here")


def test_a_failure_without_a_message_is_still_one(classroom: ClassResults) -> None:
    ignacio = one(classroom, "ignacio")
    checking = ignacio.exercises[9]
    quiet = replace(checking.checks[0], message="", diagnosis=[])
    checking = replace(checking, checks=[quiet])
    (found,) = annotate(replace(ignacio, exercises=[checking]))
    assert properties(found)[1] == "failed"


def test_at_most_ten_annotations(classroom: ClassResults, tmp_path: Path) -> None:
    dense = one(classroom, "bjorn").exercises[4]
    checks = [replace(dense.checks[1], message=f"{number} is wrong") for number in range(30)]
    item = replace(one(classroom, "bjorn"), exercises=[replace(dense, checks=checks)])
    assert len(annotate(item)) == 10
    results = replace(classroom, submissions=[item, replace(item, student="ebru")])
    write_github(results, tmp_path, title=TITLE, environment={})
    assert len((tmp_path / "annotations.txt").read_text().splitlines()) == 10


@given(text=ANY)
@example(text="a%0Ab\r\n::set-output name=x::y\n,line=5:,%")
@example(text="\r")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_gives_whole_commands(text: str, classroom: ClassResults, spoil: Callable) -> None:
    few = replace(classroom, submissions=classroom.submissions[1:2])
    (item,) = spoil(few, text).submissions
    for command in annotate(item, student=text):
        assert not {"\n", "\r"} & set(command)
        assert command.isprintable() or not text.isprintable()
        where, message = properties(command)
        assert set(where) <= {"file", "title", "line"}
        assert where["title"].startswith(f"{visible(text)}: ") or not text
        assert where.get("file", "") == visible(text)
        assert message.startswith(visible(text))


# Classroom


def test_scores_add_up_to_those_of_the_submissions(classroom: ClassResults) -> None:
    for item in classroom.submissions:
        if item.status == "error":
            continue
        found = decoded(github.classroom(item))
        assert found["max_score"] == item.max_score
        assert total(found) == pytest.approx(item.score)
        assert found["status"] == ("pass" if item.passed else "fail")
        assert [test["status"] == "pass" for test in found["tests"]] == [
            part.passed for part in item.exercises
        ]


def test_messages_say_what_is_wrong(classroom: ClassResults) -> None:
    bjorn, broken = (
        decoded(github.classroom(one(classroom, name))) for name in ("bjorn", "mateusz")
    )
    assert "dense_backward: db[2] = 0.415" in bjorn["tests"][4]["message"]
    assert "IndentationError" in broken["tests"][0]["message"]


def test_lateness_is_a_test_that_costs_points(late: SubmissionResult) -> None:
    found = decoded(github.classroom(late))
    assert found["tests"][-1] == {
        "name": "late",
        "status": "fail",
        "message": "handed in 1 day after the deadline: 2.00 points off",
        "score": -2,
    }
    assert total(found) == late.score


def test_a_grader_error_has_no_score(classroom: ClassResults, lost: SubmissionResult) -> None:
    for item in (one(classroom, "hinewai"), lost):
        found = decoded(github.classroom(item))
        assert (found["status"], found["max_score"]) == ("error", 0)
        assert [test.get("score") for test in found["tests"]] == [None]


def test_a_class_is_the_sum_of_its_judged_submissions(
    classroom: ClassResults, late: SubmissionResult, lost: SubmissionResult
) -> None:
    submissions = [*classroom.submissions, late, lost]
    judged = [item for item in submissions if item.status != "error"]
    found = decoded(class_classroom(submissions))
    assert total(found) == pytest.approx(sum(item.score for item in judged))
    assert found["max_score"] == sum(item.max_score for item in judged)
    assert found["status"] == "error"
    assert decoded(class_classroom(judged))["status"] == "fail"
    right = [item for item in judged if item.passed]
    assert {test["status"] for test in decoded(class_classroom(right))["tests"]} == {"pass"}
    assert decoded(class_classroom([lost, lost]))["max_score"] == 0
    assert decoded(class_classroom([])) == {"status": "pass", "max_score": 0, "tests": []}


def test_a_class_names_no_student(classroom: ClassResults) -> None:
    text = str(decoded(class_classroom(classroom.submissions)))
    assert [item.student for item in classroom.submissions if item.student in text] == []


@pytest.mark.parametrize("length", [1_000, 100_000])
def test_the_result_fits_into_an_environment_variable(
    length: int, classroom: ClassResults, spoil: Callable
) -> None:
    daichi = one(classroom, "daichi")
    (item,) = spoil(
        replace(classroom, submissions=[daichi]), "\N{GRINNING FACE}" * length
    ).submissions
    parts = [
        replace(part, title=old.title)
        for part, old in zip(item.exercises, daichi.exercises, strict=True)
    ]
    text = github.classroom(replace(item, exercises=parts))
    assert len(text) <= LARGEST_RESULT < 128 * 1024
    assert total(decoded(text)) == daichi.score


# files


def test_files_and_what_actions_reads(classroom: ClassResults, tmp_path: Path) -> None:
    step, output = tmp_path / "step.md", tmp_path / "output"
    output.write_text("other=1\n")
    environment = {"GITHUB_STEP_SUMMARY": str(step), "GITHUB_OUTPUT": str(output)}
    paths = write_github(
        classroom,
        tmp_path / "out",
        title=TITLE,
        environment=environment,
        paths={"daichi": "work/daichi.py"},
    )
    assert [path.name for path in paths] == list(NAMES)
    markdown, commands, encoded = (path.read_text("utf-8") for path in paths)
    assert step.read_text("utf-8") == markdown == class_summary(classroom, title=TITLE)
    assert output.read_text() == f"other=1\nresult={encoded}"
    assert encoded == class_classroom(classroom.submissions) + "\n"
    assert "file=work/daichi.py,line=214,title=daichi%3A Gradient checking" in commands
    assert "file=bjorn/hw1_forward_backward/forward_backward.py,title=bjorn%3A" in commands


@pytest.mark.parametrize(
    ("before", "added"), [(100, "all"), (LARGEST_SUMMARY - 3000, "some"), (2**21, "none")]
)
def test_a_step_summary_is_continued_within_what_is_left(
    before: int, added: str, classroom: ClassResults, tmp_path: Path
) -> None:
    step = tmp_path / "step.md"
    step.write_text("x" * before)
    environment = {"GITHUB_STEP_SUMMARY": str(step)}
    write_github(classroom, tmp_path, title=TITLE, environment=environment)
    text = step.read_text("utf-8").removeprefix("x" * before)
    whole = class_summary(classroom, title=TITLE)
    assert added == {f"\n{whole}": "all", "\n": "none"}.get(text, "some")
    assert added == "none" or before + len(text.encode()) <= LARGEST_SUMMARY
    assert added != "some" or text.endswith("*What follows did not fit in here.*\n")


def test_without_actions_only_the_three_files(classroom: ClassResults, tmp_path: Path) -> None:
    write_github(classroom, tmp_path / "out", title=TITLE, environment={"GITHUB_OUTPUT": ""})
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_same_results_give_the_same_bytes(classroom: ClassResults, tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_github(classroom, tmp_path / name, title=TITLE, environment={})
    for name in NAMES:
        first, second = (tmp_path / folder / name for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()
