"""The benchmarks on verdicts, each on a small part of what it measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from types import SimpleNamespace

import margins
import measuring
import our_course
import power
import pytest
import scorecard
import slopes
import students
import submissions
from places import HW1

from autograder.authoring.validate import ExerciseReport


def only_of(homeworks: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the other homeworks out."""
    every = our_course.exercises
    monkeypatch.setattr(
        our_course, "exercises", lambda keep: (item for item in every(keep) if item[0] in homeworks)
    )


@pytest.mark.parametrize("near", [slopes.at_scales, slopes.near_kinks])
def test_slopes_never_err_at_any_scale_and_near_kinks(near, monkeypatch) -> None:
    only_of([HW1], monkeypatch)
    found = []
    for homework, point in slopes.points(1):
        mistakes = our_course.mistakes_of(homework, point.exercise.name)
        wrong = [our_course.with_mistake(homework, name) for name in mistakes]
        for place, moved in near(point):
            found += slopes.trials(moved, place, our_course.reference_of(homework), wrong)
    assert {trial.right for trial in found} == {True, False}
    assert not [item for item in found if item.verdict == ("false" if item.right else "true")]
    proved = [trial for trial in found if trial.verdict in slopes.PROVEN]
    assert len(proved) > len(found) / 2


def test_right_and_wrong_results_lie_on_their_sides_of_the_tolerance() -> None:
    found = margins.measure("hw1_forward_backward/sigmoid/0")
    assert found.right < 0.1
    assert found.wrong > 1e3
    assert not found.unseen


def test_a_mistake_that_some_cases_do_not_show_is_told() -> None:
    late = [margins.Margin(0.1, 9.0, "a", ["b"])]
    seen = [margins.Margin(0.1, 9.0, "a")] * 10
    span = margins.Span.of(seen + late)
    assert span.faults(()) == ["b passes with the cases of 1 of 11 seeds"]
    assert not span.faults(["b"]), "draws give it away"


def test_a_class_of_right_students_meets_no_false_alarm(monkeypatch) -> None:
    monkeypatch.setattr(students, "CLASS", 2)
    for exercise in (
        "hw2_initialization_normalization/initialization",
        "hw3_regularization/dropout",
    ):
        luck = students.grade_class(f"{exercise}/0")
        assert luck.gradings == 2
        assert not luck.failures
        assert luck.smallest > 1e-6


def test_a_mistake_that_draws_give_away_at_once_is_bounded_low(monkeypatch) -> None:
    missed = {"dropout_one_mask_for_batch": 200}
    span = margins.Span(200, (0, 0, 0), (9, 9, 9), "", missed)
    known = {"dropout": measuring.Measured("", "", span)}
    monkeypatch.setattr(measuring, "recall", lambda *_: known)
    found = {item.mistake: item for item in power.measure("hw3_regularization/dropout/3")}
    assert found.keys() == missed.keys()
    assert found["dropout_one_mask_for_batch"].missed == 0
    assert found["dropout_one_mask_for_batch"].bound < 1e-12


def test_a_case_is_known_by_its_inputs_wherever_it_stands_in_a_bank() -> None:
    tally = power.Tally()
    for run in range(100):
        schemes = ["he", "lecun", "xavier", "glorot"]
        cases = [SimpleNamespace(inputs={"scheme": it, "seed": run}) for it in schemes * 3]
        Random(run).shuffle(cases)
        labels = power.labels_of(cases, "layers")
        seen = zip(labels, cases, strict=True)
        tally.add([power.Seen(own, case.inputs["scheme"] == "he", {}) for own, case in seen])
    upper = 1 - (1 - power.CONFIDENCE) ** (1 / 100)  # where 100 of 100 were caught
    assert tally.missed == 0
    assert tally.bound == pytest.approx(upper**3)


def test_a_benchmark_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(measuring, "ROOT", tmp_path)
    folder = tmp_path / "build" / "benchmarks" / "lengths"
    groups = {"short": ["a", "bb"], "long": ["cccc"]}
    running = measuring.resumed("lengths", groups, len, int)
    assert next(running) in [("short", [1, 2]), ("long", [4])]
    running.close()
    assert list(folder.iterdir()), "nothing is kept of what may not have been used"
    (folder / "short.jsonl").write_text('["a",7]\n')
    assert dict(measuring.resumed("lengths", groups, len, int)) == {"short": [7, 2], "long": [4]}
    assert not list(folder.iterdir()), "what was used would be taken for new the next time"


def test_students_are_added_to_those_of_before(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(measuring, "MEASURED", tmp_path)
    only_of(["hw3_regularization"], monkeypatch)
    asked = []

    def resumed(_: str, groups: dict[str, list[str]], *__: object) -> Iterator[tuple]:
        asked.append([key for keys in groups.values() for key in keys if "dropout" in key])
        for name, keys in groups.items():
            numbers = [int(key.rpartition("/")[2]) for key in keys]
            yield name, [students.Luck(50, [], 7, 0.1 / (1 + number)) for number in numbers]

    monkeypatch.setattr(measuring, "resumed", resumed)
    students.sweep(100)
    total = students.sweep(200)
    dropout = "hw3_regularization/dropout"
    assert asked == [[f"{dropout}/0", f"{dropout}/1"], [f"{dropout}/2", f"{dropout}/3"]]
    assert total["dropout"] == students.Luck(200, [], 28, 0.1 / 4)
    assert students.sweep(200) == total
    assert asked[2:] == [[]]


def test_a_submission_that_some_bank_misjudges_is_told() -> None:
    judged = submissions.measure(f"{HW1}/sigmoid/7")
    right = [
        *our_course.files_of(HW1, "sigmoid", "right"),
        *our_course.files_of(HW1, "whole", "right"),
    ]
    wrong = our_course.files_of(HW1, "sigmoid", "wrong")
    assert judged == submissions.Judged(1, len(right), len(wrong))
    assert (judged.passed, judged.failed) == (len(right), len(wrong))
    judged.add(submissions.Judged(1, 4, 2, {"wrong/relu/mean": [8]}))
    judged.add(submissions.Judged(1, 4, 2, {"wrong/relu/mean": [9], "right/relu/where": [9]}))
    assert (judged.seeds, judged.passed, judged.failed) == (3, 3, 1)
    assert submissions.summary([judged]) == (
        "18 gradings of right and wrong submissions, 3 misjudged"
    )
    assert judged.faults == [
        "wrong/relu/mean is misjudged with the cases of 2 of 3 seeds: 8, 9",
        "right/relu/where is misjudged with the cases of 1 of 3 seeds: 9",
    ]


def test_the_scorecard_tells_what_is_not_as_promised() -> None:
    report = ExerciseReport("relu", 9, 0.0, 3, 3, 3, 20, 18, 2, 0, 0.0)
    judged = submissions.Judged(20, right=4, wrong=2)
    fine = scorecard.Line("hw1_forward_backward", report, judged)
    assert fine.cells[:6] == ["relu", "18 / 18", "2", "3 / 3", "2 / 2", "4 / 4"]
    assert fine.cells[6:] == ["", "", "", ""]
    waiting = scorecard.Line(
        "hw1_forward_backward", report, waiting=["submissions", "margins", "students"]
    )
    assert waiting.cells[4:] == ["…", "…", "…", "…", "", "…"]
    assert not fine.faults
    crossed = margins.Span.of(
        [
            margins.Margin(0.1, 5.0, "relu_twice", ["relu_random"]),
            margins.Margin(2.0, 7.0, "relu_twice", ["relu_random", "relu_of_large_ones"]),
        ]
    )
    assert (crossed.right, crossed.wrong) == ((0.1, 1.05, 2.0), (5.0, 6.0, 7.0))
    slips = [power.Bound("relu_random", 3, 30, 1, 1e-3, False)]
    judged = submissions.Judged(20, right=4, wrong=2, misjudged={"wrong/relu/mean": [0, 7]})
    bad = scorecard.Line("hw1_forward_backward", report, judged, crossed, slips)
    assert bad.cells[4:6] == ["1 / 2", "4 / 4"]
    assert bad.faults == [
        "relu: wrong/relu/mean is misjudged with the cases of 2 of 20 seeds: 0, 7",
        "relu: relu_random slips by",
        "relu: a margin is crossed",
        "relu: relu_of_large_ones passes with the cases of 1 of 2 seeds",
    ]
    unbounded = scorecard.Line(
        "hw1_forward_backward", report, fine.judged, crossed, waiting=["power"]
    )
    assert unbounded.faults == ["relu: a margin is crossed"], "whatever else is to be measured"
    assert "| relu " in scorecard.page([fine])
