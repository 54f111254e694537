"""The class in numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from autograder.reports import tables
from autograder.reports.tables import Tally
from autograder.results import ClassResults, SubmissionResult, Verdict

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


def tally(results: ClassResults) -> Tally:
    return Tally.of(results.submissions)


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
    rates = {rate.exercise: rate for rate in tally(classroom).pass_rates()}
    assert list(rates) == EXERCISES
    assert rates["softmax"][:4] == ("softmax", "Softmax", 8, 14)
    assert (rates["losses"].passed, rates["losses"].graded) == (12, 13)


def test_pass_rates_give_the_mean_share_of_the_points(classroom: ClassResults) -> None:
    two = replace(classroom, submissions=only(classroom, "amara", "bjorn"))
    shares = {rate.exercise: rate.share for rate in tally(two).pass_rates()}
    assert shares["dense_layer"] == pytest.approx((1 + 1.5 / 3) / 2)
    assert shares["sigmoid"] == 1


def test_pass_rates_without_points_have_no_share(classroom: ClassResults) -> None:
    amara = classroom.submissions[0]
    free = replace(amara.exercises[0], score=0.0, max_score=0.0)
    results = replace(classroom, submissions=[replace(amara, exercises=[free])])
    (rate,) = tally(results).pass_rates()
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
    first, second, third = (rate.discrimination for rate in tally(results).pass_rates())
    # The rest of the first is one exercise that agrees and one that contradicts: all the same.
    assert (first, second) == (None, None)
    assert third == pytest.approx(-1.0)


def test_few_students_or_equal_ones_tell_nothing(classroom: ClassResults) -> None:
    few = scored(classroom, [(float(x % 2), float(x % 2), 0.0) for x in range(9)])
    equal = scored(classroom, [(1.0, float(x % 2), 0.0) for x in range(10)])
    assert {rate.discrimination for rate in tally(few).pass_rates()} == {None}
    assert tally(equal).pass_rates()[0].discrimination is None


def test_pass_rates_of_a_class_that_handed_nothing_in(classroom: ClassResults) -> None:
    missing = replace(classroom, submissions=only(classroom, "jelena"))
    nothing = [(0, 0, None, None)] * len(EXERCISES)
    assert [rate[2:] for rate in tally(missing).pass_rates()] == nothing
    assert tally(replace(classroom, submissions=[])).pass_rates() == []


def test_diagnoses_come_most_frequent_first(classroom: ClassResults) -> None:
    found = tally(classroom).mistakes()
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
    (found,) = tally(results).mistakes()
    assert found.students == ["bjorn"]


def behaving(results: ClassResults, keys: dict[str, str]) -> ClassResults:
    """The class, in which these students' first exercise behaves so and has no diagnosis."""
    submissions = []
    for item in results.submissions:
        first, *rest = item.exercises
        if item.student in keys:
            wrong = replace(first.checks[1], verdict=Verdict.FAILED, message=f"by {item.student}")
            checks = [first.checks[0], wrong, *first.checks[2:]]
            first = replace(first, checks=checks, behaviour=keys[item.student])
        submissions.append(replace(item, exercises=[first, *rest]))
    return replace(results, submissions=submissions)


def test_students_with_the_same_nameless_behaviour_are_one_entry(classroom: ClassResults) -> None:
    keys = dict.fromkeys(("amara", "chiara", "fatima", "lakshmi"), "aaaaaaaaaaaa")
    found = tally(behaving(classroom, keys)).mistakes()
    assert [len(item.students) for item in found] == [5, 4, 3, 2, 2, 1]
    assert found[1][:2] == ("sigmoid", None)
    assert (found[1].example.name, found[1].example.message) == ("backward", "by amara")
    assert found[1].students == ["amara", "chiara", "fatima", "lakshmi"]


def test_a_nameless_behaviour_of_one_student_is_no_entry(classroom: ClassResults) -> None:
    other = behaving(classroom, {"amara": "aaaaaaaaaaaa", "chiara": "bbbbbbbbbbbb"})
    assert tally(other).mistakes() == tally(classroom).mistakes()


def test_a_behaviour_with_a_diagnosis_is_told_once(classroom: ClassResults) -> None:
    submissions = [
        replace(item, exercises=[replace(one, behaviour="aaaaaaaaaaaa") for one in item.exercises])
        for item in only(classroom, "bjorn", "daichi", "goran")
    ]
    found = tally(replace(classroom, submissions=submissions)).mistakes()
    of_dense = [item for item in found if item.exercise == "dense_layer"]
    assert [item.students for item in of_dense] == [["bjorn", "daichi", "goran"]]


def test_no_diagnoses_without_mistakes(classroom: ClassResults) -> None:
    right = replace(classroom, submissions=only(classroom, "amara", "chiara"))
    assert tally(right).mistakes() == []


def test_score_distribution_holds_every_graded_submission_once(classroom: ClassResults) -> None:
    assert tally(classroom).distribution() == [1, 0, 0, 0, 0, 0, 0, 1, 3, 8]


@pytest.mark.parametrize(
    ("score", "place"),
    [(0.0, 0), (1.99, 0), (2.0, 1), (5.999999999999, 3), (18.0, 9), (20.0, 9), (21.0, 9)],
)
def test_score_distribution_puts_edges_into_the_upper_tenth(
    score: float, place: int, classroom: ClassResults
) -> None:
    one = replace(classroom.submissions[0], score=score)
    counts = tally(replace(classroom, submissions=[one])).distribution()
    assert counts == [int(index == place) for index in range(10)]


def test_score_distribution_leaves_out_homework_without_points(classroom: ClassResults) -> None:
    free = replace(classroom.submissions[0], score=0.0, max_score=0.0)
    assert tally(replace(classroom, submissions=[free])).distribution() == [0] * 10


def test_standing_is_error_as_soon_as_one_check_is(classroom: ClassResults) -> None:
    (hinewai,) = only(classroom, "hinewai")
    assert tables.standing(replace(hinewai, status="graded")) == "error"
