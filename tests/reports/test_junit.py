"""JUnit XML, validated by a schema and read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from autograder.reports.junit import junit_parts
from autograder.results import ClassResults, SubmissionResult, Verdict

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))
ANY = st.text(st.characters(codec=None, exclude_categories=()))
TAGS = {Verdict.FAILED: "failure", Verdict.ERROR: "error", Verdict.SKIPPED: "skipped"}


def read(results: ClassResults) -> ElementTree.Element:
    data = b"".join(junit_parts(results.submissions, homework=results.assignment))
    SCHEMA.validate(data.decode())
    return ElementTree.fromstring(data)


def suite(results: ClassResults, student: str) -> ElementTree.Element:
    return next(item for item in read(results) if item.get("name") == student)


def case(results: ClassResults, student: str, exercise: str, check: str) -> ElementTree.Element:
    place = f"hw1_forward_backward.{exercise}"
    return next(
        item
        for item in suite(results, student)
        if (item.get("classname"), item.get("name")) == (place, check)
    )


def test_the_schema_can_refuse() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate("<testsuites><testsuite name='a'/></testsuites>")


def test_every_student_is_a_suite_and_every_check_a_case(classroom: ClassResults) -> None:
    suites = list(read(classroom))
    assert [item.get("name") for item in suites] == [item.student for item in classroom.submissions]
    for item, submission in zip(suites, classroom.submissions, strict=True):
        assert [(each.get("classname"), each.get("name")) for each in item.iter("testcase")] == [
            (f"hw1_forward_backward.{exercise.name}", check.name)
            for exercise in submission.exercises
            for check in exercise.checks
        ]


def test_counts_are_those_of_the_verdicts(classroom: ClassResults) -> None:
    root = read(classroom)
    total: Counter[str] = Counter()
    for item, submission in zip(root, classroom.submissions, strict=True):
        verdicts = Counter(check.verdict for part in submission.exercises for check in part.checks)
        assert item.get("tests") == str(verdicts.total())
        assert item.get("failures") == str(verdicts[Verdict.FAILED])
        assert item.get("errors") == str(verdicts[Verdict.ERROR])
        assert item.get("skipped") == str(verdicts[Verdict.SKIPPED])
        for verdict, tag in TAGS.items():
            assert len(item.findall(f"testcase/{tag}")) == verdicts[verdict]
        total.update({name: int(item.get(name, "")) for name in ("tests", "failures", "errors")})
    assert {name: int(root.get(name, "")) for name in total} == total


def test_a_failure_has_message_diagnosis_case_and_the_line_that_reproduces_it(
    classroom: ClassResults,
) -> None:
    (failure,) = case(classroom, "bjorn", "dense_layer", "gradients")
    assert failure.get("type") == "agreement"
    first = "dense_backward: db[2] = 0.415, but should be 1.245   [x (3, 2), w (2, 4), dz (3, 4)]"
    assert failure.get("message") == first
    assert failure.text is not None
    assert failure.text.startswith(f"{first}\n  all 4 elements differ, each is 1/3 of what")
    assert "\nBehaves exactly as if the gradient were averaged over the batch a" in failure.text
    assert "\nHint: The upstream gradient `dz` already holds the factor 1/N" in failure.text
    assert "\n  input x = [[ 1.25, -0.5 ],\n             [ 0.75,  2.0 ],\n" in failure.text
    assert "\n  yours = [0.1333, -0.2667, 0.415, -0.9]\n  expected = [0.4, -0.8," in failure.text
    assert failure.text.endswith(
        "\nReproduce: autograder check hw1_forward_backward --exercise dense_layer --case 7"
    )


def test_what_was_skipped_says_why(classroom: ClassResults) -> None:
    (skipped,) = case(classroom, "daichi", "gradient_checking", "comparison")
    assert (skipped.tag, skipped.get("message")) == (
        "skipped",
        "comes after the first right result",
    )


def test_the_graders_own_error_is_an_error_without_its_text(classroom: ClassResults) -> None:
    (error,) = case(classroom, "hinewai", "losses", "gradients")
    assert error.tag == "error"
    assert (error.get("message") or "").startswith("The grader itself failed here")
    assert "sqrt_of_reference" not in ElementTree.tostring(read(classroom), "unicode")


def test_a_submission_that_the_grader_lost_is_an_error(
    classroom: ClassResults, lost: SubmissionResult
) -> None:
    root = read(replace(classroom, submissions=[lost]))
    assert (root.get("tests"), root.get("errors")) == ("1", "1")
    assert root.find("testsuite/testcase[@name='grading']/error") is not None
    assert "secret" not in ElementTree.tostring(root, "unicode")


def test_a_remark_on_a_check_that_passed_and_notes_on_the_file_are_output(
    classroom: ClassResults,
) -> None:
    amara = classroom.submissions[0]
    first = amara.exercises[0]
    told = replace(first.checks[0], message="two of three elements")
    told_of = replace(first, checks=[told, *first.checks[1:]])
    results = replace(classroom, submissions=[replace(amara, exercises=[told_of])])
    output = case(results, "amara", "sigmoid", "forward").find("system-out")
    assert output is not None
    assert output.text == "two of three elements"
    notes = suite(classroom, "chiara").find("system-out")
    assert notes is not None
    assert (notes.text or "").startswith("Line 3 was skipped: %matplotlib inline")


def test_an_empty_class_is_a_document(classroom: ClassResults) -> None:
    root = read(replace(classroom, submissions=[]))
    assert (root.tag, root.get("tests"), len(root)) == ("testsuites", "0", 0)


@given(text=ANY)
@example(text="\x00\x1b[31m\ufffe\uffff\udcf6]]></failure><x a='\"'>&amp;\r\n\t\x85\u2028")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_gives_a_valid_document(
    text: str, classroom: ClassResults, spoil: Callable[[ClassResults, str], ClassResults]
) -> None:
    few = replace(classroom, submissions=classroom.submissions[1:4])
    root = read(spoil(few, text))
    assert [len(item.findall("testcase")) for item in root] == [28, 28, 28]
    assert {child.tag for child in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-out",
    }


def test_text_that_xml_can_hold_comes_back_as_it_was(
    classroom: ClassResults, spoil: Callable[[ClassResults, str], ClassResults]
) -> None:
    text = '<b>&amp;]]> "it\'s" \N{GREEK SMALL LETTER ALPHA}'
    few = replace(classroom, submissions=classroom.submissions[1:2])
    root = read(spoil(few, text))
    assert root[0].get("name") == text
    failure = root[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == text
