"""Read whatever a student handed in as a notebook; damage becomes a note, not an exception."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.corpus.words import generate_corpus_id as random_cell_id
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from autograder.notebook_source import NotebookError, load
from autograder.submission.files import read_text

KEY = "autograder"  # of our own metadata; nbgrader allows no key of others below its own


class TolerantExporter(NotebookExporter):  # type: ignore[misc]
    """nbconvert's exporter of notebooks, for files that may be damaged."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a file; one that cannot be read is replaced by an empty notebook that says so."""
        given = {**(resources or {})}
        path = Path(filename)
        given.setdefault("metadata", {})
        given["metadata"] = {
            **given["metadata"],
            "name": path.stem,
            "path": str(path.parent),
        }
        notebook, problem = read(path)
        if problem:
            self.log.error("%s: %s", path.parent.parent.name, problem)
        converted: tuple[str, dict[str, Any]] = self.from_notebook_node(notebook, given, **kw)
        return converted


def read(path: Path) -> tuple[NotebookNode, str]:
    """Read a notebook of any version.

    Returns:
        The notebook, and why nothing in it can be graded, or nothing. The reason is in the
        notebook's metadata, too, and in a cell of its own.
    """
    text, problem = read_text(path)
    if problem:
        return _unreadable(problem)
    try:
        whole = load(text, _without_outputs)
        if isinstance(whole, dict) and "worksheets" in whole:
            whole = nbformat.convert(nbformat.from_dict(whole), 4)
        cells = [_mended(cell) for cell in whole["cells"] if isinstance(cell, dict)]
        metadata = whole.get("metadata")
    except NotebookError as error:
        return _unreadable(f"{path.name} {error}")
    except Exception as error:  # nbformat raises what it likes
        return _unreadable(f"{path.name} is no notebook ({type(error).__name__}: {error})"[:300])
    seen: set[str] = set()
    for cell in cells:
        if cell.id in seen:
            cell.id = random_cell_id()
        seen.add(cell.id)
    notebook = new_notebook()
    notebook.cells = cells  # not validated: see _mended
    known = metadata if isinstance(metadata, dict) else {}
    kernel, ours = known.get("kernelspec"), known.get(KEY)
    if isinstance(kernel, dict) and all(isinstance(value, str) for value in kernel.values()):
        notebook.metadata.kernelspec = nbformat.from_dict(kernel)
    told = ours.get("problem") if isinstance(ours, dict) else None
    if isinstance(told, str):  # the first time that this file was read
        notebook.metadata[KEY] = {"problem": told[:300]}
    return notebook, ""


def _without_outputs(value: dict[str, Any]) -> dict[str, Any]:
    """A JSON object without what a kernel put there: nobody believes it, and it may be large."""
    value.pop("outputs", None)
    return value


def _unreadable(problem: str) -> tuple[NotebookNode, str]:
    notebook = new_notebook(cells=[new_markdown_cell(f"**{problem}**")])
    notebook.metadata[KEY] = {"problem": problem}
    return notebook, problem


def _mended(cell: dict[str, Any]) -> NotebookNode:
    """A cell of the same text, with sound metadata and no outputs."""
    source = cell.get("source")
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair
    kind = cell.get("cell_type")
    # As nbformat makes cells, but for the validation of every single one, which takes long.
    sound = kind if kind in ("code", "markdown") else "raw"
    name, attachments, metadata = cell.get("id"), cell.get("attachments"), cell.get("metadata")
    valid = isinstance(name, str) and re.fullmatch(r"[\w-]{1,64}", name, re.ASCII)
    found = NotebookNode(
        cell_type=sound,
        id=name if valid else random_cell_id(),
        metadata=NotebookNode(),
        source=text,
    )
    if sound == "code":
        found.update(execution_count=None, outputs=[])
    if isinstance(metadata, dict):
        found.metadata = nbformat.from_dict(metadata)
    if isinstance(attachments, dict) and kind == "markdown":
        whole = all(isinstance(item, dict) for item in attachments.values())
        found.attachments = nbformat.from_dict(attachments if whole else {})
    return found
