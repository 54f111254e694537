from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.results import (
    SCHEMA,
    AttemptResult,
    BankInfo,
    CheckResult,
    ClassResults,
    Counterexample,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
    json_parts,
    to_json,
)

HALVED = Diagnosis(name="halved", behaves="half were missing", hint="count again")
AVERAGED = Diagnosis(name="averaged", behaves="it were averaged", hint="sum")
CASE = Counterexample(
    case=7, inputs={"x": "[1]"}, got="1", expected="2", reproduce="check --case 7"
)


def check(verdict: Verdict = Verdict.PASSED, name: str = "value", **how: object) -> CheckResult:
    score = 1.0 if verdict is Verdict.PASSED else 0.0
    fields = {"kind": "agreement", "score": score, "max_score": 1.0, **how}
    return CheckResult(name=name, verdict=verdict, **fields)


def exercise(*checks: CheckResult) -> ExerciseResult:
    score = sum(item.score for item in checks)
    return ExerciseResult(
        name="dense", title="Dense layer", score=score, max_score=2.0, checks=list(checks)
    )


def submission(*exercises: ExerciseResult, status: str = "graded") -> SubmissionResult:
    return SubmissionResult(
        student="ada",
        file="layers.py",
        score=1.0,
        max_score=2.0,
        status=status,
        notes=[],
        exercises=list(exercises),
    )


def of_class(*submissions: SubmissionResult) -> ClassResults:
    bank = BankInfo(id="0123", seed=5, oracles=["numpy"])
    return ClassResults(assignment="hw1_x", bank=bank, submissions=list(submissions))


@pytest.mark.parametrize("verdict", Verdict)
def test_an_exercise_is_passed_only_if_every_check_is(verdict: Verdict) -> None:
    passed = verdict is Verdict.PASSED
    assert exercise(check(), check(verdict)).passed is passed
    assert submission(exercise(check()), exercise(check(verdict))).passed is passed


@pytest.mark.parametrize(
    ("status", "passed"), [("graded", True), ("missing", False), ("error", False)]
)
def test_only_a_graded_submission_is_passed(status: str, passed: bool) -> None:
    assert submission(exercise(check()), status=status).passed is passed


def test_an_exercise_gives_each_diagnosis_once_in_order() -> None:
    found = exercise(
        check(diagnosis=[HALVED]), check(diagnosis=[AVERAGED, HALVED]), check(diagnosis=[])
    )
    assert found.diagnosis == [HALVED, AVERAGED]


def test_results_are_immutable_and_compared_by_value() -> None:
    assert check() == check()
    assert check() != check(Verdict.FAILED)
    with pytest.raises(AttributeError):
        check().score = 5.0  # type: ignore[misc]


def test_json_holds_the_contract_s_fields_in_order() -> None:
    failed = check(Verdict.FAILED, message="dw is half", counterexample=CASE, diagnosis=[HALVED])
    data = to_json(of_class(submission(exercise(check(), failed))))
    assert json.loads(data) == {
        "schema": SCHEMA,
        "assignment": "hw1_x",
        "bank": {"id": "0123", "seed": 5, "oracles": ["numpy"]},
        "deadline": "",
        "submissions": [
            {
                "student": "ada",
                "file": "layers.py",
                "score": 1.0,
                "max_score": 2.0,
                "status": "graded",
                "notes": [],
                "exercises": [
                    {
                        "name": "dense",
                        "title": "Dense layer",
                        "score": 1.0,
                        "max_score": 2.0,
                        "checks": [
                            {
                                "name": "value",
                                "kind": "agreement",
                                "verdict": "passed",
                                "score": 1.0,
                                "max_score": 1.0,
                                "message": "",
                                "counterexample": None,
                                "diagnosis": [],
                            },
                            {
                                "name": "value",
                                "kind": "agreement",
                                "verdict": "failed",
                                "score": 0.0,
                                "max_score": 1.0,
                                "message": "dw is half",
                                "counterexample": {
                                    "case": 7,
                                    "inputs": {"x": "[1]"},
                                    "got": "1",
                                    "expected": "2",
                                    "reproduce": "check --case 7",
                                },
                                "diagnosis": [
                                    {
                                        "name": "halved",
                                        "behaves": "half were missing",
                                        "hint": "count again",
                                    }
                                ],
                            },
                        ],
                        "behaviour": "",
                        "pictures": [],
                    }
                ],
            }
        ],
    }
    assert list(json.loads(data)) == ["schema", "assignment", "bank", "deadline", "submissions"]


def test_json_is_readable_and_ends_its_last_line() -> None:
    lines = to_json(of_class()).decode().split("\n")
    assert lines[:3] == ["{", ' "schema": 1,', ' "assignment": "hw1_x",']
    assert lines[-2:] == ["}", ""]


def test_the_same_results_give_the_same_bytes_and_come_back() -> None:
    results = of_class(submission(exercise(check(message="größer als ½"))))
    assert to_json(results) == to_json(of_class(*results.submissions))
    assert msgspec.json.decode(to_json(results), type=ClassResults) == results


@pytest.mark.parametrize("field", ["verdict", "status"])
def test_words_outside_the_contract_are_refused_on_reading(field: str) -> None:
    data = to_json(of_class(submission(exercise(check()))))
    word = {"verdict": b'"passed"', "status": b'"graded"'}[field]
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'excellent'"):
        msgspec.json.decode(data.replace(word, b'"excellent"'), type=ClassResults)


texts = st.text(max_size=8) | st.sampled_from(["[]", "\n", '{"a": []}', "größer"])
numbers = st.floats(0, 100)
checks = st.builds(
    CheckResult,
    name=texts,
    kind=texts,
    verdict=st.sampled_from(Verdict),
    score=numbers,
    max_score=numbers,
    message=texts,
    counterexample=st.sampled_from([None, CASE]),
    diagnosis=st.lists(st.sampled_from([HALVED, AVERAGED]), max_size=2),
)
exercises = st.builds(
    ExerciseResult,
    name=texts,
    title=texts,
    score=numbers,
    max_score=numbers,
    checks=st.lists(checks, max_size=2),
)
attempts = st.builds(
    AttemptResult,
    handed_in=texts,
    score=numbers,
    late_seconds=numbers,
    penalty=numbers,
    counts=st.booleans(),
)
submissions = st.builds(
    SubmissionResult,
    student=texts,
    file=texts,
    score=numbers,
    max_score=numbers,
    status=st.sampled_from(["graded", "missing", "error"]),
    notes=st.lists(texts, max_size=2),
    exercises=st.lists(exercises, max_size=2),
    attempts=st.lists(attempts, max_size=2),
)
classes = st.builds(
    ClassResults,
    assignment=texts,
    bank=st.builds(BankInfo, id=texts, seed=st.integers(0, 2**62), oracles=st.lists(texts)),
    submissions=st.lists(submissions, max_size=3),
)


@given(classes)
def test_parts_are_the_same_bytes_as_the_whole(results: ClassResults) -> None:
    parts = list(json_parts(results))
    assert b"".join(parts) == to_json(results)
    assert len(parts) == (2 + len(results.submissions) if results.submissions else 1)


def test_attempts_are_in_the_json_only_where_there_are_some() -> None:
    late = AttemptResult(
        handed_in="2030-01-31T12:00:00+00:00",
        score=9.0,
        late_seconds=60.0,
        penalty=2.5,
        counts=True,
    )
    without = submission(exercise(check()))
    several = msgspec.structs.replace(without, attempts=[late])
    assert "attempts" not in json.loads(to_json(without))
    assert json.loads(to_json(several))["attempts"] == [
        {
            "handed_in": "2030-01-31T12:00:00+00:00",
            "score": 9.0,
            "late_seconds": 60.0,
            "penalty": 2.5,
            "counts": True,
        }
    ]
