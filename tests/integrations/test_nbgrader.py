"""Single steps of nbgrader's cycle with our verdicts: what is written, read, mended and scored."""

from __future__ import annotations

import contextlib
import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from places import HW1, ROOT

pytest.importorskip("nbgrader", reason="the nbgrader extra is not installed")

from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.validator import Validator
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder import self_check
from autograder.authoring.release import write_source
from autograder.bank import file
from autograder.classroom.grader import Launcher
from autograder.cli.grading import entered
from autograder.course import Course
from autograder.errors import UsageError
from autograder.grading import grade
from autograder.integrations.nbgrader import export, reading, settings
from autograder.integrations.nbgrader.preprocessors import submission_of
from autograder.notebook import Report
from autograder.plan import plan
from autograder.results import ExerciseResult
from autograder.sandbox.confine import Limits
from autograder.submission import read_submission

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's and its dependencies' own affairs

TOPIC = "forward_backward"
PUBLIC = ROOT / "student_template" / HW1 / f"{TOPIC}.bank"
POINTS = 42.0
Cells = list[dict[str, Any]]


class NbgraderCourse:
    """A course of nbgrader's with homework 1, released."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings.init(folder, Course(ROOT))
        write_source(Course(ROOT), HW1, folder)
        self.url = f"sqlite:///{folder / 'gradebook.db'}"
        self.run("generate_assignment", HW1)
        self.released = self._read(folder / "release")
        cells = self._read(folder / "source")["cells"]
        self.solutions = {name_of(cell): cell["source"] for cell in cells if name_of(cell)}

    def config(self, **changes: Any) -> Config:
        config = PyFileConfigLoader(settings.CONFIG, path=str(self.folder)).load_config()
        config.CourseDirectory.root = str(self.folder)
        config.GradeCells.banks = {HW1: str(PUBLIC)}
        for name, value in changes.items():
            config.GradeCells[name] = value
        return config

    def run(self, what: str, *args: Any, config: Config | None = None, **how: Any) -> str:
        """Do what one of nbgrader's commands does; returns its log."""
        config = config or self.config()
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        done = getattr(api, what)(*args, **how)
        assert done["success"], done["log"]
        return str(done["log"])

    def hand_in(self, student: str, cells: Cells | bytes, name: str = f"{TOPIC}.ipynb") -> Path:
        folder = self.folder / "submitted" / student / HW1
        folder.mkdir(parents=True, exist_ok=True)
        whole = {**self.released, "cells": cells} if isinstance(cells, list) else None
        path = folder / name
        path.write_bytes(json.dumps(whole).encode() if whole else cells)  # type: ignore[arg-type]
        return path

    def solved(self) -> Cells:
        cells: Cells = copy.deepcopy(self.released["cells"])
        for cell in cells:
            if (name_of(cell) or "").endswith("-functions"):
                cell["source"] = self.solutions[name_of(cell)]
        return cells

    def autograde(self, student: str, **how: Any) -> str:
        return self.run("autograde", HW1, student, force=True, create=True, **how)

    def scores(self, student: str) -> dict[str, tuple[float | None, bool]]:
        with Gradebook(self.url) as gradebook:
            notebook = gradebook.find_submission_notebook(TOPIC, HW1, student)
            return {
                grade.name: (grade.auto_score, grade.needs_manual_grade)
                for grade in notebook.grades
            }

    def comments(self, student: str) -> dict[str, str | None]:
        with Gradebook(self.url) as gradebook:
            notebook = gradebook.find_submission_notebook(TOPIC, HW1, student)
            return {comment.name: comment.auto_comment for comment in notebook.comments}

    def entries(self, student: str) -> tuple[Any, ...]:
        """All that the gradebook has of a student's homework."""
        with Gradebook(self.url) as gradebook:
            found = gradebook.find_submission(HW1, student)
            late = (str(found.timestamp), found.total_seconds_late, found.late_submission_penalty)
        return (self.scores(student), self.comments(student), *late)

    def points(self, student: str) -> float:
        scores = self.scores(student)
        return sum(score or 0.0 for name, (score, _) in scores.items() if name not in QUESTIONS)

    def _read(self, folder: Path) -> dict[str, Any]:
        notebook: dict[str, Any] = nbformat.read(folder / HW1 / f"{TOPIC}.ipynb", 4)
        return json.loads(json.dumps(notebook))  # type: ignore[no-any-return]


QUESTIONS = ("saturation", "vanishing_gradients")


def name_of(cell: dict[str, Any]) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def cell_of(cells: Cells, name: str) -> dict[str, Any]:
    return next(cell for cell in cells if name_of(cell) == name)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> NbgraderCourse:
    return NbgraderCourse(tmp_path_factory.mktemp("nbgrader"))


def test_the_released_notebook_has_gaps_tests_and_answers(course: NbgraderCourse) -> None:
    cells = course.released["cells"]
    names = [name_of(cell) for cell in cells if name_of(cell)]
    assert len(set(names)) == len(names)
    exercises = [item.name for item in Course(ROOT).assignment(HW1).exercises]
    tests = [cell for cell in cells if cell["source"].startswith("check(")]
    assert [name_of(cell) for cell in tests] == exercises
    for cell in tests:
        known = cell["metadata"]["nbgrader"]
        assert (known["grade"], known["locked"], known["solution"]) == (True, True, False)
        assert set(known) <= {
            "cell_type", "checksum", "grade", "grade_id", "locked", "points", "schema_version",
            "solution", "task",
        }  # fmt: skip
    text = "".join(cell["source"] for cell in cells)
    assert "SOLUTION" not in text
    assert 'raise NotImplementedError("softmax is not written yet")' in text
    assert cell_of(cells, "saturation")["source"] == "*Your answer.*"
    assert any("image/png" in str(cell.get("outputs")) for cell in cells), "the plots stay"


def test_a_right_notebook_earns_all_points_and_an_empty_one_none(course: NbgraderCourse) -> None:
    course.hand_in("ada", course.solved())
    course.hand_in("bob", course.released["cells"])
    course.autograde("ada")
    course.autograde("bob")
    assert course.points("ada") == POINTS
    assert course.points("bob") == 0
    assert course.comments("bob")["softmax-functions"] == "No response."
    assert course.comments("ada")["softmax-functions"] is None


def test_answers_are_left_to_people_unless_they_are_empty(course: NbgraderCourse) -> None:
    cells = course.solved()
    cell_of(cells, "saturation")["source"] = "The gradient is gone."
    course.hand_in("abe", cells)
    course.autograde("abe")
    scores = course.scores("abe")
    assert scores["saturation"] == (None, True)
    assert scores["vanishing_gradients"] == (0.0, False)


def test_a_wrong_function_is_explained_in_output_and_gradebook(course: NbgraderCourse) -> None:
    cells = course.solved()
    cell_of(cells, "relu-functions")["source"] += "\n\ndef relu_forward(z):\n    return z, z\n"
    course.hand_in("cy", cells)
    course.autograde("cy")
    score, _ = course.scores("cy")["relu"]
    assert 0 <= (score or 0) < 3
    assert course.points("cy") == POINTS - 3 + (score or 0)
    assert "relu_forward: " in (course.comments("cy")["relu-functions"] or "")
    graded = nbformat.read(course.folder / "autograded" / "cy" / HW1 / f"{TOPIC}.ipynb", 4)
    outputs = cell_of(graded.cells, "relu").outputs
    assert [output.output_type for output in outputs] == ["execute_result"]
    assert float(outputs[0].data["text/plain"]) == score
    assert "relu_forward: " in outputs[0].data["text/html"]


def drop(*names: str):
    return lambda cells: [cell for cell in cells if name_of(cell) not in names]


def twice(*names: str):
    return lambda cells: cells + copy.deepcopy([cell for cell in cells if name_of(cell) in names])


def changed(name: str, **metadata: Any):
    def change(cells: Cells) -> Cells:
        cell_of(cells, name)["metadata"]["nbgrader"].update(metadata)
        return cells

    return change


def as_text(name: str):
    def change(cells: Cells) -> Cells:
        cell = cell_of(cells, name)
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]
        return cells

    return change


def set_in_all(**values: Any):
    def change(cells: Cells) -> Cells:
        return [{**cell, **values} for cell in cells]

    return change


def without(key: str):
    return lambda cells: [{k: v for k, v in cell.items() if k != key} for cell in cells]


def forged(cells: Cells) -> Cells:
    claimed = {"grade": True, "grade_id": "mine", "points": 99, "locked": False, "solution": False}
    cells.append({"cell_type": "code", "source": "1", "metadata": {"nbgrader": claimed}})
    return cells


def edited(cells: Cells) -> Cells:
    cell_of(cells, "softmax")["source"] = "4.0"
    return cells


NO_HARM = {
    "test cell deleted": drop("softmax"),
    "setup deleted": drop("setup"),
    "all of nbgrader's cells but the functions deleted": drop("setup", "softmax", *QUESTIONS),
    "test cell twice": twice("softmax"),
    "functions twice": twice("softmax-functions"),
    "everything twice": lambda cells: cells + copy.deepcopy(cells),
    "last first": lambda cells: cells[:1] + cells[:0:-1],
    "points raised": changed("softmax", points=1000),
    "points of another type": changed("softmax", points="many"),
    "cell renamed": changed("softmax", grade_id="hardmax"),
    "no name": changed("softmax", grade_id=None),
    "an old schema": changed("softmax", schema_version=0),
    "a schema to come": changed("softmax", schema_version=99),
    "made a solution": changed("softmax", solution=True, locked=False),
    "points claimed for functions": changed("softmax-functions", grade=True, points=50),
    "functions made text": as_text("softmax-functions"),
    "test cell made text": as_text("softmax"),
    "test cell edited": edited,
    "a test cell of one's own": forged,
    "no ids": without("id"),
    "equal ids": set_in_all(id="same"),
    "ids of another type": set_in_all(id=5),
    "outputs of another type": set_in_all(outputs="none"),
    "metadata of nbgrader's gone from one": lambda cells: [
        {**cell, "metadata": {}} if name_of(cell) == "softmax" else cell for cell in cells
    ],
    "cells that are no objects": lambda cells: [*cells, None, 5, "x"],
    "an unknown kind of cell": lambda cells: [
        *cells,
        {"cell_type": "video", "source": "x", "metadata": {}},
    ],
}


@pytest.mark.parametrize("name", NO_HARM)
def test_damage_costs_nothing_that_can_be_graded(name: str, course: NbgraderCourse) -> None:
    course.hand_in("dan", NO_HARM[name](course.solved()))
    course.autograde("dan")
    assert course.points("dan") == POINTS
    with Gradebook(course.url) as gradebook:
        assert gradebook.find_submission(HW1, "dan").max_score == POINTS + 2


NOT_READABLE = {
    "no JSON": b"{not json",
    "empty": b"",
    "cut": b'{"cells": [{"cell_type": "code", "so',
    "a list": b"[]",
    "bytes": bytes(range(256)),
    "nested": b'{"cells":' * 5000,
    "no cells": b'{"metadata": {}}',
}


@pytest.mark.parametrize("name", NOT_READABLE)
def test_a_file_that_is_no_notebook_earns_nothing_and_says_why(
    name: str, course: NbgraderCourse
) -> None:
    course.hand_in("fay", NOT_READABLE[name])
    log = course.autograde("fay")
    assert course.points("fay") == 0
    assert f"fay: {TOPIC}.ipynb " in log
    graded = nbformat.read(course.folder / "autograded" / "fay" / HW1 / f"{TOPIC}.ipynb", 4)
    assert f"{TOPIC}.ipynb " in cell_of(graded.cells, "softmax").outputs[0].data["text/html"]


def test_a_hundred_megabytes_of_outputs_are_not_looked_at(course: NbgraderCourse) -> None:
    cells = course.solved()
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 100_000_000}]
    cell_of(cells, "softmax")["outputs"] = flood
    course.hand_in("ida", cells)
    course.autograde("ida")
    assert course.points("ida") == POINTS
    path = course.folder / "autograded" / "ida" / HW1 / f"{TOPIC}.ipynb"
    assert path.stat().st_size < 1_000_000


def test_a_renamed_notebook_is_found(course: NbgraderCourse) -> None:
    course.hand_in("hal", course.solved(), name="my homework (final).ipynb")
    course.autograde("hal")
    assert course.points("hal") == POINTS


def test_code_that_hangs_or_exits_costs_its_own_points(course: NbgraderCourse) -> None:
    cells = course.solved()
    more = "\n\ndef softmax(z):\n    import os\n    os._exit(0)\n"
    cell_of(cells, "softmax-functions")["source"] += more
    course.hand_in("jon", cells)
    course.autograde("jon")
    assert course.scores("jon")["softmax"] == (0.0, False)
    assert course.scores("jon")["sigmoid"] == (3.0, False)


def test_regrading_with_another_bank_updates_and_says_what_changed(
    course: NbgraderCourse, tmp_path: Path
) -> None:
    course.hand_in("kim", course.released["cells"])
    course.autograde("kim")
    course.hand_in("kim", course.solved())
    with Gradebook(course.url) as gradebook:
        found = gradebook.find_grade("relu", TOPIC, HW1, "kim")
        found.manual_score = 1.5
        gradebook.db.commit()
    other = file.stricter(file.load(PUBLIC), "score")
    file.save(other, tmp_path / "other.bank")
    config = course.config(banks={HW1: str(tmp_path / "other.bank")})
    log = course.autograde("kim", config=config)
    assert f"kim: softmax regraded with bank {other.id}: 0 points before, 4 now" in log
    comment = course.comments("kim")["softmax-functions"]
    assert comment == f"Regraded with bank {other.id}: 0 before, 4 now."
    with Gradebook(course.url) as gradebook:
        found = gradebook.find_grade("relu", TOPIC, HW1, "kim")
        assert (found.auto_score, found.manual_score) == (3.0, 1.5)
        assert found.needs_manual_grade, "somebody should look at it again"


def test_feedback_of_the_settings_is_kept(course: NbgraderCourse) -> None:
    cells = course.solved()
    cell_of(cells, "relu-functions")["source"] += "\n\ndef relu_forward(z):\n    return z, z\n"
    course.hand_in("lea", cells)
    course.autograde("lea", config=course.config(feedback="score"))
    assert "should be" not in (course.comments("lea")["relu-functions"] or "")


def test_nbgrader_reads_our_scores_as_what_they_are() -> None:
    for score, points in ((0.1 + 0.2, 0.3), (0.0, 3.0), (-0.0, 3.0), (2.5, 3.0), (3.0, 3.0)):
        checks = ExerciseResult(name="x", title="X", score=score, max_score=points, checks=[])
        report = Report(checks)
        cell = nbformat.v4.new_code_cell(
            "check('x')",
            metadata={"nbgrader": {"grade": True, "grade_id": "x", "points": points}},
            outputs=[nbformat.v4.new_output("execute_result", {"text/plain": repr(report.points)})],
        )
        read, most = utils.determine_grade(cell)
        assert read == pytest.approx(score, abs=1e-9)
        assert most == points


@pytest.fixture
def due(course: NbgraderCourse) -> Iterator[None]:
    """A due date that has passed, after which all points are lost."""
    path = course.folder / settings.CONFIG
    before = path.read_text("utf-8")
    path.write_text(f'{before}\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for date in ("2026-11-19 10:00:00 UTC", None):
        with Gradebook(course.url) as gradebook:
            gradebook.update_or_create_assignment(HW1, duedate=date)
        if date:
            yield
    path.write_text(before)


@pytest.mark.usefixtures("due")
def test_the_store_has_the_entries_of_nbgraders_own_run(course: NbgraderCourse) -> None:
    bank = file.load(PUBLIC)
    assignment = Course(ROOT).assignment(HW1)
    prepared = plan(assignment, bank)
    wrong = course.solved()
    cell_of(wrong, "relu-functions")["source"] += "\n\ndef relu_forward(z):\n    return z, z\n"
    cell_of(wrong, "saturation")["source"] = "It is flat."
    made = {"mia": course.solved(), "noa": wrong, "ole": course.released["cells"]}
    work: dict[str, Path | None] = {}
    for student, cells in made.items():
        work[student] = course.hand_in(student, cells).parent
        (course.folder / "submitted" / student / HW1 / "timestamp.txt").write_text(
            "2026-11-20 10:00:00 UTC"
        )
        course.autograde(student)
    expected = {student: course.entries(student) for student in made}
    assert expected["mia"][-1] == POINTS, "all of it is lost: mia is late"
    for student in made:
        with Gradebook(course.url) as gradebook:
            gradebook.remove_submission(HW1, student)
    launcher = Launcher(Limits())
    results = [
        grade(prepared, read_submission(student, work[student], TOPIC), launcher.start)
        for student in made
    ]
    launcher.close()
    assert list(entered(results, course.url, assignment, bank.id, work)) == results
    for student in made:
        assert course.entries(student) == expected[student]


def test_a_store_that_does_not_know_the_homework_says_what_to_do(tmp_path: Path) -> None:
    assignment = Course(ROOT).assignment(HW1)
    work: dict[str, Path | None] = {"ada": tmp_path}
    with pytest.raises(UsageError, match="nbgrader generate_assignment"):
        list(entered([], f"sqlite:///{tmp_path}/no.db", assignment, "bank", work))
    with Gradebook(f"sqlite:///{tmp_path}/other.db"):
        pass
    with pytest.raises(UsageError, match="nbgrader generate_assignment"):
        list(entered([], f"sqlite:///{tmp_path}/other.db", assignment, "bank", work))


def test_a_notebook_has_the_same_code_for_nbgrader_and_for_grade(course: NbgraderCourse) -> None:
    path = course.hand_in("pia", course.solved())
    nb, problem = reading.read(path)
    assert not problem
    assert submission_of(nb, "pia", path.name).chunks == read_submission("pia", path, TOPIC).chunks


LOGIN = {"Canvas": 3, "Moodle": 0, "Plain": 3}  # in which column


def test_grades_are_exported_for_other_systems(course: NbgraderCourse, tmp_path: Path) -> None:
    course.hand_in("ann", course.solved())
    course.autograde("ann")
    with Gradebook(course.url) as gradebook:
        gradebook.update_or_create_student(
            "ann", first_name='Ann "A."', last_name="O'Neil, jr", email="=ann@x"
        )
        gradebook.update_or_create_student("nil")
        found = {}
        for kind in ("Canvas", "Moodle", "Plain"):
            plugin = getattr(export, kind)()
            plugin.to, plugin.student = str(tmp_path / f"{kind}.csv"), ["ann", "nil"]
            plugin.export(gradebook)
            with (tmp_path / f"{kind}.csv").open(newline="") as lines:
                found[kind] = list(csv.reader(lines))
    students = {kind: {tuple(row)[at]: row for row in found[kind]} for kind, at in LOGIN.items()}
    assert found["Canvas"][0][-1] == HW1
    assert found["Canvas"][1] == ["    Points Possible", "", "", "", "", "44"]
    assert students["Canvas"]["ann"] == ['O\'Neil, jr, Ann "A."', "", "", "ann", "", "42"]
    assert students["Canvas"]["nil"] == ["nil", "", "", "nil", "", ""]
    assert students["Moodle"]["ann"] == ["ann", 'Ann "A."', "O'Neil, jr", "'=ann@x", "42"]
    plain = dict(zip(found["Plain"][0], students["Plain"]["ann"], strict=True))
    assert (plain["raw_score"], plain["score"], plain["max_score"]) == ("42", "42", "44")
    assert plain["last_name"] == "O'Neil, jr"


SAMPLES = sorted((ROOT / "assignments" / HW1 / "sample_class").rglob("*.*"))


@pytest.mark.parametrize(
    "sample", SAMPLES, ids=lambda path: path.relative_to(path.parents[2]).parts[0]
)
def test_a_submission_has_one_score_wherever_it_is_graded(
    sample: Path, course: NbgraderCourse
) -> None:
    if sample.suffix == ".ipynb":
        cells = json.loads(sample.read_text("utf-8"))["cells"]
    else:
        source = sample.read_text("utf-8", "replace")
        cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []}]
    path = course.hand_in("sam", cells)
    course.autograde("sam")
    bank = file.load(PUBLIC)
    launcher = Launcher(Limits())
    submission = read_submission("sam", path, TOPIC)
    graded = grade(plan(Course(ROOT).assignment(HW1), bank), submission, launcher.start)
    launcher.close()
    checked = self_check.check(self_check.locate(path, PUBLIC))
    scores = {item.name: item.score for item in graded.exercises}
    assert {item.name: item.score for item in checked.exercises} == scores
    found = course.scores("sam")
    assert {name: found[name][0] for name in scores} == pytest.approx(scores)


def test_in_a_kernel_the_tests_give_the_same_points(course: NbgraderCourse) -> None:
    config = course.config()
    config.Autograde.autograde_preprocessors[0] = "nbgrader.preprocessors.Execute"
    cells = course.solved()
    cell_of(cells, "relu-functions")["source"] += "\n\ndef relu_forward(z):\n    return z, z\n"
    course.hand_in("una", cells)
    course.autograde("una")
    expected = course.scores("una")
    course.autograde("una", config=config)
    assert course.scores("una") == expected


def test_nbgrader_validates_the_source_and_says_what_fails(course: NbgraderCourse) -> None:
    for folder, passes in (("source", True), ("release", False)):
        validator = Validator(config=Config())
        work = course.folder / folder / HW1 / f"{TOPIC}.ipynb"
        with contextlib.chdir(work.parent):
            found = validator.validate(work.name)
        assert ("failed" not in found) is passes
    assert "softmax is not written yet" in json.dumps(found)
