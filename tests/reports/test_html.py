"""The pages, read back as a browser would."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from autograder.errors import UsageError
from autograder.reports.html import percent, write_html
from autograder.reports.per_student import file_names
from autograder.reports.texts import visible
from autograder.results import AttemptResult, ClassResults, SubmissionResult

TITLE = "Homework 1: forward and backward"
INLINE = {"a", "b", "bdi", "code", "i", "pre", "span", "title"}
VOID = {"meta", "br", "input", "link", "img", "hr"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "../../etc/passwd",
    "con",
    "a/b\\c:d",
    "",
    "....",
    "x" * 300,
    "Žofie Nováková",
    "ディープ",
    "j\udcf6rg",
    "nul\0byte",
]


class Page(HTMLParser):
    """What tests ask of a page; requires that every element is closed in order."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.source = path.read_text("utf-8")
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []  # innermost element and text
        self.feed(self.source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag not in INLINE:
            self.texts.append((tag, " "))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self) -> str:
        shown = (text for tag, text in self.texts if tag not in ("style", "script"))
        return " ".join("".join(shown).split())

    @property
    def links(self) -> list[str]:
        return [attrs["href"] for attrs in self.all("a")]


def written(results: ClassResults, out: Path, title: str = TITLE) -> Page:
    assert write_html(results, out, title=title) == out / "report.html"
    return Page(out / "report.html")


def student(results: ClassResults, out: Path, name: str) -> Page:
    write_html(results, out, title=TITLE)
    names = [item.student for item in results.submissions]
    return Page(out / "students" / f"{list(file_names(names))[names.index(name)]}.html")


def one(results: ClassResults, name: str) -> SubmissionResult:
    return next(item for item in results.submissions if item.student == name)


def test_class_page_links_every_student_to_a_page_that_exists(
    classroom: ClassResults, tmp_path: Path
) -> None:
    links = {link for link in written(classroom, tmp_path).links if not link.startswith("#")}
    assert links == {f"students/{item.student}.html" for item in classroom.submissions}
    assert all((tmp_path / link).is_file() for link in links)


def test_class_page_states_the_headline_figures(classroom: ClassResults, tmp_path: Path) -> None:
    text = written(classroom, tmp_path).text
    assert "Median score 18.5 of 20" in text
    assert "Mean score 16.96 of 20" in text
    assert "All passed 4 of 13 graded" in text
    assert "Handed in 14 of 15" in text
    assert "graded with bank 9c41f07ab2de (seed 4711), on which numpy and tensorflow agree." in text


def test_class_page_says_where_one_oracle_was_asked(
    classroom: ClassResults, tmp_path: Path
) -> None:
    alone = replace(classroom, bank=replace(classroom.bank, oracles=["numpy"]))
    assert "(seed 4711), by numpy alone." in written(alone, tmp_path).text


def test_histogram_shows_the_counts(classroom: ClassResults, tmp_path: Path) -> None:
    page = written(classroom, tmp_path)
    bars = [bar for bar in page.all("rect") if bar["class"] == "bar"]
    assert [int(bar["data-count"]) for bar in bars] == [1, 1, 3, 8]
    heights = [float(bar["height"]) for bar in bars]
    assert heights == [15, 15, 45, 120]
    assert (
        "0 to 10 percent of the points: 1. 70 to 80 percent of the points: 1. "
        "80 to 90 percent of the points: 3. 90 to 100 percent of the points: 8."
    ) in page.text
    assert "Students by percent of the points; 13 graded of 15." in page.text


def test_class_page_shows_pass_rates_in_words(classroom: ClassResults, tmp_path: Path) -> None:
    text = written(classroom, tmp_path).text
    assert "6 Softmax 8 of 14 79 %" in text
    assert "8 Losses 12 of 13 92 %" in text


def test_class_page_lists_mistakes_with_hint_and_students(
    classroom: ClassResults, tmp_path: Path
) -> None:
    text = written(classroom, tmp_path).text
    assert (
        "3 students Dense layer Behaves exactly as if the gradient were averaged over the batch "
        "a second time. The upstream gradient dz already holds the factor 1/N of the loss. "
        "Sum over the batch. bjorn, daichi, goran"
    ) in text
    assert "1 student Gradient checking Behaves exactly as if (f(x + h) - f(x)) / h were" in text
    assert "Leaky ReLU Work on a copy: the caller still needs the array that you were" in text


def test_class_page_shows_what_students_have_in_common_that_has_no_name(
    classroom: ClassResults, tmp_path: Path
) -> None:
    def alike(item: SubmissionResult) -> SubmissionResult:
        unnamed = [
            replace(
                one, behaviour="0123456789ab", checks=[replace(c, diagnosis=[]) for c in one.checks]
            )
            for one in item.exercises
        ]
        return replace(item, exercises=unnamed)

    submissions = [
        alike(item) if item.student in ("bjorn", "daichi") else item
        for item in classroom.submissions
    ]
    text = written(replace(classroom, submissions=submissions), tmp_path).text
    assert (
        "2 students Dense layer The same wrong results, by a mistake without a name. "
        "At gradients, for instance: dense_backward: db[2] = 0.415, but should be 1.245 "
        "[x (3, 2), w (2, 4), dz (3, 4)] all 4 elements differ, each is 1/3 of what is expected "
        "Reproduce autograder check hw1_forward_backward --exercise dense_layer --case 7 "
        "bjorn, daichi"
    ) in text


def test_class_page_folds_long_lists_without_losing_a_student(
    classroom: ClassResults, tmp_path: Path
) -> None:
    bjorn = one(classroom, "bjorn")
    many = [replace(bjorn, student=f"student-{place}") for place in range(40)]
    page = written(replace(classroom, submissions=many), tmp_path)
    assert page.text.count("24 more") == 2
    for item in many:
        assert page.links.count(f"students/{item.student}.html") == 3


def test_class_page_tells_the_exercises_of_a_student_in_words(
    classroom: ClassResults, tmp_path: Path
) -> None:
    text = written(classroom, tmp_path).text
    assert (
        "bjorn 17.5 Graded passed, 2 of 2 passed, 1.5 of 1.5 passed, 1.5 of 1.5 passed, 1.5 of 1.5 "
        "partly right, 1.5 of 3 partly right, 1.5 of 2.5 passed, 1 of 1"
    ) in text
    assert "jelena \N{EN DASH} Missing" + 10 * " not handed in" in text
    assert "passed, 1 of 1 grader error passed, 2.5 of 2.5" in text
    assert "no points, 0 of 2.5" in text


def test_class_page_takes_grader_errors_on_the_grader(
    classroom: ClassResults, tmp_path: Path
) -> None:
    text = written(classroom, tmp_path).text
    assert "Needs your attention The grader itself failed here. This is no" in text
    assert "hinewai, Losses The grader failed, not the submission: KeyError: 'sqrt_of" in text
    assert text.count("sqrt_of_reference") == 1
    assert "hinewai \N{EN DASH} Grader error" in text


def test_class_page_without_errors_asks_for_no_attention(
    classroom: ClassResults, tmp_path: Path
) -> None:
    fine = [item for item in classroom.submissions if item.student != "hinewai"]
    text = written(replace(classroom, submissions=fine), tmp_path).text
    assert "Needs your attention" not in text
    assert "rader error" not in text


def test_a_submission_that_was_never_graded_shows_its_notes_to_the_instructor(
    classroom: ClassResults, tmp_path: Path
) -> None:
    lost = replace(
        one(classroom, "amara"), status="error", exercises=[], notes=["worker lost"], score=0.0
    )
    page = written(replace(classroom, submissions=[lost]), tmp_path)
    assert "amara worker lost" in page.text
    assert "No exercise was graded." in page.text
    assert "worker lost" not in Page(tmp_path / "students" / "amara.html").source


def test_student_page_shows_message_counterexample_diagnosis_and_reproduction(
    classroom: ClassResults, tmp_path: Path
) -> None:
    page = student(classroom, tmp_path, "daichi")
    assert page.text.startswith(f"daichi: {TITLE} {TITLE} daichi 16.5 of 20 points")
    assert "Dense layer 1.5 of 3 Behaves exactly as if the gradient were averaged over" in page.text
    preformatted = [text for tag, text in page.texts if tag == "pre"]
    assert (
        "dense_backward: db[2] = 0.415, but should be 1.245   [x (3, 2), w (2, 4), dz (3, 4)]\n"
        "  all 4 elements differ, each is 1/3 of what is expected"
    ) in preformatted
    assert "[[ 1.25, -0.5 ],\n [ 0.75,  2.0 ],\n [-1.5 ,  0.25]]" in preformatted
    assert "Case 7, the simplest that fails input x" in page.text
    assert "Yours [0.1333, -0.2667, 0.415, -0.9] Expected [0.4, -0.8, 1.245, -2.7]" in page.text
    command = "autograder check hw1_forward_backward --exercise dense_layer --case 7"
    assert ("code", command) in page.texts
    assert "gradients failed 0 of 1.5" in page.text
    assert "comparison skipped 0 of 0.5 comes after the first right result" in page.text


def test_student_page_shows_the_notes_of_the_reader(
    classroom: ClassResults, tmp_path: Path
) -> None:
    text = student(classroom, tmp_path, "chiara").text
    assert "Notes on your file Line 3 was skipped: %matplotlib inline is a command of" in text


def test_student_page_lists_attempts_and_marks_the_one_that_counts(
    classroom: ClassResults, tmp_path: Path
) -> None:
    def attempt(day: int, penalty: float) -> AttemptResult:
        return AttemptResult(
            handed_in=f"2026-11-{day}T09:30:00+00:00",
            score=17.5,
            late_seconds=0.0,
            penalty=penalty,
            counts=penalty > 0,
        )

    amara = replace(classroom.submissions[0], attempts=[attempt(20, 0), attempt(21, 4.25)])
    write_html(replace(classroom, submissions=[amara]), tmp_path, title=TITLE)
    page = Page(tmp_path / "students" / "amara.html")
    assert "2026-11-20 09:30 UTC 17.5 \u2013 no" in page.text
    assert "2026-11-21 09:30 UTC 17.5 4.25 yes" in page.text
    assert [row.get("class", "") for row in page.all("tr")[1:3]] == ["", "counts"]


def test_class_page_shows_when_attempts_came_in(timed: ClassResults, tmp_path: Path) -> None:
    page = written(timed, tmp_path)
    assert (
        "Attempts When attempts came in 2026-11-20 18:00 to 2026-11-20 19:00: 1. "
        "2026-11-20 23:00 to 2026-11-21 00:00: 1. "
        "2026-11-21 01:00 to 2026-11-21 02:00: 1, 1 of them late. "
        "2026-11-21 20:00 to 2026-11-21 21:00: 1, 1 of them late."
    ) in page.text
    assert (
        "4 attempts of 2 students, by UTC; 2 after the deadline of 2026-11-21 02:00+02:00. "
        "Single attempts have no time here."
    ) in page.text
    (line,) = (path for path in page.all("path") if path.get("class") == "deadline")
    (late, later) = (bar for bar in page.all("rect") if bar["class"] == "bar late")
    at = float(re.findall(r"M([0-9.]+)", line["d"])[0])
    assert at <= float(late["x"]) <= float(later["x"])


def test_class_page_shows_a_student_s_attempts(timed: ClassResults, tmp_path: Path) -> None:
    page = written(timed, tmp_path)
    assert "amara 20 All passed 3 with 10, 12.5, 20 points passed, 2 of 2" in page.text
    assert "chiara 20 All passed 1 passed, 2 of 2" in page.text
    assert "jelena \N{EN DASH} Missing \N{EN DASH} not handed in" in page.text
    assert "M0,50 50,37.5 100,0" in [path["d"] for path in page.all("path")]
    counts = [cell["data-value"] for cell in page.all("td") if cell.get("class") == "attempts"]
    assert counts[:3] == ["3", "1", "1"]


def test_class_page_without_times_shows_none(classroom: ClassResults, tmp_path: Path) -> None:
    text = written(classroom, tmp_path).text
    assert "Attempts" not in text
    assert "UTC" not in text


def test_every_submission_is_looked_at_once(classroom: ClassResults, tmp_path: Path) -> None:
    class Seen(list[SubmissionResult]):
        count = 0

        def __iter__(self) -> Iterator[SubmissionResult]:
            self.count += 1
            return super().__iter__()

    submissions = Seen(classroom.submissions)
    write_html(replace(classroom, submissions=submissions), tmp_path, title=TITLE)
    assert submissions.count == 1


def test_student_pages_know_nothing_of_the_class(timed: ClassResults, tmp_path: Path) -> None:
    write_html(timed, tmp_path, title=TITLE)
    names = [item.student for item in timed.submissions]
    for name in names:
        page = Page(tmp_path / "students" / f"{name}.html")
        assert [other for other in names if other != name and other in page.source] == []
        assert all(link.startswith("#exercise-") for link in page.links)
        assert "4711" not in page.text
        assert page.all("script") == []
        assert ("2026-11-20 18:30" in page.text) == (name == "amara")
        assert ("2026-11-21 20:00" in page.text) == (name == "bjorn")


def test_student_page_links_lead_to_sections(classroom: ClassResults, tmp_path: Path) -> None:
    page = student(classroom, tmp_path, "amara")
    ids = {f"#{attrs['id']}" for _, attrs in page.elements if "id" in attrs}
    assert len(page.links) == 10
    assert set(page.links) <= ids


def test_grader_errors_are_never_the_students_fault(
    classroom: ClassResults, tmp_path: Path
) -> None:
    page = student(classroom, tmp_path, "hinewai")
    assert (
        "hinewai The score is not final: the grader itself failed. This is not your mistake and "
        "costs you no points; your instructor sees it too."
    ) in page.text
    assert "Losses grader error \N{EN DASH}" in page.text
    assert "cross-entropy grader error not final" in page.text
    assert "The grader failed here, not your code. No points are decided;" in page.text
    assert "sqrt_of_reference" not in page.source
    losses = page.text.split("Losses not final")[1].split("Whole network")[0]
    assert "0 of" not in losses
    assert "failed 0" not in losses


def test_missing_submission_says_so_once(classroom: ClassResults, tmp_path: Path) -> None:
    page = student(classroom, tmp_path, "jelena")
    assert page.text.count("Nothing was handed in.") == 1
    assert page.text.count("not handed in") == 10
    assert "failed" not in page.text


def test_one_reason_for_every_failure_is_told_once(classroom: ClassResults, tmp_path: Path) -> None:
    page = student(classroom, tmp_path, "mateusz")
    assert "One thing keeps every check from passing The file cannot be run:" in page.text
    assert page.text.count("IndentationError") == 1
    assert page.text.count("no points") == 10


def test_neighbouring_checks_that_say_the_same_say_it_once(
    classroom: ClassResults, tmp_path: Path
) -> None:
    page = student(classroom, tmp_path, "goran")
    assert (
        "forward failed 0 of 1 gradients failed 0 of 1.5 network_forward is not defined"
    ) in page.text
    assert page.text.count("network_forward is not defined") == 1


def test_long_messages_are_folded_and_complete(classroom: ClassResults, tmp_path: Path) -> None:
    nikolai = one(classroom, "nikolai")
    contract = nikolai.exercises[3]
    message = "w" * 3000 + "\n" + "\n".join(f"line {place}" for place in range(100))
    wrong = replace(contract.checks[2], message=message)
    changed = replace(contract, checks=[*contract.checks[:2], wrong])
    long = replace(nikolai, exercises=[changed])
    page = student(replace(classroom, submissions=[long]), tmp_path, "nikolai")
    texts = [text for tag, text in page.texts if tag == "pre"]
    assert "".join(texts) == message
    assert len(texts[0]) == 1500
    assert "The rest of this long message" in page.text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text_and_kept_inside_the_folder(
    name: str, classroom: ClassResults, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first, second, *_ = classroom.submissions
    hostile = [replace(first, student=name), replace(second, student=name)]
    page = written(replace(classroom, submissions=hostile), out, title=f"{name} &amp; <b>")
    shown = visible(name).encode("utf-8", "backslashreplace").decode()
    assert ("bdi", shown) in page.texts or not shown
    assert page.all("img") == []
    assert page.all("b") == [{}] * 6  # the four figures and two mistakes, no more
    assert len(page.all("script")) == 1
    files = sorted((out / "students").iterdir())
    assert len(files) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    for path in files:
        assert re.fullmatch(r"[a-z0-9_-]{1,64}\.html", path.name)
        assert f"students/{path.name}" in page.links
        assert Page(path).all("script") == Page(path).all("img") == []


def test_text_of_submissions_is_escaped_everywhere(classroom: ClassResults, tmp_path: Path) -> None:
    bad = "</pre></style><script>alert(1)</script>`<i>`"
    bjorn = one(classroom, "bjorn")
    dense = bjorn.exercises[4]
    wrong = dense.checks[1]
    assert wrong.counterexample is not None
    example = replace(wrong.counterexample, inputs={bad: bad}, got=bad, expected=bad, reproduce=bad)
    diagnosis = replace(wrong.diagnosis[0], behaves=bad, hint=bad)
    wrong = replace(wrong, name=bad, message=bad, counterexample=example, diagnosis=[diagnosis])
    dense = replace(dense, title=bad, name=bad, checks=[dense.checks[0], wrong])
    evil = replace(bjorn, exercises=[dense], notes=[bad], file=bad)
    results = replace(
        classroom,
        assignment=bad,
        bank=replace(classroom.bank, id=bad, oracles=[bad]),
        submissions=[evil],
    )
    page = written(results, tmp_path, title=bad)
    assert len(page.all("script")) == 1
    personal = Page(tmp_path / "students" / "bjorn.html")
    assert personal.all("script") == []
    assert "<script>alert" not in page.source + personal.source
    assert ("pre", bad) in personal.texts
    assert ("code", "<i>") in personal.texts


def test_pages_ask_the_network_for_nothing(classroom: ClassResults, tmp_path: Path) -> None:
    written(classroom, tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = Page(path)
        loading = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
        assert [attrs for _, attrs in page.elements if loading & set(attrs)] == []
        assert page.all("link") == []
        assert "url(" not in page.source
        assert "@import" not in page.source
        assert "http://" not in page.source
        assert "https://" not in page.source
        policy = next(meta for meta in page.all("meta") if "http-equiv" in meta)
        assert policy["content"].startswith("default-src 'none';")


def test_pages_can_be_read_aloud_and_by_keyboard(classroom: ClassResults, tmp_path: Path) -> None:
    written(classroom, tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = Page(path)
        assert page.all("html") == [{"lang": "en"}]
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("header")) == 1
        assert len(page.all("table")) == len(page.all("caption"))
        assert all(cell.get("scope") in ("row", "col") for cell in page.all("th"))
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        named = [
            attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs
        ]
        assert {part for value in named for part in value.split()} <= set(ids)
        signs = [attrs for attrs in page.all("span") if "mark" in attrs.get("class", "").split()]
        hidden = [sign for sign in signs if sign.get("aria-hidden") == "true"]
        cells = [cell for cell in page.all("td") if cell.get("class") == "sign"]
        assert len(signs) == len(hidden) + len(cells)  # those in cells say it in words
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_at_least_that_of_wcag_aa_in_light_and_dark(
    classroom: ClassResults, tmp_path: Path
) -> None:
    source = written(classroom, tmp_path).source
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", source, flags=re.DOTALL)[:2]
    )
    assert set(light) == set(dark)
    for colours in (light, dark):
        for text in ("ink", "quiet", "link", "good", "part", "bad", "fault"):
            for ground in ("paper", "tint"):
                ratio = contrast(colours[text], colours[ground])
                assert ratio >= 4.5, f"{text} {colours[text]} on {ground}: {ratio:.2f}"
        assert contrast(colours["bar"], colours["paper"]) >= 3


def test_empty_class(classroom: ClassResults, tmp_path: Path) -> None:
    page = written(replace(classroom, submissions=[]), tmp_path)
    assert "No submissions yet." in page.text
    assert page.all("table") == page.all("svg") == page.all("script") == []
    assert list((tmp_path / "students").iterdir()) == []


def test_one_student_without_a_mistake(classroom: ClassResults, tmp_path: Path) -> None:
    page = written(replace(classroom, submissions=[one(classroom, "amara")]), tmp_path)
    assert (
        "No misconception was recognised, and no two students are wrong in the same way."
        in page.text
    )
    assert "All passed 1 of 1 graded" in page.text
    assert "amara 20 All passed" in page.text


def test_class_in_which_nobody_handed_in(classroom: ClassResults, tmp_path: Path) -> None:
    page = written(replace(classroom, submissions=[one(classroom, "jelena")]), tmp_path)
    assert "Handed in 0 of 1" in page.text
    assert "No score yet." in page.text
    assert "1 Sigmoid none graded \N{EN DASH}" in page.text
    assert "Median" not in page.text


def test_no_points_to_have(classroom: ClassResults, tmp_path: Path) -> None:
    amara = one(classroom, "amara")
    free = replace(amara.exercises[0], score=0.0, max_score=0.0)
    zero = replace(amara, score=0.0, max_score=0.0, exercises=[free])
    page = written(replace(classroom, submissions=[zero]), tmp_path)
    assert "There are no points to have in this homework." in page.text
    assert "0 of 0 points" in Page(tmp_path / "students" / "amara.html").text


def test_different_maxima_are_not_given_one(classroom: ClassResults, tmp_path: Path) -> None:
    first, second, *_ = classroom.submissions
    results = replace(classroom, submissions=[first, replace(second, max_score=25.0)])
    assert "Median score 18.75 Mean score 18.75 All passed" in written(results, tmp_path).text


def test_same_results_give_the_same_bytes(classroom: ClassResults, tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_html(classroom, tmp_path / name, title=TITLE)
    for path in (tmp_path / "first").rglob("*.html"):
        again = tmp_path / "second" / path.relative_to(tmp_path / "first")
        assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")],
)
def test_percent_is_0_or_100_only_where_exact(share: float, text: str) -> None:
    assert percent(share) == text.replace(" ", "\u00a0")


def test_without_jinja_the_error_says_what_to_install(
    classroom: ClassResults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError) as caught:
        write_html(classroom, tmp_path / "out", title=TITLE)
    assert str(caught.value) == (
        "Expected Jinja2 for the HTML report but it is not installed. "
        "Install it with: pip install 'autograder[grade]'"
    )
    assert not (tmp_path / "out").exists()


def test_importing_the_module_does_not_load_jinja() -> None:
    code = "import sys, autograder.reports.html; sys.exit('jinja2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
