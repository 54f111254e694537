"""Write what is released of a homework: template, notebooks, public bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.banks import ORACLES, PUBLIC_SEED, Progress, make_bank
from autograder.authoring.notebook import build_notebook, build_source_notebook
from autograder.authoring.template import strip_solutions
from autograder.bank import file
from autograder.bank.file import Bank
from autograder.course import BANK_SUFFIX, Course
from autograder.errors import UsageError
from autograder.sessions import AnyStart

LARGEST_BANK = 1_000_000  # bytes


@dataclass(frozen=True)
class Template:
    """What is made of a homework, the bank aside.

    Attributes:
        files: what students receive, by file name.
        source: nbgrader's source version of the notebook.
    """

    files: dict[str, str]
    source: str


def template_of(course: Course, name: str, *, plots: bool = True) -> Template:
    """Make a homework's template files from its reference and handout.

    Args:
        course: where the homework lives.
        name: the homework.
        plots: run the notebook's plot cells.

    Raises:
        DeclarationError: markers or tasks do not fit.
        UsageError: a source file is missing.
    """
    assignment = course.assignment(name)
    reference = course.reference(name, "numpy").read_text("utf-8")
    text = strip_solutions(reference, topic=assignment.topic)
    handout = course.folder(name) / "handout.py"
    if not handout.is_file():
        raise UsageError(f"Expected the handout of {name} in {handout}, not found.")
    words = handout.read_text("utf-8")
    notebook = build_notebook(words, text, assignment, plots=plots)
    source = build_source_notebook(words, text, reference, assignment, plots=plots)
    files = {f"{assignment.topic}.py": text, f"{assignment.topic}.ipynb": notebook}
    readme = course.folder(name) / "README.md"
    if readme.is_file():
        files["README.md"] = readme.read_text("utf-8")
    return Template(files, source)


def release(
    course: Course,
    name: str,
    *,
    start: AnyStart,
    nbgrader: Path,
    oracles: Sequence[str] = ORACLES,
    progress: Progress = lambda _: None,
) -> Path:
    """Build a homework's public bank, write student_template/<name> and nbgrader's source.

    Args:
        course: where the homework lives.
        name: the homework.
        start: starts worker processes.
        nbgrader: the folder of nbgrader's course.
        oracles: which references must agree.
        progress: told what is going on.

    Returns:
        The students' folder.

    Raises:
        BankError: an oracle is not there or fails, or the oracles disagree.
        UsageError: the bank is too large for a download, or the folder cannot be written.
    """
    built = make_bank(
        course,
        name,
        seed=PUBLIC_SEED,
        start=start,
        oracles=oracles,
        public=True,
        progress=progress,
    )
    progress("writing template and notebooks")
    return write(course, name, built.bank, nbgrader)


def write(course: Course, name: str, bank: Bank, nbgrader: Path) -> Path:
    """Write what `release` writes, with this bank; raises as `release` does."""
    template = template_of(course, name)
    topic = course.assignment(name).topic
    folder = course.template(name)
    _write(folder, template.files, bank, topic)
    _write(nbgrader / "source" / name, {f"{topic}.ipynb": template.source}, bank, topic)
    return folder


def write_source(course: Course, name: str, nbgrader: Path) -> Path | None:
    """Write nbgrader's source of a homework that has been released, with the same public bank.

    Returns:
        The folder written; None where the homework has no bank yet.
    """
    topic = course.assignment(name).topic
    path = course.template(name) / f"{topic}{BANK_SUFFIX}"
    if not path.is_file():
        return None
    folder = nbgrader / "source" / name
    source = template_of(course, name).source
    _write(folder, {f"{topic}.ipynb": source}, file.load(path), topic)
    return folder


def _write(folder: Path, files: Mapping[str, str], bank: Bank, topic: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file_name, text in files.items():
            file.write_whole(folder / file_name, [text.encode()])
    except OSError as error:
        raise UsageError(f"Cannot write {folder}: {error.strerror}.") from None
    path = folder / f"{topic}{BANK_SUFFIX}"
    file.save(bank, path)
    if path.stat().st_size > LARGEST_BANK:
        raise UsageError(
            f"Expected a public bank of at most {LARGEST_BANK} bytes but {path} has "
            f"{path.stat().st_size}. Draw fewer or smaller cases."
        )
