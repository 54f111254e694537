"""Build a homework's notebooks: the handout's text, functions, drawn plots.

There are two of them: the students', and nbgrader's source version, which has solutions, points
and questions that people grade.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import hashlib
import importlib
import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from autograder.authoring.template import BEGIN, functions_of, helpers_of
from autograder.errors import DeclarationError, UsageError
from autograder.exercise import Assignment
from autograder.names import bound_in, scope_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

IMPORT = "from autograder.notebook import check"
LARGEST_PNG = 40_000  # bytes
RESOLUTIONS = (100, 80, 60)  # dots per inch; the first that stays below LARGEST_PNG is taken

_TASK = re.compile(r"# TASK: (\w+)")
_LIKE_TASK = re.compile(r"^\s*#\s*task\b.*$", re.IGNORECASE | re.MULTILINE)
_LINTER_NOTE = re.compile(r"[ \t]*# noqa\b[^\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class _Cell:
    """A cell of the notebook, as far as it is not derived."""

    kind: str
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    outputs: Sequence[Mapping[str, Any]] = ()
    exercise: str = ""  # whose functions or check it holds
    names: Sequence[str] = ()  # of those functions

    @property
    def is_plot(self) -> bool:
        return self.kind == "code" and "plot" in self.metadata.get("tags", [])

    @property
    def task(self) -> str | None:
        """The exercise whose functions belong here."""
        match = _TASK.fullmatch(self.source.strip()) if self.kind == "code" else None
        return match[1] if match else None

    @property
    def question(self) -> str | None:
        """The name of the question that it asks."""
        return self.metadata.get("question") if self.kind == "markdown" else None

    @property
    def label(self) -> str:
        """The cell as an error message names it."""
        return f"the handout's cell that begins {self.source.strip().partition(chr(10))[0]!r}"


def build_notebook(
    handout: str, template: str, assignment: Assignment, *, plots: bool = True
) -> str:
    """Put a homework's notebook together.

    Args:
        handout: the text of handout.py, in jupytext's percent format. Its first code cell, the
            setup, imports what the template's functions use; code cells with the tag "plot" draw
            with matplotlib; a cell `# TASK: <exercise>` stands for an exercise's functions; a cell
            `# %% [markdown] question="<name>" points=2` asks something that people grade.
        template: the students' file, whose functions are put in.
        assignment: says which functions belong to which exercise.
        plots: run the plot cells, in one namespace after the setup, and store what they draw.
            Selects matplotlib's backend that needs no screen.

    Returns:
        The notebook's JSON text, format 4.5; equal arguments give equal bytes.

    Raises:
        DeclarationError: handout, template and assignment do not fit together.
        UsageError: jupytext or matplotlib is not installed.
    """
    cells = _assembled(handout, template, assignment)
    if plots:
        cells = _with_plots(cells)
    return _to_json([_without_question(cell) for cell in cells])


def build_source_notebook(
    handout: str, template: str, reference: str, assignment: Assignment, *, plots: bool = True
) -> str:
    """Put nbgrader's source version of a homework's notebook together.

    It has the reference's functions, with their solution markers, in place of the template's.
    `check("<exercise>")` is a locked test cell, named and worth as much as the exercise; a cell
    to answer in follows every question.

    Args:
        handout: as for `build_notebook`, which says what else is raised and returned.
        template: the students' file.
        reference: the text of numpy_solution.py that the template was made of.
        assignment: says which functions belong to which exercise, and their points.
        plots: as for `build_notebook`.

    Raises:
        DeclarationError: a question has no points, or a name is taken.
    """
    cells = _assembled(handout, template, assignment)
    if plots:
        cells = _with_plots(cells)
    return _to_json(list(_for_nbgrader(cells, reference, assignment)))


def _assembled(handout: str, template: str, assignment: Assignment) -> list[_Cell]:
    if BEGIN in template:
        raise DeclarationError(
            f"Expected a template without solutions but got one with '{BEGIN}'. Pass the result "
            "of strip_solutions, or the notebook would hold the solution."
        )
    cells = _with_setup(_cells(handout))
    _require_one_task_each(cells, assignment)
    cells = list(_with_functions(cells, template, assignment))
    _require_all_names(cells, template)
    return cells


def _without_question(cell: _Cell) -> _Cell:
    """A question as students read it: its name and points are nbgrader's affair."""
    ours = ("question", "points")
    return replace(cell, metadata={k: v for k, v in cell.metadata.items() if k not in ours})


# What nbgrader knows of a cell: whether it has points, is the student's to fill in, must stay.
_READ_ONLY = {"grade": False, "solution": False, "locked": True, "task": False}
_SOLUTION = {"grade": False, "solution": True, "locked": False, "task": False}
_TEST = {"grade": True, "solution": False, "locked": True, "task": False}
_ANSWER = {"grade": True, "solution": True, "locked": False, "task": False}
ANSWER = "*Your answer.*"


def _for_nbgrader(
    cells: Sequence[_Cell], reference: str, assignment: Assignment
) -> Iterator[_Cell]:
    helpers = helpers_of(reference)
    points = {exercise.name: float(exercise.points) for exercise in assignment.exercises}
    setup = next(cell for cell in cells if cell.kind == "code")
    named: set[str] = set()

    def graded(cell: _Cell, name: str, kind: Mapping[str, bool], **more: Any) -> _Cell:
        if name in named or not re.fullmatch(r"[\w-]+", name, re.ASCII):
            raise DeclarationError(
                f"Expected a name of its own, of letters, digits, - and _, for {cell.label} but "
                f"got {name!r}. Correct the handout."
            )
        named.add(name)
        known = {**kind, "grade_id": name, "schema_version": 3, "cell_type": cell.kind, **more}
        rest = _without_question(cell).metadata
        return replace(cell, metadata={**rest, "nbgrader": known})

    for cell in cells:
        if cell is setup:
            yield graded(cell, "setup", _READ_ONLY)
        elif cell.names:
            for name in cell.names:
                if name in helpers:
                    yield graded(_Cell("code", helpers[name]), f"{name}-helpers", _SOLUTION)
            source = replace(cell, source=functions_of(reference, cell.names))
            yield graded(source, f"{cell.exercise}-functions", _SOLUTION)
        elif cell.exercise:
            yield graded(cell, cell.exercise, _TEST, points=points[cell.exercise])
        elif cell.question:
            yield _without_question(cell)
            worth = _points_of(cell)
            yield graded(_Cell("markdown", ANSWER), cell.question, _ANSWER, points=worth)
        else:
            yield cell


def _points_of(question: _Cell) -> float:
    points = question.metadata.get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or not points > 0:
        raise DeclarationError(
            f"Expected points=<number> for the question {question.question!r} but got {points!r}. "
            f'Write: # %% [markdown] question="{question.question}" points=1'
        )
    return float(points)


def _optional(module: str) -> Any:
    """Import a package of the extra `release`."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise UsageError(
            f"Expected the package {package}, with which notebooks are made, but it cannot be "
            f"imported ({error}). Run: pip install 'autograder[release]'"
        ) from None


def _cells(handout: str) -> list[_Cell]:
    cells = []
    for cell in _optional("jupytext").reads(handout, fmt="py:percent").cells:
        source = _LINTER_NOTE.sub("", cell.source) if cell.cell_type == "code" else cell.source
        # Of use to jupytext alone.
        metadata = {k: v for k, v in cell.metadata.items() if k != "lines_to_next_cell"}
        cells.append(_Cell(cell.cell_type, source, metadata))
    return cells


def _with_setup(cells: Sequence[_Cell]) -> list[_Cell]:
    """Let the first code cell import `check`."""
    place = next((index for index, cell in enumerate(cells) if cell.kind == "code"), None)
    if place is None or cells[place].task or cells[place].is_plot:
        raise DeclarationError(
            "Expected the handout's first code cell to import what the functions use but got "
            f"{cells[place].source if place is not None else 'no code cell'!r}. Begin with a cell "
            "such as 'import numpy as np'."
        )
    setup = cells[place]
    tree = _parse(setup)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if any(ast.unparse(node) == IMPORT for node in imports):
        return list(cells)
    lines = setup.source.split("\n")
    if imports:
        lines.insert(imports[-1].end_lineno or 0, IMPORT)
    else:
        lines[:0] = [IMPORT, ""]
    return [*cells[:place], replace(setup, source="\n".join(lines)), *cells[place + 1 :]]


def _parse(cell: _Cell) -> ast.Module:
    try:
        return ast.parse(cell.source)
    except SyntaxError as error:
        raise DeclarationError(
            f"Expected Python in {cell.label} but got a syntax error in its line {error.lineno}: "
            f"{error.msg}. Leave magics out of it: notebooks show plots without them."
        ) from None


def _require_one_task_each(cells: Sequence[_Cell], assignment: Assignment) -> None:
    for cell in cells:
        if cell.kind == "code" and not cell.task and (line := _LIKE_TASK.search(cell.source)):
            raise DeclarationError(
                f"Expected '# TASK: <exercise>' alone in its cell but got {line[0].strip()!r} in "
                f"{cell.label}. Give the task a cell of its own, spelt exactly so."
            )
    found = Counter(cell.task for cell in cells if cell.task)
    names = [exercise.name for exercise in assignment.exercises]
    faults = {
        "no task for": [name for name in names if name not in found],
        "several for": [name for name in names if found[name] > 1],
        "unknown": [name for name in found if name not in names],
    }
    if any(faults.values()):
        got = "; ".join(f"{fault} {', '.join(list_)}" for fault, list_ in faults.items() if list_)
        raise DeclarationError(
            f"Expected one cell '# TASK: <exercise>' for every exercise of {assignment.name} "
            f"({', '.join(names)}) but got {got}. Correct the handout."
        )


def _require_all_names(cells: Sequence[_Cell], template: str) -> None:
    """Refuse a notebook whose functions would miss an import, a constant or a helper."""
    bound = {"annotations"}  # from __future__: of no use to a notebook
    for cell in cells:
        # A cell with magics does not parse; what it binds is unknown.
        with contextlib.suppress(SyntaxError):
            bound |= bound_in(scope_of(cell.source)) if cell.kind == "code" else set()
    missing = sorted(bound_in(scope_of(template)) - bound)
    if missing:
        raise DeclarationError(
            f"Expected the handout to define all that the template defines around its tasks but "
            f"got nothing for {', '.join(missing)}. Import or define it in the first code cell."
        )


def _with_functions(
    cells: Sequence[_Cell], template: str, assignment: Assignment
) -> Iterator[_Cell]:
    """Put functions and their check where a task stands; a function stands at its first task."""
    written: set[str] = set()
    for cell in cells:
        if not cell.task:
            yield cell
            continue
        names = [item.name for item in assignment.exercise(cell.task).signatures]
        names = [name for name in names if name not in written]
        written.update(names)
        if names:
            source = functions_of(template, names)
            yield _Cell("code", source, exercise=cell.task, names=names)
        yield _Cell("code", f'check("{cell.task}")', exercise=cell.task)


def _with_plots(cells: Sequence[_Cell]) -> list[_Cell]:
    """Run the plot cells after the setup cell and keep what they draw."""
    if not any(cell.is_plot for cell in cells):
        return list(cells)
    setup = next(cell for cell in cells if cell.kind == "code")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with _screenless_matplotlib():
        _execute(setup, namespace)
        return [_drawn(cell, namespace) if cell.is_plot else cell for cell in cells]


@contextlib.contextmanager
def _screenless_matplotlib() -> Iterator[None]:
    """Matplotlib with its own defaults, whatever this machine prefers, and no screen."""
    matplotlib, pyplot = _optional("matplotlib"), _optional("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        matplotlib.rcdefaults()
        yield


def _drawn(cell: _Cell, namespace: dict[str, Any]) -> _Cell:
    pyplot = _optional("matplotlib.pyplot")
    before = set(pyplot.get_fignums())
    try:
        printed = _execute(cell, namespace)
        figures = [pyplot.figure(n) for n in pyplot.get_fignums() if n not in before]
        outputs = [_figure_output(figure, cell) for figure in figures]
    finally:
        for number in set(pyplot.get_fignums()) - before:
            pyplot.close(number)
    if not outputs:
        raise DeclarationError(
            f"Expected a matplotlib figure from {cell.label} but got none. Draw one, or take the "
            "tag plot away."
        )
    if printed:
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": printed})
    return replace(cell, outputs=outputs)


def _execute(cell: _Cell, namespace: dict[str, Any]) -> str:
    """Run a trusted cell; returns what it prints."""
    _parse(cell)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(cell.source, "<handout>", "exec"), namespace)  # noqa: S102  the course's own file
    except Exception as error:
        raise DeclarationError(
            f"Expected {cell.label} to run after the setup cell but got {type(error).__name__}: "
            f"{error}. It runs when the notebook is built, without the students' functions."
        ) from error
    return printed.getvalue()


def _figure_output(figure: Figure, cell: _Cell) -> dict[str, Any]:
    image = base64.b64encode(_png(figure, cell)).decode("ascii")
    return {
        "output_type": "display_data",
        "data": {"image/png": image, "text/plain": repr(figure)},
        "metadata": {},
    }


def _png(figure: Figure, cell: _Cell) -> bytes:
    """Draw with a palette of 256 colours, which takes a third of the bytes."""
    pillow = _optional("PIL.Image")  # matplotlib draws its own PNGs with it
    size = 0
    for resolution in RESOLUTIONS:
        drawn, small = io.BytesIO(), io.BytesIO()
        # A version number in the file would change its bytes with every update.
        figure.savefig(
            drawn, format="png", dpi=resolution, bbox_inches="tight", metadata={"Software": None}
        )
        image = pillow.open(drawn).convert("RGB")
        image.quantize(256, dither=pillow.Dither.NONE).save(small, format="png", optimize=True)
        size = small.tell()
        if size <= LARGEST_PNG:
            return small.getvalue()
    raise DeclarationError(
        f"Expected a picture of at most {LARGEST_PNG} bytes from {cell.label} but got size={size}. "
        "Draw less, or on a smaller figure."
    )


def _to_json(cells: Sequence[_Cell]) -> str:
    seen: Counter[str] = Counter()
    listed = []
    for cell in cells:
        seen[cell.source] += 1
        # Made of the content, so that a new cell leaves the names of the others alone.
        content = f"{cell.kind} {seen[cell.source]} {cell.source}"
        item: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": hashlib.sha256(content.encode()).hexdigest()[:12],
            "metadata": dict(cell.metadata),
            "source": cell.source.splitlines(keepends=True),
        }
        if cell.kind == "code":
            item |= {"execution_count": None, "outputs": list(cell.outputs)}
        listed.append(item)
    notebook = {
        "cells": listed,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
