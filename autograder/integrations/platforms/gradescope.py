"""Gradescope: the ZIP to upload, and what its script calls in the container.

https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from autograder.bank.file import Bank, write_whole
from autograder.course import Course
from autograder.integrations import wheel
from autograder.integrations.platforms import bundle
from autograder.integrations.platforms.bundle import LOST, Graded, Settings
from autograder.reports.gradescope import Visibility, gradescope


def build(course: Course, bank: Bank, settings: Settings) -> bytes:
    """The ZIP that an instructor uploads; it is unpacked into /autograder/source.

    Raises:
        BankError: the bank was built for other declarations.
        UsageError: there is no such visibility.
    """
    files = bundle.files(course, bank, settings)
    scripts = {name: bundle.script(name) for name in ("setup.sh", "run_autograder")}
    return wheel.zipped(scripts | files | {LOST: _results(bundle.lost(settings))})


def run(root: Path) -> Graded:
    """Grade the submission in a container and write results.json, whatever happens.

    Args:
        root: /autograder, with source/, submission/ and results/ in it.
    """
    graded = bundle.grade(root / "source", root / "submission")
    write_whole(root / "results" / "results.json", [_results(graded)])
    return graded


def _results(graded: Graded) -> bytes:
    return gradescope(
        graded.result,
        homework=graded.settings.title,
        visibility=cast("Visibility", graded.settings.visibility),
        why=graded.why,
    )
