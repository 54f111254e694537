"""The class in numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from autograder.reports import tables
from autograder.results import ClassResults, SubmissionResult

EXERCISES = [
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "dense_layer",
    "softmax",
    "normalized_sigmoid",
    "losses",
    "whole_network",
    "gradient_checking",
]


def read_rows(results: ClassResults, folder: Path) -> list[dict[str, str]]:
    tables.write_csv(results, folder / "grades.csv")
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def only(results: ClassResults, *students: str) -> list[SubmissionResult]:
    return [item for item in results.submissions if item.student in students]


def test_csv_has_one_row_per_student_and_one_column_per_exercise(
    classroom: ClassResults, tmp_path: Path
) -> None:
    rows = read_rows(classroom, tmp_path)
    assert [row["student"] for row in rows] == [item.student for item in classroom.submissions]
    assert list(rows[0]) == ["student", "file", "status", "score", "max_score", *EXERCISES]
    bjorn = rows[1]
    assert (bjorn["status"], bjorn["score"], bjorn["max_score"]) == ("graded", "17.5", "20")
    assert (bjorn["dense_layer"], bjorn["softmax"], bjorn["relu"]) == ("1.5", "1.5", "1.5")
    assert bjorn["file"] == "bjorn/hw1_forward_backward/forward_backward.py"


def test_csv_says_missing_with_no_file_and_no_points(
    classroom: ClassResults, tmp_path: Path
) -> None:
    (row,) = (row for row in read_rows(classroom, tmp_path) if row["student"] == "jelena")
    assert (row["status"], row["file"], row["score"], row["relu"]) == ("missing", "", "0", "0")


def test_csv_leaves_what_the_grader_failed_at_empty(
    classroom: ClassResults, tmp_path: Path
) -> None:
    (row,) = (row for row in read_rows(classroom, tmp_path) if row["student"] == "hinewai")
    assert (row["status"], row["score"], row["losses"], row["tanh"]) == ("error", "", "", "1.5")


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "  =HYPERLINK(1)", "=cmd|' /C calc'!A0"],
)
def test_csv_cells_are_no_formulas(name: str, classroom: ClassResults, tmp_path: Path) -> None:
    renamed = replace(classroom.submissions[0], student=name, file=f"{name}/x.py")
    (row,) = read_rows(replace(classroom, submissions=[renamed]), tmp_path)
    assert (row["student"], row["file"]) == (f"'{name}", f"'{name}/x.py")


@pytest.mark.parametrize("name", ['Ann "Q", Lee', "two\nlines", "carriage\rreturn", "Zoë", "a;b"])
def test_csv_quotes_names(name: str, classroom: ClassResults, tmp_path: Path) -> None:
    renamed = replace(classroom.submissions[0], student=name)
    (row,) = read_rows(replace(classroom, submissions=[renamed]), tmp_path)
    assert row["student"] == name
    assert row["gradient_checking"] == "1.5"


def test_csv_takes_names_that_are_no_unicode(classroom: ClassResults, tmp_path: Path) -> None:
    renamed = replace(classroom.submissions[0], student="j\udcf6rg")
    (row,) = read_rows(replace(classroom, submissions=[renamed]), tmp_path)
    assert row["student"] == "j\\udcf6rg"


def test_csv_of_an_empty_class_is_its_header(classroom: ClassResults, tmp_path: Path) -> None:
    tables.write_csv(replace(classroom, submissions=[]), tmp_path / "new" / "grades.csv")
    text = (tmp_path / "new" / "grades.csv").read_text("utf-8")
    assert text.splitlines() == ["student,file,status,score,max_score"]


def test_csv_has_no_cell_for_an_exercise_without_a_result(
    classroom: ClassResults, tmp_path: Path
) -> None:
    first, second, *_ = classroom.submissions
    short = replace(second, exercises=second.exercises[:2])
    rows = read_rows(replace(classroom, submissions=[first, short]), tmp_path)
    assert (rows[1]["tanh"], rows[1]["relu"]) == ("1.5", "")


def test_pass_rates_count_neither_missing_work_nor_grader_errors(classroom: ClassResults) -> None:
    rates = {rate.exercise: rate for rate in tables.pass_rates(classroom)}
    assert list(rates) == EXERCISES
    assert rates["softmax"][:4] == ("softmax", "Softmax", 8, 14)
    assert (rates["losses"].passed, rates["losses"].graded) == (12, 13)


def test_pass_rates_give_the_mean_share_of_the_points(classroom: ClassResults) -> None:
    two = replace(classroom, submissions=only(classroom, "amara", "bjorn"))
    shares = {rate.exercise: rate.share for rate in tables.pass_rates(two)}
    assert shares["dense_layer"] == pytest.approx((1 + 1.5 / 3) / 2)
    assert shares["sigmoid"] == 1


def test_pass_rates_without_points_have_no_share(classroom: ClassResults) -> None:
    amara = classroom.submissions[0]
    free = replace(amara.exercises[0], score=0.0, max_score=0.0)
    results = replace(classroom, submissions=[replace(amara, exercises=[free])])
    (rate,) = tables.pass_rates(results)
    assert rate == ("sigmoid", "Sigmoid", 1, 1, None, None)


def scored(results: ClassResults, points: list[tuple[float, float, float]]) -> ClassResults:
    """A class in which every student has these points, of 1, in the first three exercises."""
    amara = results.submissions[0]
    submissions = []
    for number, row in enumerate(points):
        pairs = zip(amara.exercises, row, strict=False)
        exercises = [replace(item, score=score, max_score=1.0) for item, score in pairs]
        submissions.append(replace(amara, student=f"s{number}", exercises=exercises))
    return replace(results, submissions=submissions)


def test_an_exercise_tells_students_apart_as_the_others_do(classroom: ClassResults) -> None:
    knows = [number % 2 for number in range(10)]
    results = scored(classroom, [(float(x), float(x), float(1 - x)) for x in knows])
    first, second, third = (rate.discrimination for rate in tables.pass_rates(results))
    # The rest of the first is one exercise that agrees and one that contradicts: all the same.
    assert (first, second) == (None, None)
    assert third == pytest.approx(-1.0)


def test_few_students_or_equal_ones_tell_nothing(classroom: ClassResults) -> None:
    few = scored(classroom, [(float(x % 2), float(x % 2), 0.0) for x in range(9)])
    equal = scored(classroom, [(1.0, float(x % 2), 0.0) for x in range(10)])
    assert {rate.discrimination for rate in tables.pass_rates(few)} == {None}
    assert tables.pass_rates(equal)[0].discrimination is None


def test_pass_rates_of_a_class_that_handed_nothing_in(classroom: ClassResults) -> None:
    missing = replace(classroom, submissions=only(classroom, "jelena"))
    nothing = [(0, 0, None, None)] * len(EXERCISES)
    assert [rate[2:] for rate in tables.pass_rates(missing)] == nothing
    assert tables.pass_rates(replace(classroom, submissions=[])) == []


def test_frequent_diagnoses_come_most_frequent_first(classroom: ClassResults) -> None:
    found = tables.frequent_diagnoses(classroom)
    assert [(item.exercise, item.diagnosis.name, item.students) for item in found] == [
        ("softmax", "softmax_without_shift", ["bjorn", "ebru", "goran", "hinewai", "kwame"]),
        ("dense_layer", "bias_gradient_averaged", ["bjorn", "daichi", "goran"]),
        ("relu", "mask_from_upstream", ["daichi", "kwame"]),
        ("leaky_relu", "argument_changed_in_place", ["goran", "nikolai"]),
        ("gradient_checking", "one_sided_difference", ["ignacio"]),
    ]


def test_a_diagnosis_that_explains_two_checks_counts_a_student_once(
    classroom: ClassResults,
) -> None:
    (bjorn,) = only(classroom, "bjorn")
    dense = next(item for item in bjorn.exercises if item.name == "dense_layer")
    wrong = dense.checks[1]
    twice = replace(dense, checks=[wrong, replace(wrong, name="again")])
    results = replace(classroom, submissions=[replace(bjorn, exercises=[twice])])
    (found,) = tables.frequent_diagnoses(results)
    assert found.students == ["bjorn"]


def test_no_diagnoses_without_mistakes(classroom: ClassResults) -> None:
    right = replace(classroom, submissions=only(classroom, "amara", "chiara"))
    assert tables.frequent_diagnoses(right) == []


def test_score_distribution_holds_every_graded_submission_once(classroom: ClassResults) -> None:
    assert tables.score_distribution(classroom) == [1, 0, 0, 0, 0, 0, 0, 1, 3, 8]


@pytest.mark.parametrize(
    ("score", "place"),
    [(0.0, 0), (1.99, 0), (2.0, 1), (5.999999999999, 3), (18.0, 9), (20.0, 9), (21.0, 9)],
)
def test_score_distribution_puts_edges_into_the_upper_tenth(
    score: float, place: int, classroom: ClassResults
) -> None:
    one = replace(classroom.submissions[0], score=score)
    counts = tables.score_distribution(replace(classroom, submissions=[one]))
    assert counts == [int(index == place) for index in range(10)]


def test_score_distribution_leaves_out_homework_without_points(classroom: ClassResults) -> None:
    free = replace(classroom.submissions[0], score=0.0, max_score=0.0)
    assert tables.score_distribution(replace(classroom, submissions=[free])) == [0] * 10


def test_standing_is_error_as_soon_as_one_check_is(classroom: ClassResults) -> None:
    (hinewai,) = only(classroom, "hinewai")
    assert tables.standing(replace(hinewai, status="graded")) == "error"
