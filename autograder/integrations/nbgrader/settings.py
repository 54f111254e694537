"""Make a course of nbgrader's: its folder, and the settings that bring our verdicts into it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import MutableSequence
from pathlib import Path

from autograder.course import Course
from autograder.errors import UsageError
from autograder.submission import read_submission

CONFIG = "nbgrader_config.py"
_TEXT = '''\
"""nbgrader's settings for this course, written by `autograder nbgrader init`; yours to change."""

from autograder.integrations.nbgrader.settings import adopt_renamed

c = get_config()  # noqa: F821  nbgrader's

c.CourseDirectory.course_id = {course_id!r}

# Solutions become the gaps of the students' template, and the handout's plots stay.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "autograder.integrations.nbgrader.preprocessors.StripSolutions",
    "autograder.integrations.nbgrader.preprocessors.KeepPlots",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Damaged notebooks are mended as far as possible, and never stop the class.
c.Autograde.exporter_class = "autograder.integrations.nbgrader.reading.TolerantExporter"
c.Autograde.pre_convert_hook = adopt_renamed
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.integrations.nbgrader.mending.MendCells",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# No student's code runs in a kernel: it goes through the sandbox, with the hidden cases.
c.Autograde.autograde_preprocessors = [
    "autograder.integrations.nbgrader.preprocessors.GradeCells",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.integrations.nbgrader.preprocessors.SaveDiagnoses",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
{course}
# The bank of a homework, where it is not to be the hidden one of the course's own seed:
# c.GradeCells.banks = {{"hw1_forward_backward": "/path/to/hw1.bank"}}
# What students are told: "full", "hint" (no cases, no numbers) or "score".
# c.GradeCells.feedback = "hint"
# To run notebooks in nbgrader's own way, in a kernel, without a sandbox, and with the public cases:
# c.Autograde.autograde_preprocessors[0] = "nbgrader.preprocessors.Execute"
'''

log = logging.getLogger("autograder")


def init(folder: Path, course: Course) -> Path:
    """Write nbgrader's settings for a course.

    Args:
        folder: nbgrader's folder, created where it is missing.
        course: whose homeworks are graded. Its place is written down where it is not above
            `folder`.

    Returns:
        The file written.

    Raises:
        UsageError: the folder has settings already, or cannot be written.
    """
    path = folder / CONFIG
    if path.exists():
        raise UsageError(
            f"Expected a folder without {CONFIG} but {folder} has one. Take it away to have it "
            "written anew, or change it yourself."
        )
    place = ""
    if course.root.resolve() not in folder.resolve().parents:
        place = f"c.GradeCells.course = {str(course.root.resolve())!r}\n"
    text = _TEXT.format(course_id=course.root.resolve().name, course=place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}.") from None
    return path


def adopt_renamed(
    assignment: str,  # noqa: ARG001  nbgrader's interface
    student: str,
    notebooks: MutableSequence[str],
) -> None:
    """Find a notebook that a student has renamed, and hand it to nbgrader by its right name.

    nbgrader calls it before it converts a student's notebooks.

    Args:
        assignment: what was asked for on the command line; may be a pattern.
        student: likewise.
        notebooks: the paths found, all of one student's folder; the copy's is added.
    """
    folder = Path(notebooks[0]).parent
    topic = folder.name.partition("_")[2] or folder.name
    wanted = folder / f"{topic}.ipynb"
    if wanted.exists():
        return
    found = read_submission(student, folder, topic)
    if found.chunks and found.file.lower().endswith(".ipynb"):
        log.warning("%s: %s is taken for %s", folder.parent.name, found.file, wanted.name)
        shutil.copy(folder / found.file, wanted)
        notebooks.append(str(wanted))
