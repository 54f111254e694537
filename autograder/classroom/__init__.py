"""Many submissions: read, looked up, graded by a pool, kept as they arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from autograder.grading import ungraded
from autograder.plan import Plan
from autograder.results import SubmissionResult
from autograder.submission import Submission, handed_in, read_submission

if TYPE_CHECKING:  # a cluster's workers have no database
    from autograder.store import Run

Student = tuple[str, Path | None]


class Pool(Protocol):
    """Something that grades many submissions at a time."""

    @property
    def has_room(self) -> bool:
        """Whether another submission would not have to wait."""

    @property
    def is_busy(self) -> bool:
        """Whether results are still to come."""

    def submit(self, submission: Submission) -> None:
        """Begin to grade a submission; the pool must have room."""

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        """Wait for the next results; may come back with none. The pool must be busy."""


def grade_class(
    plan: Plan, students: Sequence[Student], pool: Pool, run: Run, *, fresh: bool = False
) -> Iterator[SubmissionResult]:
    """Grade a class, yielding each result as it is there, and kept if it is a verdict.

    What was graded before is looked up. Students with the same file share one verdict. Few
    submissions are in memory at a time, however large the class.

    Args:
        plan: the homework's, from `autograder.plan`.
        students: names and where their work is.
        pool: grades.
        run: has the verdicts of earlier runs and takes the new ones.
        fresh: grade anew what was graded before.
    """
    under_way: dict[str, list[tuple[str, float]]] = {}  # (student, time) by submission
    done: set[str] = set()
    finished: list[tuple[Submission, SubmissionResult]] = []  # and to be kept

    def settled() -> Iterator[SubmissionResult]:
        while finished:
            submission, result = finished.pop(0)
            owners = under_way.pop(submission.identity)
            if result.status != "error":
                run.add(submission.identity, owners, result)
                done.add(submission.identity)
            yield from (replace(result, student=student) for student, _ in owners)

    for student, path in students:
        submission = read_submission(student, path, plan.assignment.topic)
        if path is None or not submission.file:
            yield ungraded(plan, submission)
            continue
        identity, owner = submission.identity, (student, handed_in(path, submission.file))
        if identity in under_way:
            under_way[identity].append(owner)
            continue
        known = run.find(identity) if not fresh or identity in done else None
        if known is not None:
            yield from settled()
            run.add(identity, [owner])
            yield replace(known, student=student)
            continue
        under_way[identity] = [owner]
        if not pool.has_room:
            yield from settled()  # the database waits for the disk, and now no grader for it
        while not pool.has_room:
            finished += pool.collect()
        pool.submit(submission)
    while pool.is_busy:
        yield from settled()
        finished += pool.collect()
    yield from settled()
