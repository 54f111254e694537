"""The pages in a real browser: accessible, by keyboard, on a phone, on paper, and never jumping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from chromium import Chromium, browser
from msgspec.structs import replace
from places import HW1, ROOT

from autograder.reports.html import write_html
from autograder.results import ClassResults

pytestmark = [
    pytest.mark.skipif(browser() is None, reason="no Chromium is installed"),
    pytest.mark.xdist_group("chromium"),  # one browser serves all
]
A4 = 673  # pixels between the margins of the paper
PAGES = ("report.html", "students/daichi.html")
AXE = """axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map(
  ({id, impact, nodes}) => `${impact}: ${id}: ${nodes.map(({target}) => target).join(" ")}`))"""
SHIFTS = """new Promise((told) => new PerformanceObserver((list) => told(list.getEntries().map(
  ({value, hadRecentInput}) => ({value, hadRecentInput})))).observe(
  {type: "layout-shift", buffered: true}) || setTimeout(() => told([]), 300))"""
FOCUS = """(() => { const e = document.activeElement;
  return (e.labels?.[0]?.firstChild ?? e).textContent.trim(); })()"""
NAMES = """Array.from(document.querySelectorAll(".students tbody tr"))
  .filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent)"""
PLACES = """Array.from(
  document.querySelectorAll("#filter-name, .legend, .students thead th:not(.sign)"),
  (e) => { const r = e.getBoundingClientRect(); return [r.x, r.y + scrollY, r.width]; })"""
COLUMNS = """Array.from(document.querySelectorAll(".students tr"),
  (row) => Array.from(row.cells, (cell) => cell.getBoundingClientRect().x))"""
WIDEST = "document.scrollingElement.scrollWidth"


@dataclass(frozen=True)
class Report:
    """A written report and the browser that shows it."""

    folder: Path
    window: Chromium

    def show(self, page: str = "report.html", *, width: int = 1200, scheme: str = "light") -> None:
        self.window.open(self.folder / page, width=width, scheme=scheme)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def report(window: Chromium, timed: ClassResults, tmp_path: Path) -> Report:
    """The class of fifteen with a student whose name is long, and all kinds of entries."""
    first, *others = timed.submissions
    long = replace(first, student="Wolfeschlegelsteinhausenbergerdorff" * 3)
    alike = [
        replace(item, exercises=[replace(one, behaviour="0123456789ab") for one in item.exercises])
        for item in others
    ]
    write_html(replace(timed, submissions=[first, *alike, long]), tmp_path, title="Homework 1")
    return Report(tmp_path, window)


def faults(window: Chromium) -> list[str]:
    """What axe finds on the page that is shown, with everything unfolded."""
    window.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    window.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    found: list[str] = window.evaluate(AXE)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(page: str, scheme: str, report: Report) -> None:
    report.show(page, scheme=scheme)
    assert faults(report.window) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_similar_submissions(
    scheme: str, window: Chromium, tmp_path: Path
) -> None:
    pytest.importorskip("copydetect", reason="copydetect is not installed")
    from autograder.cli.similar import similar

    text = (ROOT / "tests" / "submissions" / HW1 / "right" / "whole" / "loops_only.py").read_text()
    for student in ("ada", "ben"):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "forward_backward.py").write_text(text)
    similar(HW1, tmp_path / "class", tmp_path, course=ROOT)
    window.open(tmp_path / "similar.html", scheme=scheme)
    assert faults(window) == []


def test_keyboard_reaches_search_filter_sorting_and_students_in_this_order(report: Report) -> None:
    report.show()
    reached = []
    for _ in range(60):
        report.window.press("Tab")
        reached.append(report.window.evaluate(FOCUS))
        if reached[-1] == "amara" and "Attempts" in reached:
            break
    assert reached[0] == "Skip to the list of students"
    place = reached.index("Name")
    assert reached[place : place + 2] == ["Name", "Status"]
    assert reached[-5:] == ["Student", "Score of 20", "Status", "Attempts", "amara"]


def test_search_filter_and_sorting_work_by_keyboard(report: Report) -> None:
    report.show()
    window = report.window
    window.evaluate("document.getElementById('filter-name').focus()")
    window.type("LA")
    assert window.evaluate(NAMES) == ["lakshmi", "nikolai"]
    assert window.evaluate("document.getElementById('filter-count').textContent") == "2 of 16 shown"
    window.press("Backspace")
    window.press("Backspace")
    window.press("Tab")
    window.press("m")
    assert window.evaluate(NAMES) == ["jelena"]


def test_columns_sort_both_ways_and_say_so(report: Report) -> None:
    report.show()
    window = report.window
    sorted_by = "document.querySelectorAll('.students thead th')[1].getAttribute('aria-sort')"
    window.evaluate("document.querySelectorAll('.students thead button')[1].focus()")
    window.press("Enter")
    assert window.evaluate(sorted_by) == "descending"
    assert window.evaluate(NAMES)[:2] == ["amara", "chiara"]
    window.press(" ")
    assert window.evaluate(sorted_by) == "ascending"
    # Grader errors and what was not handed in come before a score of 0.
    assert window.evaluate(NAMES)[:3] == ["hinewai", "jelena", "mateusz"]


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_jumps_while_the_page_loads_is_sorted_and_filtered(
    width: int, report: Report
) -> None:
    report.show(width=width)
    window = report.window
    before = window.evaluate(PLACES)
    assert window.evaluate(SHIFTS) == []
    window.click(".students thead button")
    window.click("#filter-name")
    window.type("nikolai")
    assert window.evaluate(NAMES) == ["nikolai"]
    assert window.evaluate(PLACES) == before
    assert [shift for shift in window.evaluate(SHIFTS) if not shift["hadRecentInput"]] == []


def test_columns_line_up_in_every_row(report: Report) -> None:
    report.show()
    places = report.window.evaluate(COLUMNS)
    assert len(places) == 17
    assert all(row == places[0] for row in places)


@pytest.mark.parametrize("page", PAGES)
def test_a_phone_need_not_scroll_sideways(page: str, report: Report) -> None:
    report.show(page, width=360)
    assert report.window.evaluate(WIDEST) == 360
    assert report.window.evaluate("innerWidth") == 360


def test_paper_shows_every_row_and_all_that_is_folded(report: Report) -> None:
    report.show(width=A4)
    window = report.window
    window.evaluate("document.getElementById('filter-name').focus()")
    window.type("nikolai")
    assert len(window.evaluate(NAMES)) == 1
    window.command("Emulation.setEmulatedMedia", media="print")
    assert len(window.evaluate(NAMES)) == 16
    assert not window.evaluate("document.querySelector('.controls').checkVisibility()")
    assert window.evaluate("document.querySelector('details table').checkVisibility()")
    assert window.evaluate(WIDEST) == A4
    assert window.command("Page.printToPDF")["data"]
