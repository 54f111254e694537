"""Write the verdicts of `autograder grade` into nbgrader's gradebook, as its own autograde does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import UsageError
from autograder.integrations.nbgrader.mending import mend, released_cells
from autograder.integrations.nbgrader.preprocessors import Graded, changes_in, comments_on
from autograder.integrations.nbgrader.reading import read
from autograder.integrations.nbgrader.settings import CONFIG
from autograder.notebook import Report
from autograder.results import SubmissionResult
from autograder.store import hidden

Change = tuple[str, str, float, float]
T = TypeVar("T")


class _Gradebook(Gradebook):  # type: ignore[misc]
    """nbgrader's, which looks up and writes many students at once: one by one takes far longer."""

    @contextmanager
    def many(self, assignment: Assignment, students: Sequence[str]) -> Iterator[None]:
        """Find these students and their submissions; what is added is written at the end."""
        self._assignment = assignment
        known = self.db.query(Student).filter(Student.id.in_(students))
        self._students = {student.id: student for student in known}
        own = SubmittedAssignment.assignment_id == assignment.id
        handed_in = self.db.query(SubmittedAssignment).filter(
            own, SubmittedAssignment.student_id.in_(students)
        )
        self._submissions = {submission.student_id: submission for submission in handed_in}
        commit = self.db.commit
        self.db.commit = lambda: None
        try:
            yield
            self.db.flush()
        finally:
            self.db.commit = commit

    def add_student(self, student_id: str, **options: object) -> Student:
        student = self._students[student_id] = super().add_student(student_id, **options)
        return student

    def find_assignment(self, _: str) -> Assignment:
        return self._assignment

    def find_student(self, student_id: str) -> Student:
        return _known(self._students, student_id)

    def find_submission(self, _: str, student: str) -> SubmittedAssignment:
        return _known(self._submissions, student)


def _known(found: Mapping[str, T], student: str) -> T:
    if student not in found:
        raise MissingEntry(f"nothing of {student}")
    return found[student]


class GradebookStore:
    """A gradebook to write to; use it as a context manager.

    It sets the automatic scores, comments and late penalties that `nbgrader autograde` would set,
    and leaves alone what people have entered. It writes no autograded notebooks.
    """

    def __init__(self, url: str, homework: str, topic: str, bank: str, course: Path) -> None:
        """Open a gradebook.

        Args:
            url: of the database, as sqlite:///gradebook.db.
            homework: its name, which is the assignment's.
            topic: the stem of its notebook.
            bank: the id of the bank that the verdicts rest on.
            course: a folder in nbgrader's course; its settings are found there or above.

        Raises:
            UsageError: the database cannot be opened, or does not know the homework.
        """
        self._homework, self._topic, self._bank = homework, topic, bank
        config = _config_above(course)
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        self._folder = CourseDirectory(config=config)
        if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
            raise UsageError(
                f"Expected nbgrader's gradebook in {url} but there is no such file. In nbgrader's "
                f"folder, run: nbgrader generate_assignment {homework}"
            )
        try:
            self._gradebook = _Gradebook(url, self._folder.course_id)
            # The homework's own cells are the same for all students: they are loaded once.
            self._gradebook.db().expire_on_commit = False
            self._notebook = notebook = self._gradebook.find_notebook(topic, homework)
            folder = self._folder.format_path(self._folder.source_directory, ".", homework)
            self._released = released_cells(notebook, Path(folder) / f"{topic}.ipynb")
        except MissingEntry:
            raise UsageError(
                f"Expected {homework} with the notebook {topic} in the gradebook {hidden(url)} but "
                "it is not there. In nbgrader's folder, run: "
                f"nbgrader generate_assignment {homework}"
            ) from None
        except (SQLAlchemyError, ImportError, ValueError) as error:
            raise UsageError(f"Cannot open the gradebook {hidden(url)}: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gradebook.close()

    def save(self, graded: Iterable[tuple[SubmissionResult, Path | None]]) -> list[Change]:
        """Write some students' scores, in one transaction.

        Args:
            graded: the verdicts, each with the student's file or folder; those of a student who
                handed in nothing are not written.

        Returns:
            (student, exercise, score of an earlier run, score now), where they differ.
        """
        book = self._gradebook
        work_of = {
            result.student: (result, work if work.is_dir() else work.parent)
            for result, work in graded
            if result.status == "graded" and work is not None
        }
        # Autoflush would be warned of a submission half made.
        with book.db.no_autoflush:
            with book.many(self._notebook.assignment, list(work_of)):
                made = {
                    student: self._submission(student, work_of[student][1]) for student in work_of
                }
            changes = [
                change
                for student, submission in made.items()
                for change in self._set_all(submission, *work_of[student])
            ]
        book.db.commit()
        # Else the class would stay in memory.
        book.db.expire(self._notebook, ["submissions"])
        book.db.expire(self._notebook.assignment, ["submissions"])
        return changes

    def _submission(self, student: str, folder: Path) -> SubmittedAssignment:
        """A student's submission in the gradebook, made where it is missing."""
        stamp = self._folder.get_existing_timestamp(str(folder))
        more = {"timestamp": stamp} if stamp else {}
        self._gradebook.update_or_create_student(student)
        return self._gradebook.update_or_create_submission(self._homework, student, **more)

    def _set_all(
        self, submission: SubmittedAssignment, result: SubmissionResult, folder: Path
    ) -> list[Change]:
        notebook = next(item for item in submission.notebooks if item.name == self._topic)
        former = {
            grade.name: grade.auto_score
            for grade in notebook.grades
            if grade.auto_score is not None
        }
        graded = Graded(result, self._bank, former)
        self._set_scores(notebook, graded, self._cells_of(folder / result.file))
        self._set_penalty(submission, notebook, result.student)
        return [(result.student, *change) for change in changes_in(graded)]

    def _cells_of(self, path: Path) -> dict[str, NotebookNode]:
        """Nbgrader's cells in a student's notebook, by name; a .py file has none."""
        if path.suffix.lower() != ".ipynb":
            return {}
        nb, _ = read(path)
        mend(nb, self._released)
        found = (cell for cell in nb.cells if "nbgrader" in cell.metadata)
        return {cell.metadata["nbgrader"]["grade_id"]: cell for cell in found}

    def _set_scores(
        self, notebook: SubmittedNotebook, graded: Graded, cells: dict[str, NotebookNode]
    ) -> None:
        points = {item.name: Report(item).points for item in graded.result.exercises}
        for grade in notebook.grades:
            if grade.name in points:
                grade.auto_score = points[grade.name]
            else:  # for people to grade, unless nothing was written
                cell = cells.get(grade.name)
                empty = cell is None or _is_unchanged(cell)
                grade.auto_score = 0.0 if empty else None
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        texts = comments_on(graded)
        for comment in notebook.comments:
            cell = cells.get(comment.name)
            if cell is not None and _is_unchanged(cell):
                comment.auto_comment = "No response."
            else:
                comment.auto_comment = texts.get(comment.name)

    def _set_penalty(
        self, submission: SubmittedAssignment, notebook: SubmittedNotebook, student: str
    ) -> None:
        notebook.late_submission_penalty = None
        late = submission.total_seconds_late
        if late > 0:
            self._gradebook.db.flush()
            self._gradebook.db.refresh(notebook, ["score"])  # the sum of what was set
            plugin = self._penalties.plugin_inst
            penalty = plugin.late_submission_penalty(student, notebook.score, late)
            if penalty is not None:
                checked = self._penalties._check_late_penalty(notebook, penalty)
                notebook.late_submission_penalty = checked


def _is_unchanged(cell: NotebookNode) -> bool:
    return bool(cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell))


def _config_above(folder: Path) -> Config:
    """Nbgrader's settings of the course that a folder belongs to."""
    for place in _and_above(folder.resolve()):
        if (place / CONFIG).is_file():
            found: Config = PyFileConfigLoader(CONFIG, path=str(place)).load_config()
            found.CourseDirectory.setdefault("root", str(place))
            return found
    return Config()


def _and_above(folder: Path) -> Iterable[Path]:
    return (folder, *folder.parents)
