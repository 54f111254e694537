"""Export grades for other systems: `nbgrader export --exporter=<module>.Canvas`, `Moodle`, `Plain`.

All of them are quoted as RFC 4180 says, with the first lines that each system wants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from autograder.reports.tables import write_rows

Row = list[str]


@dataclass(frozen=True)
class Entry:
    """What a student has in a homework.

    Attributes:
        raw: the score without the penalty.
        timestamp: when it was submitted; empty where it was not, or is not known.
        ungraded: how many cells people have still to grade.
    """

    student: Student
    assignment: Assignment
    raw: float = 0.0
    penalty: float = 0.0
    timestamp: str = ""
    ungraded: int = 0

    @property
    def score(self) -> float:
        return max(0.0, self.raw - self.penalty)


class _Export(ExportPlugin):  # type: ignore[misc]
    """What all exports share: which entries, and where to."""

    name = "grades.csv"

    def export(self, gradebook: Gradebook) -> None:
        """Write the chosen students' grades in the chosen homeworks; all by default."""
        path = Path(self.to or self.name)
        self.log.info("Exporting grades to %s", path)
        write_rows(path, self.rows(gradebook))

    def rows(self, gradebook: Gradebook) -> Iterator[Row]:
        """The lines of the file."""
        raise NotImplementedError

    def assignments_of(self, gradebook: Gradebook) -> list[Assignment]:
        """The chosen homeworks."""
        wanted = [str(name) for name in self.assignment]
        return [item for item in gradebook.assignments if not wanted or item.name in wanted]

    def students_of(self, gradebook: Gradebook) -> list[Student]:
        """The chosen students."""
        wanted = [str(name) for name in self.student]
        return [item for item in gradebook.students if not wanted or item.id in wanted]


class Canvas(_Export):
    """What Canvas' gradebook imports: a student a line, found by the login id."""

    name = "canvas.csv"

    def rows(self, gradebook: Gradebook) -> Iterator[Row]:
        """The lines of the file."""
        assignments = self.assignments_of(gradebook)
        names = [item.name for item in assignments]
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names]
        points = [_number(item.max_score) for item in assignments]
        yield ["    Points Possible", "", "", "", "", *points]
        for student in self.students_of(gradebook):
            name = ", ".join(filter(None, (student.last_name, student.first_name))) or student.id
            scores = [_score_in(gradebook, item, student) for item in assignments]
            yield [name, "", "", student.id, "", *scores]


class Moodle(_Export):
    """What Moodle's grade import takes: map "Username" to the user, the others to grade items."""

    name = "moodle.csv"

    def rows(self, gradebook: Gradebook) -> Iterator[Row]:
        """The lines of the file."""
        assignments = self.assignments_of(gradebook)
        names = [item.name for item in assignments]
        yield ["Username", "First name", "Last name", "Email address", *names]
        for student in self.students_of(gradebook):
            scores = [_score_in(gradebook, item, student) for item in assignments]
            known = (student.first_name, student.last_name, student.email)
            yield [student.id, *(text or "" for text in known), *scores]


class Plain(_Export):
    """Everything, a student and homework a line: the columns of nbgrader's own CSV, and more."""

    def rows(self, gradebook: Gradebook) -> Iterator[Row]:
        """The lines of the file."""
        yield [
            "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
            "raw_score", "late_submission_penalty", "score", "max_score", "cells_to_grade",
        ]  # fmt: skip
        for assignment in self.assignments_of(gradebook):
            for student in self.students_of(gradebook):
                entry = entry_of(gradebook, assignment, student)
                due = "" if assignment.duedate is None else str(assignment.duedate)
                known = (student.last_name, student.first_name, student.email)
                numbers = (entry.raw, entry.penalty, entry.score, assignment.max_score)
                yield [
                    assignment.name, due, entry.timestamp, student.id,
                    *(text or "" for text in known), *map(_number, numbers), str(entry.ungraded),
                ]  # fmt: skip


def entry_of(gradebook: Gradebook, assignment: Assignment, student: Student) -> Entry:
    """What a student has in a homework; nothing submitted is 0 points."""
    try:
        found = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return Entry(student, assignment)
    stamp = "" if found.timestamp is None else str(found.timestamp)
    grades = (grade for notebook in found.notebooks for grade in notebook.grades)
    ungraded = sum(bool(grade.needs_manual_grade) for grade in grades)
    penalty = float(found.late_submission_penalty or 0.0)
    return Entry(student, assignment, float(found.score), penalty, stamp, ungraded)


def _score_in(gradebook: Gradebook, assignment: Assignment, student: Student) -> str:
    """The score for a system of others: empty where nothing was submitted."""
    try:
        gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return ""
    return _number(entry_of(gradebook, assignment, student).score)


def _number(value: float) -> str:
    return f"{round(float(value), 6):.15g}"
