"""Make nbgrader's cells whole again: the gradebook knows what each of them was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.integrations.nbgrader.reading import KEY, read

Resources = dict[str, Any]


class MendCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes cells whole that a student has copied, deleted, retyped, renamed or tampered with.

    The gradebook knows what every cell of nbgrader's was. What is not in it is the student's own
    and no business of nbgrader's. It takes DeduplicateIds' place, which leaves metadata behind that
    stops the whole class.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mend all cells; what was done is logged, and told in the notebook's metadata."""
        asked = resources["nbgrader"]
        with Gradebook(asked["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(asked["notebook"], asked["assignment"])
            released = released_cells(notebook, self._source(asked))
        told = mend(nb, released)
        for text in told:
            self.log.warning("%s: %s", asked["student"], text)
        if told:
            nb.metadata.setdefault(KEY, {})["mended"] = told
        return nb, resources

    def _source(self, asked: dict[str, str]) -> Path:
        """The instructor's notebook."""
        course = self.parent.parent.coursedir  # this one's exporter is the converter's
        folder = course.format_path(course.source_directory, ".", asked["assignment"])
        return Path(folder) / f"{asked['notebook']}.ipynb"


@dataclass(frozen=True)
class ReleasedCell:
    """A cell as it was released."""

    source: str
    kind: str
    metadata: dict[str, Any]

    @property
    def is_read_only(self) -> bool:
        """Whether it is for students to run and not to change, and has no points."""
        return bool(self.metadata["locked"] and not self.metadata["grade"])


def released_cells(notebook: Notebook, source: Path) -> dict[str, ReleasedCell]:
    """The cells of a notebook that nbgrader knows, by name.

    Args:
        notebook: from the gradebook, which has them in an order of its own.
        source: the instructor's notebook, which has them in theirs; may be missing.
    """
    points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
    tasks = {cell.name: float(cell.max_score) for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    found = {}
    for cell in notebook.source_cells:
        name, is_task = cell.name, cell.name in tasks
        metadata = {
            "schema_version": 3,
            "grade_id": name,
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
            "grade": name in points and not is_task,
            "solution": name in solutions and not is_task,
            "locked": bool(cell.locked),
            "task": is_task,
        }
        if name in points or is_task:
            metadata["points"] = tasks[name] if is_task else points[name]
        found[name] = ReleasedCell(cell.source, cell.cell_type, metadata)
    cells = read(source)[0].cells
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    return {name: found[name] for name in [*filter(found.get, names), *found]}


def mend(nb: NotebookNode, released: Mapping[str, ReleasedCell]) -> list[str]:
    """Give every cell of nbgrader's its own metadata and type, once, and put back what is missing.

    Returns:
        What was wrong.
    """
    told = []
    kept: dict[str, NotebookNode] = {}
    for cell in nb.cells:
        claimed = cell.metadata.pop("nbgrader", None)
        if claimed is None:
            continue
        name = claimed.get("grade_id") if isinstance(claimed, dict) else None
        if not isinstance(name, str) or name not in released:
            told.append(f"a cell claimed to be {name!r}, which this homework does not have"[:200])
            continue
        known = released[name]
        if name in kept:
            told.append(f"cell {name} was there more than once")
            if kept[name].source != known.source:
                continue  # the copy stays a cell like any other
            del kept[name].metadata["nbgrader"]
        kept[name] = cell
        if cell.cell_type != known.kind:
            told.append(f"cell {name} was of type {cell.cell_type}")
            _retype(cell, known.kind)
        if claimed.get("points") not in (None, known.metadata.get("points")):
            told.append(f"cell {name} claimed points={claimed['points']!r}"[:200])
        cell.metadata["nbgrader"] = nbformat.from_dict(known.metadata)
    missing = _put_back(nb, released)
    return told if nb.metadata.get(KEY, {}).get("problem") else told + missing


def _retype(cell: NotebookNode, kind: str) -> None:
    cell.cell_type = kind
    if kind == "code":
        cell.outputs, cell.execution_count = [], None
        cell.pop("attachments", None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _put_back(nb: NotebookNode, released: Mapping[str, ReleasedCell]) -> list[str]:
    """Add the cells that are missing but for the student's own functions, as they were released.

    Each comes behind the one that was released before it, and a read-only one that was moved goes
    back in front of those released after it: they may need it.
    """
    told = []
    names = list(released)
    places = _places(nb)
    for rank, (name, known) in enumerate(released.items()):
        later = min((places[other] for other in names[rank + 1 :] if other in places), default=None)
        if name not in places:
            if known.metadata["solution"] and not known.metadata["grade"]:
                continue
            make = new_code_cell if known.kind == "code" else new_markdown_cell
            cell = make(known.source)
            cell.metadata["nbgrader"] = nbformat.from_dict(known.metadata)
            before = [places[other] for other in names[:rank] if other in places]
            unreadable = "problem" in nb.metadata.get(KEY, {})  # which its only cell says
            nb.cells.insert(before[-1] + 1 if before else int(unreadable), cell)
            told.append(f"cell {name} was missing")
            places = _places(nb)
        elif known.is_read_only and later is not None and later < places[name]:
            nb.cells.insert(later, nb.cells.pop(places[name]))
            told.append(f"cell {name} was moved down")
            places = _places(nb)
    return told


def _places(nb: NotebookNode) -> dict[str, int]:
    """Where nbgrader's cells stand, by name."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: place
        for place, cell in enumerate(nb.cells)
        if "nbgrader" in cell.metadata
    }
