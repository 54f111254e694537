"""Gradescope's results.json, by a schema of its documented fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from autograder.errors import UsageError
from autograder.reports.gradescope import gradescope
from autograder.results import ClassResults, SubmissionResult

TITLE = "Homework 1"
ANY = st.text(st.characters(codec=None, exclude_categories=()))
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
TEST = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "score", "max_score", "status"],
    "properties": {
        "score": {"type": "number"},
        "max_score": {"type": "number"},
        "status": {"enum": ["passed", "failed"]},
        "name": {"type": "string"},
        "name_format": FORMAT,
        "number": {"type": "string"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "tags": {"type": "array", "items": {"type": "string"}},
        "visibility": VISIBILITY,
        "extra_data": {"type": "object"},
    },
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {"type": "array", "items": TEST},
    },
}


def one(results: ClassResults, name: str) -> SubmissionResult:
    return next(item for item in results.submissions if item.student == name)


def read(result: SubmissionResult, **options: Any) -> dict[str, Any]:
    found = json.loads(gradescope(result, homework=TITLE, **options).decode("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def test_every_exercise_is_a_test_with_its_score(classroom: ClassResults) -> None:
    for item in classroom.submissions:
        if item.status == "error":
            continue
        found = read(item)
        assert found["score"] == item.score
        assert sum(test["score"] for test in found["tests"]) == pytest.approx(item.score)
        assert sum(test["max_score"] for test in found["tests"]) == item.max_score
        assert [
            (test["name"], test["number"], test["status"] == "passed") for test in found["tests"]
        ] == [(part.title, str(n), part.passed) for n, part in enumerate(item.exercises, 1)]


def test_output_says_what_is_wrong_and_how_to_see_it_again(classroom: ClassResults) -> None:
    found = read(one(classroom, "bjorn"))
    assert found["output"] == f"{TITLE}\n17.5 of 20 points, 8 of 10 exercises complete."
    dense = found["tests"][4]["output"]
    assert dense.startswith(
        "gradients: failed, 0 of 1.5 points\n  dense_backward: db[2] = 0.415, but should be 1.245"
    )
    assert "\n  Behaves exactly as if the gradient were averaged over the batch" in dense
    assert dense.endswith(
        "\n  Reproduce: autograder check hw1_forward_backward --exercise dense_layer --case 7"
    )
    assert found["tests"][0]["output"] == ""


def test_a_reason_for_every_failure_is_told_once(classroom: ClassResults) -> None:
    found = read(one(classroom, "mateusz"))
    assert json.dumps(found).count("unexpected indent") == 1
    assert "The file cannot be run: IndentationError" in found["output"]


def test_nothing_handed_in_is_no_points(classroom: ClassResults) -> None:
    found = read(one(classroom, "jelena"))
    assert (found["score"], found["output"]) == (0, f"{TITLE}\nNothing was handed in.")


def test_lateness_lowers_the_score_and_is_told(late: SubmissionResult) -> None:
    found = read(late)
    assert found["score"] == sum(test["score"] for test in found["tests"]) - 2
    assert "handed in 1 day after the deadline: 2.00 points off" in found["output"]


def test_a_grader_error_is_no_score(classroom: ClassResults, lost: SubmissionResult) -> None:
    for item in (one(classroom, "hinewai"), lost):
        found = read(item)
        assert not {"score", "tests"} & found.keys()
        assert "the instructor must look at it" in found["output"]
        assert "sqrt_of_reference" not in str(found)
        assert "secret" not in str(found)


def test_nobody_else_is_named(classroom: ClassResults) -> None:
    names = [item.student for item in classroom.submissions]
    for item in classroom.submissions:
        text = gradescope(item, homework=TITLE).decode()
        assert [name for name in names if name != item.student and name in text] == []


@pytest.mark.parametrize("visibility", VISIBILITY["enum"])
def test_visibility_is_that_of_the_file_and_of_every_test(
    visibility: str, classroom: ClassResults
) -> None:
    found = read(one(classroom, "bjorn"), visibility=visibility)
    assert {found["visibility"], *(test["visibility"] for test in found["tests"])} == {visibility}
    assert found["stdout_visibility"] == "hidden"


def test_an_unknown_visibility_is_refused(classroom: ClassResults) -> None:
    with pytest.raises(UsageError) as caught:
        read(one(classroom, "bjorn"), visibility="public")
    assert str(caught.value) == (
        "Expected visibility of hidden, after_due_date, after_published or visible "
        "but got visibility='public'."
    )


def test_long_texts_are_cut(classroom: ClassResults, spoil: Callable) -> None:
    long = spoil(replace(classroom, submissions=[one(classroom, "bjorn")]), "x\n" * 100_000)
    found = read(long.submissions[0])
    assert all(len(test["output"]) < 20_100 for test in found["tests"])
    assert found["tests"][4]["output"].endswith("... (cut)")


@given(text=ANY)
@example(text="\x00\x1b[31m\udcf6</pre><script>\ud800")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_gives_the_same_scores(
    text: str, classroom: ClassResults, spoil: Callable[[ClassResults, str], ClassResults]
) -> None:
    daichi = one(classroom, "daichi")
    found = read(spoil(replace(classroom, submissions=[daichi]), text).submissions[0])
    assert [test["score"] for test in found["tests"]] == [part.score for part in daichi.exercises]
