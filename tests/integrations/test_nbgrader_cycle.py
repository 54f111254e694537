"""A homework goes all the way through nbgrader: released, handed in, graded, corrected, returned.

The commands are nbgrader's own, on its own exchange, with either database that it supports.
"""

from __future__ import annotations

import csv
import html
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed")

from chromium import browser
from nbgrader.api import Gradebook
from nbgrader_class import (
    COURSE,
    SETTINGS,
    TOPIC,
    Formgrader,
    Place,
    Record,
    formgrader,
    records,
    solve,
)
from places import HW1, ROOT

from autograder.exercise import Assignment

# One process goes through the cycle, however many there are (pytest -n N --dist loadgroup).
pytestmark = pytest.mark.xdist_group("nbgrader")

DUE = "2030-01-31 12:00:00 UTC"
IN_TIME = "2030-01-31 11:59:59.0 UTC"
LATE = "2030-02-01 14:00:00.0 UTC"
SECONDS_LATE = 26 * 3600

WRONG = {
    "dense_layer-functions": lambda text: text.replace("x.T @ dz", "x.T @ dz / len(x)"),
    "saturation": lambda _: "0.0002 and 1: the slope of the sigmoid is lost in one of them only.",
}
DIAGNOSIS = "Behaves exactly as if the weight gradient were averaged over the batch"
HOSTILE = """\
def sigmoid_forward(z):
    import os

    np.allclose = np.array_equal = lambda *a, **k: True
    np.testing.assert_allclose = lambda *a, **k: None
    os._exit(0)


def sigmoid_backward(da, cache):
    print("3.0")
    return 3.0
"""


@dataclass(frozen=True)
class Cycle:
    """What has come of the class.

    Attributes:
        place: nbgrader's folder.
        before: the gradebook after the first run.
        after: the gradebook after an instructor has marked an answer, and a second run.
    """

    place: Place
    before: dict[str, Record]
    after: dict[str, Record]

    def feedback(self, student: str) -> str:
        path = self.place.folder / "feedback" / student / HW1 / f"{TOPIC}.html"
        return html.unescape(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A course whose students have handed in; nothing is collected yet."""
    root = tmp_path_factory.mktemp("nbgrader")
    course, exchange = root / COURSE, root / "exchange"
    for name in ("assignments", "reference", "student_template"):
        shutil.copytree(
            ROOT / name / HW1, course / name / HW1, ignore=shutil.ignore_patterns("__pycache__")
        )
    place = Place(course / "nbgrader", root / "home")
    Place(root, root / "home").run(
        "autograder", "nbgrader", "init", place.folder, "--course", course
    )
    bank = course / "student_template" / HW1 / f"{TOPIC}.bank"
    with (place.folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(exchange=str(exchange), homework=HW1, bank=str(bank)))
    place.run("nbgrader", "db", "assignment", "add", HW1, "--duedate", DUE)
    place.run("nbgrader", "generate_assignment", HW1)
    place.run("nbgrader", "release_assignment", HW1)

    where = ("--course", COURSE, f"--Exchange.root={exchange}")
    (root / "students").mkdir()
    Place(root / "students", root / "home").run("nbgrader", "fetch_assignment", HW1, *where)
    fetched = root / "students" / HW1
    notebook, source = fetched / f"{TOPIC}.ipynb", place.folder / "source" / HW1 / f"{TOPIC}.ipynb"
    right = solve(notebook, source)
    gone = ("setup", "softmax", "relu-functions")
    hostile = {"sigmoid-functions": lambda _: HOSTILE}
    notebooks = {
        "ada": right,
        "bea": solve(notebook, source, changes=WRONG),
        "cem": right,
        "dan": solve(notebook, source, without=gone),
        "eve": solve(notebook, source, changes=hostile),
        "fay": right[:1000],  # a broken upload
    }

    def submit(student: str) -> None:
        folder = root / "students" / student
        shutil.copytree(fetched, folder / HW1)
        (folder / HW1 / f"{TOPIC}.ipynb").write_text(notebooks[student], "utf-8")
        clock = f"--Exchange.timestamp_format={LATE if student == 'cem' else IN_TIME}"
        mine = Place(folder, root / "home" / student)
        mine.run("nbgrader", "submit", HW1, *where, "--student", student, clock)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(submit, notebooks))
    return place


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """A database's URL; nothing for nbgrader's default."""
    return "" if request.param == "sqlite" else request.getfixturevalue("postgresql")


@pytest.fixture(scope="module")
def cycle(handed_in: Place, database: str, tmp_path_factory: pytest.TempPathFactory) -> Cycle:
    """The class, graded twice, marked by hand in between, with feedback and grades exported."""
    # Inside of the course, as the first one, so that the homework is found above it.
    folder = handed_in.folder.with_name(f"nbgrader_{'postgresql' if database else 'sqlite'}")
    shutil.copytree(handed_in.folder, folder)
    place = Place(folder, tmp_path_factory.mktemp("home"))
    url = database or f"sqlite:///{folder}/gradebook.db"
    if database:
        (folder / "gradebook.db").unlink()
        with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
            settings.write(f"c.CourseDirectory.db_url = {database!r}\n")
        place.run("nbgrader", "db", "assignment", "add", HW1, "--duedate", DUE)
        place.run("nbgrader", "generate_assignment", HW1, "--force")
    _change_a_cell_and_change_it_back(url)
    place.run("nbgrader", "collect", HW1)
    place.run("nbgrader", "autograde", HW1)
    before = records(url)
    _mark_by_hand(url, "bea")
    place.run("nbgrader", "autograde", HW1, "--student", "bea", "--force")
    place.run("nbgrader", "generate_feedback", HW1)
    place.run("nbgrader", "export")
    return Cycle(place, before, records(url))


def _change_a_cell_and_change_it_back(url: str) -> None:
    """Write the setup cell's row anew, as `generate_assignment` does after a correction.

    PostgreSQL has rows in the order in which they were written last.
    """
    with Gradebook(url, COURSE) as gradebook:
        setup = gradebook.find_source_cell("setup", TOPIC, HW1)
        for locked in (False, True):
            setup.locked = locked
            gradebook.db.commit()


def _mark_by_hand(url: str, student: str) -> None:
    """What the formgrader does when an instructor gives half a point and a comment."""
    with Gradebook(url, COURSE) as gradebook:
        grade = gradebook.find_grade("saturation", TOPIC, HW1, student)
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        comment = gradebook.find_comment("saturation", TOPIC, HW1, student)
        comment.manual_comment = "Say which of the two."
        gradebook.db.commit()


@pytest.fixture(scope="module")
def full(hw1: Assignment) -> dict[str, float]:
    """What every exercise is worth."""
    return {exercise.name: exercise.points for exercise in hw1.exercises}


def exercises_of(record: Record, full: dict[str, float]) -> dict[str, float]:
    return {name: record.scores[name] for name in full}


# What students receive


def test_students_fetch_gaps_and_the_public_bank(handed_in: Place) -> None:
    fetched = handed_in.folder.parent.parent / "students" / HW1
    assert sorted(path.name for path in fetched.iterdir()) == [f"{TOPIC}.bank", f"{TOPIC}.ipynb"]
    notebook = (fetched / f"{TOPIC}.ipynb").read_text("utf-8")
    assert "sigmoid_forward is not written yet" in notebook
    assert "BEGIN SOLUTION" not in notebook
    assert "image/png" in notebook  # the handout's plots


# What the gradebook holds


def test_a_right_notebook_earns_every_exercise(cycle: Cycle, full: dict[str, float]) -> None:
    assert exercises_of(cycle.before["ada"], full) == full
    assert not any(name.endswith("-functions") for name in cycle.before["ada"].comments)


def test_a_wrong_function_costs_its_check_alone(cycle: Cycle, full: dict[str, float]) -> None:
    bea = cycle.before["bea"]
    assert exercises_of(bea, full) == {**full, "dense_layer": 2.0}
    assert DIAGNOSIS in bea.comments["dense_layer-functions"]


def test_a_hostile_function_costs_its_exercise_alone(cycle: Cycle, full: dict[str, float]) -> None:
    eve = cycle.before["eve"]
    assert exercises_of(eve, full) == {**full, "sigmoid": 0.0}
    assert "ended the Python process (exit status 0)" in eve.comments["sigmoid-functions"]


def test_a_damaged_notebook_is_graded_as_far_as_it_goes(
    cycle: Cycle, full: dict[str, float]
) -> None:
    dan = cycle.before["dan"]
    assert exercises_of(dan, full) == {**full, "relu": 0.0}
    assert "relu_forward is not defined" in dan.comments["relu-functions"]


def test_an_unreadable_notebook_earns_nothing_and_is_told_why(
    cycle: Cycle, full: dict[str, float]
) -> None:
    fay = cycle.before["fay"]
    assert exercises_of(fay, full) == dict.fromkeys(full, 0.0)
    assert "is not valid JSON" in fay.comments["sigmoid-functions"]


def test_who_is_late_pays_what_the_plugin_asks(cycle: Cycle, full: dict[str, float]) -> None:
    late = {name: item.seconds_late for name, item in cycle.before.items() if item.seconds_late}
    assert late == {"cem": SECONDS_LATE}
    assert exercises_of(cycle.before["cem"], full) == full
    penalties = {name: item.penalty for name, item in cycle.before.items()}
    assert penalties == {**dict.fromkeys(penalties, 0.0), "cem": pytest.approx(8.4)}


def test_an_untouched_question_earns_nothing_and_an_answer_waits_for_a_person(
    cycle: Cycle,
) -> None:
    waiting = {name for name, item in cycle.before.items() if item.needs_manual_grade}
    assert waiting == {"bea"}
    untouched = [("ada", "saturation"), ("ada", "vanishing_gradients"), ("fay", "saturation")]
    untouched.append(("bea", "vanishing_gradients"))
    for student, question in untouched:
        record = cycle.before[student]
        assert record.scores[question] == 0.0
        assert record.comments[question] == "No response."
    assert "saturation" not in cycle.before["bea"].comments


def test_marks_by_hand_survive_another_run(cycle: Cycle) -> None:
    before, after = cycle.before["bea"], cycle.after["bea"]
    assert after.scores == {**before.scores, "saturation": 0.5}
    assert after.comments["saturation"] == "Say which of the two."
    assert after.needs_manual_grade  # nbgrader asks for another look
    others = {name: item for name, item in cycle.before.items() if name != "bea"}
    assert others == {name: cycle.after[name] for name in others}


# What goes out


def test_feedback_says_what_is_wrong(cycle: Cycle) -> None:
    bea = cycle.feedback("bea")
    assert DIAGNOSIS in bea
    assert "dense_backward: dw[" in bea
    assert "Say which of the two." in bea
    assert "40.5 / 44.0" in bea
    assert "Behaves exactly as" not in cycle.feedback("ada")
    assert "is not valid JSON" in cycle.feedback("fay")


def test_everybody_is_exported(cycle: Cycle) -> None:
    with (cycle.place.folder / "grades.csv").open(newline="") as table:
        rows = {row["student_id"]: row for row in csv.DictReader(table)}
    scores = {name: float(row["score"]) for name, row in rows.items()}
    assert scores == {
        "ada": 42.0,
        "bea": 40.5,
        "cem": pytest.approx(33.6),
        "dan": 39.0,
        "eve": 39.0,
        "fay": 0.0,
    }
    assert rows["cem"]["late_submission_penalty"] == "8.4"


# What an instructor sees


@pytest.fixture(scope="module")
def pages(cycle: Cycle) -> Iterator[Formgrader]:
    if browser() is None:
        pytest.skip("no Chromium is installed; .ci/run installs it")
    with formgrader(cycle.place) as server:
        yield server


def test_formgrader_lists_the_homework_and_its_submissions(pages: Formgrader) -> None:
    assignments = pages.page(
        "manage_assignments", until="document.querySelector('a[href*=manage_submissions]')"
    )
    assert re.search(rf'href="/formgrader/manage_submissions/{HW1}">6</a>', assignments)
    submissions = pages.page(
        f"gradebook/{HW1}/{TOPIC}", until="document.body.innerText.includes('40.5')"
    )
    assert submissions.count("39 / 44") == 2
    assert "40.5 / 44" in submissions


def test_formgrader_shows_our_verdicts(pages: Formgrader, cycle: Cycle) -> None:
    page = html.unescape(
        pages.page(
            f"submissions/{cycle.after['bea'].notebook_id}/",
            until="document.querySelector('#dense_layer').placeholder",
        )
    )
    table = page.partition("<strong>Dense layer</strong>")[2].partition("</section>")[0]
    assert "passed</span> forward: 1.5 of 1.5 points" in table
    assert "failed</span> backward: 0 of 2 points" in table
    assert DIAGNOSIS in table
    score = re.search(r'<input[^>]*id="dense_layer"[^>]*>', page)
    assert score is not None
    assert 'placeholder="2"' in score[0]
