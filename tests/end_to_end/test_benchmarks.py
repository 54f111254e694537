"""The benchmarks on verdicts, each on a small part of what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import common
import margins
import power
import pytest
import scorecard
import slopes
import students
from places import HW1

from autograder.authoring.validate import ExerciseReport


def only_of(homeworks: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the other homeworks out."""
    every = common.exercises
    monkeypatch.setattr(
        common, "exercises", lambda keep: (item for item in every(keep) if item[0] in homeworks)
    )


@pytest.mark.parametrize("near", [slopes.at_scales, slopes.near_kinks])
def test_slopes_never_err_at_any_scale_and_near_kinks(near, monkeypatch) -> None:
    only_of([HW1], monkeypatch)
    found = []
    for homework, point in slopes.points(1):
        mistakes = common.mistakes_of(homework, point.exercise.name)
        wrong = [common.with_mistake(homework, name) for name in mistakes]
        for place, moved in near(point):
            found += slopes.trials(moved, place, common.reference_of(homework), wrong)
    assert {trial.right for trial in found} == {True, False}
    assert not [item for item in found if item.verdict == ("false" if item.right else "true")]
    proved = [trial for trial in found if trial.verdict in slopes.PROVEN]
    assert len(proved) > len(found) / 2


def test_right_and_wrong_results_lie_on_their_sides_of_the_tolerance() -> None:
    part = common.only_checks(
        common.assignment_of("hw1_forward_backward").exercise("sigmoid"), margins.compares
    )
    found = margins.measure("hw1_forward_backward", part, 0)
    assert found.right < 1e-2
    assert found.wrong > 1e3


def test_a_class_of_right_students_meets_no_false_alarm(monkeypatch) -> None:
    monkeypatch.setattr(students, "CLASS", 2)
    only_of(["hw2_initialization_normalization", "hw3_regularization"], monkeypatch)
    found = students.grade_class("0")
    assert {luck.gradings for luck in found.values()} == {2}
    assert not [text for luck in found.values() for text in luck.failures]
    assert min(luck.smallest for luck in found.values()) > 1e-6


def test_a_mistake_that_draws_give_away_at_once_is_bounded_low() -> None:
    found = {item.mistake: item for item in power.measure("hw3_regularization/dropout/3")}
    assert found["dropout_one_mask_for_batch"].missed == 0
    assert found["dropout_one_mask_for_batch"].bound < 1e-12


def test_a_benchmark_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(common, "ROOT", tmp_path)
    assert common.resumed("lengths", ["a", "bb"], len, int) == {"a": 1, "bb": 2}
    kept = tmp_path / "build" / "benchmarks" / "lengths.jsonl"
    kept.write_text('["a",7]\n')
    assert common.resumed("lengths", ["a", "bb"], len, int) == {"a": 7, "bb": 2}


def test_students_are_added_to_those_of_before(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(common, "MEASURED", tmp_path)
    asked = []

    def resumed(_: str, keys: Sequence[str], *__: object) -> dict[str, dict[str, students.Luck]]:
        asked.append(list(keys))
        return {key: {"dropout": students.Luck(50, [], 7, 0.1 / (1 + int(key)))} for key in keys}

    monkeypatch.setattr(common, "resumed", resumed)
    students.sweep(100)
    total = students.sweep(160)
    assert asked == [["0", "1"], ["2", "3"]]
    assert total["dropout"] == students.Luck(200, [], 28, 0.1 / 4)
    assert students.sweep(200) == total
    assert len(asked) == 2


def test_the_scorecard_tells_what_is_not_as_promised() -> None:
    report = ExerciseReport("relu", 9, 0.0, 3, 3, 3, 20, 18, 2, 0, 0.0)
    fine = scorecard.Line("hw1_forward_backward", scorecard.Tried(report, 2, 2, 4, 4))
    assert fine.cells[:6] == ["relu", "18 / 18", "2", "3 / 3", "2 / 2", "4 / 4"]
    assert not fine.faults
    crossed = margins.Span.of(
        [
            margins.Margin("relu", 0.1, 5.0, "relu_twice"),
            margins.Margin("relu", 2.0, 7.0, "relu_twice"),
        ]
    )
    assert (crossed.right, crossed.wrong) == ((0.1, 1.05, 2.0), (5.0, 6.0, 7.0))
    slips = [power.Bound("relu_random", 3, 30, 1, 1e-3, False)]
    bad = scorecard.Line("hw1_forward_backward", fine.tried, crossed, slips)
    assert bad.faults == ["relu: relu_random slips by", "relu: a margin is crossed"]
    assert "| relu " in scorecard.page([fine])
