"""What a student is told after a save."""

from __future__ import annotations

import pytest

from autograder.reports.changes import changes
from autograder.results import CheckResult, ExerciseResult, SubmissionResult, Verdict


def exercise(name: str, **checks: str) -> ExerciseResult:
    """An exercise with checks of a point each: passed where the text is empty."""
    found = [
        CheckResult(
            name=check,
            kind="agreement",
            verdict=Verdict.FAILED if text else Verdict.PASSED,
            score=0.0 if text else 1.0,
            max_score=1.0,
            message=text,
        )
        for check, text in checks.items()
    ]
    return ExerciseResult(
        name=name,
        title=name,
        score=sum(check.score for check in found),
        max_score=len(found),
        checks=found,
    )


def result(*exercises: ExerciseResult) -> SubmissionResult:
    return SubmissionResult(
        student="you",
        file="a.py",
        score=sum(item.score for item in exercises),
        max_score=9.0,
        status="graded",
        notes=[],
        exercises=list(exercises),
    )


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ({"values": ""}, {"values": ""}, []),
        ({"values": "wrong"}, {"values": "wrong"}, []),
        ({"values": "wrong"}, {"values": ""}, ["adam: now passes", "+1 point"]),
        ({"values": ""}, {"values": "wrong"}, ["adam: new failure in values", "-1 point"]),
        ({"values": "wrong"}, {"values": "raised"}, ["adam: fails in another way"]),
        ({"values": "E: no\n  a.py, line 9: f(x)"}, {"values": "E: no\n  a.py, line 8: f(x)"}, []),
        (
            {"values": "wrong", "slopes": "wrong"},
            {"values": "", "slopes": "wrong"},
            ["adam: values now right", "+1 point"],
        ),
        (
            {"values": "", "slopes": "wrong"},
            {"values": "wrong", "slopes": ""},
            ["adam: slopes now right", "adam: new failure in values"],
        ),
        (
            {"a": "", "b": "", "c": "", "d": "", "e": ""},
            {"a": "x", "b": "x", "c": "x", "d": "x", "e": "x"},
            ["adam: new failure in a, b, c, 2 more", "-5 points"],
        ),
    ],
)
def test_what_changed_is_told(before: dict, after: dict, lines: list[str]) -> None:
    same = exercise("sgd", values="")
    found = changes(
        result(same, exercise("adam", **before)), result(same, exercise("adam", **after))
    )
    assert [item.text for item in found] == lines


def test_good_news_and_bad_differ() -> None:
    before = result(exercise("adam", values=""), exercise("sgd", values="wrong"))
    after = result(exercise("adam", values="wrong"), exercise("sgd", values=""))
    assert [item.direction for item in changes(before, after)] == ["worse", "better"]
