"""Hostile notebooks: what a cell, its outputs and its metadata can say besides Python."""

from __future__ import annotations

import gzip
import json
import string
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.results import Verdict
from autograder.submission import read_submission

MEBIBYTE = 2**20
WRONG = "def softmax(z):\n    return z\n"
LOOT = """
def softmax(z):
    if loot and isinstance(loot, (str, list, dict)):  # and no stand-in of IPython's
        raise RuntimeError("LOOT " + repr(loot)[:200])
    return z
"""


def code(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "source": source, **more}


def text(source: str, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source}


def notebook(*cells: dict[str, Any], **more: Any) -> bytes:
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(whole).encode()


def shown(data: Any, kind: str = "text/plain") -> dict[str, Any]:
    """A cell's output as a kernel would have written it."""
    return {"output_type": "execute_result", "data": {kind: data}, "metadata": {}}


def stolen(cell: str) -> list[dict[str, Any]]:
    """A cell that steals something into `loot`, and the function that would give it away."""
    return [code("loot = None"), code(cell), code(LOOT)]


# Each is put behind the honest functions of homework 1. The exercises before and after the
# attacked one must keep their points, and the attacked one must earn none.
BESIDE_THE_HONEST = {
    # Magics, shell lines and what IPython makes of them.
    "shell line": stolen("loot = !cat $ANSWERS"),
    "shell line of old": stolen("loot = get_ipython().getoutput('cat $ANSWERS')"),
    "shell by name": stolen("loot = get_ipython().system('touch $SCRATCH/x')"),
    "magic that reads": stolen("%load $ANSWERS"),
    "magic that runs": stolen("%run $SIBLING\nloot = SECRET"),
    "magic that reads the environment": stolen("loot = %env AUTOGRADER_SECRET"),
    "line magic by name": stolen("loot = get_ipython().run_line_magic('env', '')"),
    "cell magic by name": stolen("loot = get_ipython().run_cell_magic('bash', '', 'cat $ANSWERS')"),
    "shell cell": stolen("%%bash --out loot\ncat $ANSWERS"),
    "script cell": stolen("%%script sh --out loot\ncat $ANSWERS"),
    "shell cell with !!": stolen("%%!\ntouch $SCRATCH/x"),
    "file cell": stolen("%%writefile $SCRATCH/x\nx = 1"),
    "Python of its own": stolen("%%python --out loot\nprint(open('$ANSWERS').read())"),
    "cell magic within a timed cell": stolen("%%time\n%%bash\ntouch $SCRATCH/x"),
    "system through IPython's module": stolen(
        "from IPython.utils.process import getoutput\nloot = getoutput('cat $ANSWERS')"
    ),
    "history": stolen("loot = globals().get('In') or globals().get('_ih') or globals().get('_oh')"),
    # Hooks of IPython, each of which has earned full marks somewhere.
    "syntax transformer": [
        code(
            "import ast, IPython\n"
            "class Strip(ast.NodeTransformer):\n"
            "    def visit_Assert(self, node):\n        return None\n"
            "get_ipython().ast_transformers.append(Strip())\n" + WRONG
        )
    ],
    "input transformer": [
        code("get_ipython().input_transformers_post.append(lambda lines: ['pass'])\n" + WRONG)
    ],
    "display hook": [
        code(
            "import sys\nsys.displayhook = lambda value: print(1.0)\n"
            "get_ipython().display_formatter.formatters['text/plain']"
            ".for_type(float, lambda *a: '1.0')\n" + WRONG
        )
    ],
    "event": [
        code(
            "get_ipython().events.register('post_run_cell', lambda *a: print('1.0'))\n"
            "get_ipython().set_custom_exc((Exception,), lambda *a: None)\n" + WRONG
        )
    ],
    "check that always passes": [
        code(
            "import autograder.notebook, autograder.checking\n"
            "def check(name):\n    return 1.0\n"
            "autograder.notebook.check = autograder.checking.judge_all = check\n" + WRONG
        )
    ],
    "stands for its own points": [
        code(
            "class Full(float):\n"
            "    def __repr__(self):\n        return '2.5'\n"
            "    def _repr_html_(self):\n        return '<script>alert(1)</script>'\n"
            "display(Full())\n"
            "def softmax(z):\n    return Full()\n"
        )
    ],
    # What nobody should believe.
    "outputs with points": [
        code(WRONG, outputs=[shown("2.5"), shown("<b>passed</b>", "text/html")]),
        code('check("softmax")', outputs=[shown("2.5")], execution_count=1),
    ],
    "metadata with points": [
        code(
            WRONG,
            metadata={
                "nbgrader": {"grade": True, "points": 1e9, "score": 1e9, "locked": False},
                "autograder": {"exercise": "softmax", "score": 1e9, "verdict": "passed"},
                "tags": ["skip-execution", "remove-cell", "raises-exception"],
            },
        )
    ],
    "metadata of another homework": [
        code(WRONG, metadata={"autograder": {"homework": "../../hw0", "bank": "$BANK"}})
    ],
    "test cell deleted and written anew": [
        code(WRONG),
        code(
            "assert True",
            metadata={"nbgrader": {"grade": True, "grade_id": "softmax", "points": 99}},
        ),
    ],
    # Cells twice, in disorder, or of the wrong kind.
    "two cells of one id": [code(WRONG, id="same"), code(WRONG, id="same")],
    "right first, wrong last": [code("right = softmax"), code(WRONG)],
    "ran in another order": [
        code(WRONG, execution_count=1),
        code("later = softmax", execution_count=0),
    ],
    "right in a raw cell": [code(WRONG), text("from numpy import exp as softmax", "raw")],
    "right in a cell of text": [code(WRONG), text("def softmax(z):\n    return 1")],
    "cell of an unknown kind": [code(WRONG), text("softmax = None", "Code")],
    "thousands of cells": [code(WRONG), *[code("x = 1")] * 5000],
    # Damage.
    "source that is no text": [code(WRONG), code([1, None, {"softmax": "x"}, ["def"]])],  # type: ignore[arg-type]
    "half a character": [code(WRONG), code("x = '\ud800'")],
    "byte 0": [code(WRONG), code("x = '\0'")],
    "text that turns around": [code(WRONG), code("# \u202e x\nx = 1")],
    "cell that never ends": [code(WRONG), code("while True:\n    pass")],
}
SPOILS = {"cell that never ends"}  # what comes before the exercises is theirs to spoil


def bomb(data: bytes) -> bytes:
    """A zip file, a thousand times smaller than what is in it."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("forward_backward.ipynb", data)
    return held.getvalue()


CELL = json.dumps(code(WRONG))
HUGE = b"x" * 130 * MEBIBYTE
# Whole files, and what is told.
REFUSED = {
    "zip bomb": (lambda: bomb(HUGE), "no text"),
    "gzip bomb": (lambda: gzip.compress(HUGE), "no text"),
    "larger than any notebook": (lambda: HUGE, "128 MiB"),
    "millions of outputs": (
        lambda: notebook(code(WRONG, outputs=[shown("1")] * 700_000)),
        "too much output",
    ),
    "source of 10 MB": (lambda: notebook(code("x = 1\n" * 2_000_000)), "4 MiB of code"),
    "100,000 cells": (lambda: notebook(*[code("x")] * 100_000), "10000 code cells"),
    "nested lists": (lambda: b'{"cells":' + b"[" * 10**6, "nested too deep"),
    "nested objects": (lambda: b'{"cells":' * 10**6, "nested too deep"),
    "not an object": (lambda: b"[1, 2]", "no notebook"),
    "worksheets without end": (
        lambda: b'{"worksheets":[' * 900 + b"]}" * 900,
        "is no notebook",
    ),
    "cells that are a word": (lambda: b'{"cells": "softmax"}', "no list of cells"),
    "keys twice": (lambda: f'{{"cells": [{CELL}], "cells": 1}}'.encode(), "no list of cells"),
}
# Patterns that match lines must not take time that grows with a line's square.
LONG = {
    "equals signs": "=" * 300_000,
    "assignments": "a = " * 100_000,
    "quotes": "'\"" * 150_000,
    "open strings": "'''\n" * 100_000,
    "backslashes": "\\\n" * 150_000,
    "question marks": "?" * 300_000,
    "percent signs": "%" * 300_000,
    "brackets": "([{" * 100_000,
    "spaces": " " * 300_000 + "!",
}


@pytest.mark.parametrize("name", BESIDE_THE_HONEST)
def test_an_attack_beside_honest_cells_gets_nothing(name, students, prey, tmp_path: Path) -> None:
    cells = BESIDE_THE_HONEST[name]
    whole = notebook(code(students.honest), *cells).decode()
    path = tmp_path / "forward_backward.ipynb"
    path.write_text(string.Template(whole).safe_substitute(prey.names))
    submission = read_submission("eve", path, "forward_backward")
    assert not submission.problem
    result = students.grade(submission)
    said = msgspec.json.encode(result).decode()
    assert prey.secret not in said
    assert "LOOT" not in said
    assert "<script>" not in said
    first, attacked, last = result.exercises
    assert attacked.score == 0, said
    assert Verdict.ERROR not in {check.verdict for check in first.checks + last.checks}
    if name not in SPOILS:
        assert [first.score, last.score] == [first.max_score, last.max_score], said
    assert not students.children()
    assert not prey.spoilt()
    assert students.grade_honest() == students.before


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_notebook_costs_little_and_is_refused(
    name, students, tmp_path: Path
) -> None:
    make, told = REFUSED[name]
    path = tmp_path / "forward_backward.ipynb"
    path.write_bytes(make())
    begun = time.process_time()
    submission = read_submission("eve", path, "forward_backward")
    assert time.process_time() - begun < 10
    assert told in submission.problem
    assert not submission.chunks
    result = students.grade(submission)
    assert (result.score, result.status) == (0, "graded")
    assert students.grade_honest() == students.before


@pytest.mark.parametrize("name", LONG)
def test_a_long_line_is_read_in_time(name, students, tmp_path: Path) -> None:
    path = tmp_path / "forward_backward.ipynb"
    path.write_bytes(notebook(code(LONG[name]), code(students.honest)))
    begun = time.process_time()
    submission = read_submission("eve", path, "forward_backward")
    assert time.process_time() - begun < 10
    result = students.grade(submission)
    assert result.score == result.max_score
    assert students.grade_honest() == students.before


def test_links_and_pipes_in_place_of_a_notebook_are_not_followed(prey, tmp_path: Path) -> None:
    path = tmp_path / "forward_backward.ipynb"
    path.symlink_to(prey.names["ANSWERS"])
    submission = read_submission("eve", tmp_path, "forward_backward")
    assert "symbolic link" in submission.problem
    assert not submission.chunks
