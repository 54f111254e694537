"""What `nbgrader autograde` and `generate_assignment` do with a notebook, our way."""

from __future__ import annotations

import atexit
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearOutput, ClearSolutions, Execute, NbGraderPreprocessor
from traitlets import Bool, Dict, Enum, Unicode

from autograder.authoring.banks import HiddenBank
from autograder.authoring.template import BEGIN, strip_solutions
from autograder.bank import file
from autograder.classroom.grader import Grader, Launcher
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.exercise import FEEDBACK, Feedback
from autograder.integrations.nbgrader.reading import KEY
from autograder.notebook import Report
from autograder.plan import plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.submission import Submission, from_notebook

Resources = dict[str, Any]


class KeepPlots(ClearOutput):  # type: ignore[misc]
    """Clears outputs like nbgrader, but for the plots that the handout shows."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Clear a cell's outputs, unless it is tagged as a plot."""
        if "plot" not in cell.metadata.get("tags", []):
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class StripSolutions(ClearSolutions):  # type: ignore[misc]
    """Clears solutions like nbgrader, with gaps that say which function is not written yet."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Put gaps in place of solutions."""
        if cell.cell_type == "code" and utils.is_solution(cell) and BEGIN in cell.source:
            cell.source = strip_solutions(cell.source, topic=resources["unique_key"]).rstrip()
        elif cell.cell_type == "code" or not utils.is_solution(cell):
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources  # a cell for an answer stays what the handout has in it


@dataclass(frozen=True)
class Graded:
    """What GradeCells leaves for SaveDiagnoses.

    Attributes:
        result: the verdicts.
        bank: the bank that they rest on.
        former: the automatic scores of an earlier run, by test cell.
    """

    result: SubmissionResult
    bank: str
    former: dict[str, float]


class GradeCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes Execute's place: students' cells go through the sandbox, and no kernel is started.

    Every test cell that is named after an exercise gets its points, its verdicts and what is wrong
    as its output. Homeworks that the course does not have are executed as nbgrader would.
    """

    course = Unicode("", help="The folder with assignments/ and reference/.").tag(config=True)
    banks = Dict(
        {}, help="Banks by homework; by default the hidden one of the course's own seed."
    ).tag(config=True)
    feedback = Enum(FEEDBACK, "full", help="What students are told.").tag(config=True)
    sandbox = Bool(True, help="False runs submissions unconfined.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Grade a notebook.

        Raises:
            AutograderError: it cannot be graded through no fault of the student's; nbgrader goes
                on with the next one and names those at the end.
        """
        asked = resources["nbgrader"]
        course = Course.find(Path(self.course or ".").absolute())
        if asked["assignment"] not in course.names:
            executed: tuple[NotebookNode, Resources] = Execute(parent=self.parent).preprocess(
                nb, resources
            )
            return executed
        homework = asked["assignment"]
        grader, bank = _grader(
            course, homework, self.banks.get(homework, ""), self.feedback, sandbox=self.sandbox
        )
        submission = submission_of(nb, asked["student"], f"{asked['notebook']}.ipynb")
        result = grader.grade(submission)
        if result.status == "error":
            raise AutograderError(f"{asked['student']}: {'; '.join(result.notes)}")
        _fill(nb, result)
        resources["autograder"] = Graded(result, bank, _former_scores(asked))
        return nb, resources


class SaveDiagnoses(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes what is wrong into the gradebook, as a comment on the functions' cell.

    It comes after SaveAutoGrades, which empties automatic comments.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save the comments of a notebook that GradeCells has graded."""
        graded = resources.get("autograder")
        if graded is None:
            return nb, resources
        asked = resources["nbgrader"]
        there = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        texts = comments_on(graded)
        with Gradebook(asked["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(
                asked["notebook"], asked["assignment"], asked["student"]
            )
            for comment in notebook.comments:
                if comment.name not in there or comment.auto_comment is None:
                    comment.auto_comment = texts.get(comment.name)
            gradebook.db.commit()
        for name, former, now in changes_in(graded):
            self.log.warning(
                "%s: %s regraded with bank %s: %g points before, %g now",
                asked["student"], name, graded.bank, former, now,
            )  # fmt: skip
        return nb, resources


def comments_on(graded: Graded) -> dict[str, str]:
    """The comments on a submission, by the name of the cell that they are about."""
    changed = {name: (former, now) for name, former, now in changes_in(graded)}
    found = {}
    for exercise in graded.result.exercises:
        # nbgrader takes comments for Markdown, in which what is indented is shown as it is.
        parts = [] if exercise.passed else [indent(Report(exercise).brief, "    ")]
        if exercise.name in changed:
            former, now = changed[exercise.name]
            parts.append(f"Regraded with bank {graded.bank}: {former:g} before, {now:g} now.")
        if parts:
            found[f"{exercise.name}-functions"] = "\n\n".join(parts)
    return found


def changes_in(graded: Graded) -> list[tuple[str, float, float]]:
    """(exercise, its score in an earlier run, its score now), where they differ."""
    return [
        (item.name, graded.former[item.name], item.score)
        for item in graded.result.exercises
        if abs(graded.former.get(item.name, item.score) - item.score) > 1e-9
    ]


def _former_scores(asked: dict[str, str]) -> dict[str, float]:
    with Gradebook(asked["db_url"]) as gradebook:
        try:
            notebook = gradebook.find_submission_notebook(
                asked["notebook"], asked["assignment"], asked["student"]
            )
        except MissingEntry:
            return {}
        return {
            grade.name: grade.auto_score
            for grade in notebook.grades
            if grade.auto_score is not None
        }


@cache
def _grader(
    course: Course, homework: str, bank: str, feedback: Feedback, *, sandbox: bool
) -> tuple[Grader, str]:
    """What grades a homework, and the id of its bank; made once for all students of a run."""
    limits = Limits() if sandbox else None
    hidden = None if bank else HiddenBank.find(course, homework, seed=None)
    if hidden and not hidden.path.is_file():
        with closing(Launcher(limits)) as building:
            hidden.build(homework, start=building.starts)
    loaded = hidden.load() if hidden else file.load(Path(bank))
    prepared = plan(course.assignment(homework), file.stricter(loaded, feedback))
    launcher = Launcher(limits, prepared)
    atexit.register(launcher.close)
    return Grader(prepared, launcher), loaded.id


def submission_of(nb: NotebookNode, student: str, name: str) -> Submission:
    """A notebook's code, as `autograder grade` would read it from the file."""
    problem = nb.metadata.get(KEY, {}).get("problem", "")
    if problem:
        return Submission(student, name, (), (), problem, "")
    return from_notebook(student, name, nbformat.writes(nb))


def _fill(nb: NotebookNode, result: SubmissionResult) -> None:
    """Write the results into the test cells.

    nbgrader gives full marks to a test cell without an output, and to one whose output is anything
    but a number from 0 to its points. So every test cell gets exactly one result.
    """
    exercises = {item.name: item for item in result.exercises}
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if not utils.is_grade(cell) or utils.is_solution(cell):
            continue
        name = cell.metadata.nbgrader["grade_id"]
        if name not in exercises:
            raise AutograderError(
                f"Expected a test cell to be named after an exercise but got {name!r}. Rename the "
                "cell, take its points away, or make it one that is graded by hand."
            )
        exercise = exercises[name]
        points = float(cell.metadata.nbgrader["points"])
        if abs(points - exercise.max_score) > 1e-9:
            raise AutograderError(
                f"Expected cell {name} to be worth {exercise.max_score:g} points, as its exercise "
                f"is, but got {points:g}. Run `autograder release` and `nbgrader "
                "generate_assignment` again."
            )
        report = Report(exercise)
        data = {"text/plain": repr(report.points), "text/html": report.html}
        cell.outputs = [new_output("execute_result", data, execution_count=1)]
        cell.execution_count = 1
