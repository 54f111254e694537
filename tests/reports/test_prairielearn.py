"""The results of a PrairieLearn grader, by a schema of the documented fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from autograder.reports.prairielearn import prairielearn
from autograder.results import ClassResults, SubmissionResult

ANY = st.text(st.characters(codec=None, exclude_categories=()))
TEXT = {"type": "string"}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["gradable"],
    "properties": {
        "gradable": {"type": "boolean"},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "message": TEXT,
        "output": TEXT,
        "format_errors": {"type": "array", "items": TEXT, "minItems": 1},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "points", "max_points"],
                "properties": {
                    "name": TEXT,
                    "description": TEXT,
                    "points": {"type": "number"},
                    "max_points": {"type": "number"},
                    "message": TEXT,
                    "output": TEXT,
                },
            },
        },
    },
    "if": {"properties": {"gradable": {"const": True}}},
    "then": {"required": ["score"]},
    "else": {"required": ["format_errors"], "not": {"required": ["score"]}},
}


def one(results: ClassResults, name: str) -> SubmissionResult:
    return next(item for item in results.submissions if item.student == name)


def read(result: SubmissionResult) -> dict[str, Any]:
    data = prairielearn(result)
    assert len(data) <= 1_000_000
    found = json.loads(data.decode("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_schema_can_refuse() -> None:
    for wrong in ({"gradable": True}, {"gradable": True, "score": 20}, {"gradable": False}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)


def test_score_is_the_share_of_the_points_and_tests_have_the_points(
    classroom: ClassResults,
) -> None:
    for item in classroom.submissions:
        if item.status != "graded":
            continue
        found = read(item)
        assert found["score"] == pytest.approx(item.score / item.max_score)
        assert sum(test["points"] for test in found["tests"]) == pytest.approx(item.score)
        assert sum(test["max_points"] for test in found["tests"]) == item.max_score
        assert [test["name"] for test in found["tests"]] == [part.title for part in item.exercises]


def test_messages_say_what_is_wrong(classroom: ClassResults) -> None:
    found = read(one(classroom, "bjorn"))
    assert found["message"] == "17.5 of 20 points, 8 of 10 exercises complete."
    message = found["tests"][4]["message"]
    assert message.startswith("gradients: failed, 0 of 1.5 points\n  dense_backward: db[2] = 0.415")
    assert message.endswith("--exercise dense_layer --case 7")
    assert "message" not in found["tests"][0]


def test_a_file_that_cannot_be_run_earns_nothing_and_says_why_once(
    classroom: ClassResults,
) -> None:
    found = read(one(classroom, "mateusz"))
    assert (found["gradable"], found["score"]) == (True, 0)
    assert json.dumps(found).count("unexpected indent") == 1


def test_nothing_handed_in_is_not_gradable(classroom: ClassResults) -> None:
    found = read(one(classroom, "jelena"))
    assert (found["gradable"], found["format_errors"]) == (False, ["Nothing was handed in."])


def test_a_grader_error_is_not_gradable_and_its_text_stays_with_the_instructor(
    classroom: ClassResults, lost: SubmissionResult
) -> None:
    for item in (one(classroom, "hinewai"), lost):
        found = read(item)
        assert found["gradable"] is False
        assert found["tests"] == []
        assert found["format_errors"][0].startswith("The grader itself failed")
        assert "sqrt_of_reference" not in str(found)
        assert "secret" not in str(found)


def test_why_the_grader_failed_is_told_where_students_may_know(lost: SubmissionResult) -> None:
    found = json.loads(prairielearn(lost, why="There is no sandbox here."))
    assert (found["gradable"], found["output"]) == (False, "There is no sandbox here.")


def test_lateness_lowers_the_score_and_is_told(late: SubmissionResult) -> None:
    found = read(late)
    assert found["score"] == pytest.approx((20 - 1.5 - 2) / 20)
    assert found["output"] == "handed in 1 day after the deadline: 2.00 points off"


@pytest.mark.parametrize(("score", "share"), [(21.0, 1.0), (-1.0, 0.0), (10.0, 0.5)])
def test_score_stays_between_0_and_1(score: float, share: float, classroom: ClassResults) -> None:
    assert read(replace(one(classroom, "amara"), score=score))["score"] == share


def test_without_points_all_or_nothing(classroom: ClassResults) -> None:
    for name, share in (("amara", 1), ("bjorn", 0)):
        assert read(replace(one(classroom, name), score=0.0, max_score=0.0))["score"] == share


def test_nobody_else_is_named(classroom: ClassResults) -> None:
    names = [item.student for item in classroom.submissions]
    for item in classroom.submissions:
        text = prairielearn(item).decode()
        assert [name for name in names if name != item.student and name in text] == []


@pytest.mark.parametrize("length", [1_000, 10_000, 100_000])
@pytest.mark.parametrize("exercises", [1, 40])
def test_what_is_too_long_for_1_mb_is_cut(
    length: int, exercises: int, classroom: ClassResults
) -> None:
    daichi = one(classroom, "daichi")
    relu = daichi.exercises[2]
    checks = [replace(check, message="\N{GRINNING FACE}" * length) for check in relu.checks]
    long = replace(daichi, exercises=[replace(relu, checks=checks)] * exercises)
    found = read(long)
    assert len(found["tests"]) == exercises
    assert found["tests"][0]["message"].startswith(
        "forward: passed, 0.5 of 0.5 points\n  \N{GRINNING FACE}"
    )
    assert len(found["tests"][0]["message"]) >= min(length, 200)


@given(text=ANY)
@example(text="\x00\x1b[31m\udcf6</pre><script>\ud800")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_gives_the_same_scores(
    text: str, classroom: ClassResults, spoil: Callable[[ClassResults, str], ClassResults]
) -> None:
    daichi = one(classroom, "daichi")
    found = read(spoil(replace(classroom, submissions=[daichi]), text).submissions[0])
    assert [test["points"] for test in found["tests"]] == [part.score for part in daichi.exercises]
    assert "\x1b" not in str(found)
