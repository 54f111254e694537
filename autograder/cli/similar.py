"""What instructors run to see which submissions resemble each other: similar."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import CourseOption, course_of
from autograder.cli.output import counted, say, tell
from autograder.errors import UsageError


def similar(
    homework: Annotated[str, typer.Argument(metavar="HW", help="The homework's name.")],
    submissions: Annotated[
        Path, typer.Argument(help="SUBMISSIONS/<student>/<hw>/<file>, as for grade.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for similar.html.")],
    course: CourseOption = None,
) -> None:
    """List pairs of submissions with unusually similar code.

    A hint for a human, never a score; nothing is run. What stands in the template is left out.
    """
    from autograder.reports.similar import table, write_similar
    from autograder.similarity import compare
    from autograder.submission import read_submission
    from autograder.submission.folders import find_class

    found = course_of(course)
    homework = found.named(homework)
    topic = found.assignment(homework).topic
    students = find_class(submissions, homework, topic)
    given = [found.template(homework) / f"{topic}{kind}" for kind in (".py", ".ipynb")]
    template = [read_submission("", path, topic) for path in given if path.is_file()]
    handed_in = [(student, work) for student, work in students if work is not None]
    read = (read_submission(student, work, topic) for student, work in handed_in)
    result = compare(counted(read, len(handed_in), "submissions"), template)
    for student, why in result.skipped:
        tell(f"not compared: {student}: {why}")
    if result.compared < 2:
        raise UsageError(
            f"Expected two submissions or more to compare but got {result.compared} in "
            f"{submissions}. Name the folder that holds the whole class."
        )
    say(table(result))
    say(str(write_similar(result, out, title=found.title(homework))))
