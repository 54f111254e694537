import base64
import io
import json
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring.notebook import LARGEST_PNG, build_notebook, build_source_notebook
from autograder.authoring.template import functions_of, strip_solutions
from autograder.course import Course
from autograder.errors import DeclarationError, UsageError
from autograder.exercise import Agreement, Assignment, Exercise, probe

ROOT = Path(__file__).parents[2]

HANDOUT = """\
# %% [markdown]
# # Toys

# %%
from typing import Any  # noqa: F401

import numpy as np

# %% tags=["plot"]
import matplotlib.pyplot as plt

plt.plot(np.arange(3))
plt.show()

# %%
# TASK: double

# %% [markdown]
# Then:

# %%
# TASK: descent
"""

TEMPLATE = '''\
"""Toys."""

from __future__ import annotations

from typing import Any

import numpy as np


# In place of a factor.
def double(x: Any) -> Any:
    raise NotImplementedError


class Momentum:
    pass


def descend(x):
    raise NotImplementedError
'''


@probe(inputs={})
def nothing(sub: Any) -> dict[str, Any]:
    return {}


def exercise(name: str, *functions: str) -> Exercise:
    checks = [Agreement("values", nothing, 1, ["y"])]
    return Exercise(name=name, title=name, functions=functions, checks=checks)


DOUBLE = exercise("double", "double(x) -> y")
DESCENT = exercise("descent", "Momentum(lr)", "descend(x) -> x")
TOYS = Assignment(name="hw0_toys", exercises=(DOUBLE, DESCENT), declarations="")


def cells_of(notebook: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(notebook)["cells"]
    return cells


def sources_of(notebook: str) -> list[str]:
    return ["".join(cell["source"]) for cell in cells_of(notebook)]


def build(handout: str = HANDOUT, template: str = TEMPLATE, *, plots: bool = False) -> str:
    return build_notebook(handout, template, TOYS, plots=plots)


def hw1() -> str:
    course = Course(ROOT)
    assignment = course.assignment("hw1_forward_backward")
    reference = course.reference(assignment.name, "numpy").read_text("utf-8")
    handout = (course.folder(assignment.name) / "handout.py").read_text("utf-8")
    return build_notebook(handout, strip_solutions(reference, topic=assignment.topic), assignment)


def test_tasks_become_functions_and_their_check() -> None:
    notebook = build()
    nbformat.validate(json.loads(notebook))
    assert sources_of(notebook) == [
        "# Toys",
        "from typing import Any\n\nimport numpy as np\nfrom autograder.notebook import check",
        "import matplotlib.pyplot as plt\n\nplt.plot(np.arange(3))\nplt.show()",
        "# In place of a factor.\ndef double(x: Any) -> Any:\n    raise NotImplementedError",
        'check("double")',
        "Then:",
        "class Momentum:\n    pass\n\n\ndef descend(x):\n    raise NotImplementedError",
        'check("descent")',
    ]
    assert [cell["metadata"] for cell in cells_of(notebook) if cell["metadata"]] == [
        {"tags": ["plot"]}
    ]


def test_the_file_is_of_format_4_5_for_python_3() -> None:
    parsed = json.loads(build())
    assert (parsed["nbformat"], parsed["nbformat_minor"]) == (4, 5)
    assert parsed["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_cell_ids_are_of_their_own_and_outlast_a_new_cell() -> None:
    before = [cell["id"] for cell in cells_of(build())]
    twice = HANDOUT.replace("# Then:", "# Then:\n\n# %% [markdown]\n# Then:")
    after = [cell["id"] for cell in cells_of(build(twice))]
    assert len(set(after)) == len(after) == len(before) + 1
    assert set(before) < set(after)


def test_a_setup_cell_that_imports_check_is_left_alone() -> None:
    handout = HANDOUT.replace(
        "import numpy as np\n", "from autograder.notebook import check\nimport numpy as np\n", 1
    )
    assert sources_of(build(handout))[1] == (
        "from typing import Any\n\nfrom autograder.notebook import check\nimport numpy as np"
    )


def test_a_setup_cell_without_imports_gets_one() -> None:
    handout = HANDOUT.replace(
        "from typing import Any  # noqa: F401\n\nimport numpy as np", "np = Any = 1"
    )
    assert sources_of(build(handout))[1] == (
        "from autograder.notebook import check\n\nnp = Any = 1"
    )


def test_a_function_of_two_exercises_stands_at_the_first() -> None:
    again = exercise("again", "double(x) -> y", "descend(x) -> x")
    only = exercise("only", "double(x) -> y")
    toys = Assignment(name="hw0_toys", exercises=(DOUBLE, again, only), declarations="")
    tasks = "\n\n".join(f"# %%\n# TASK: {name}" for name in ("double", "again", "only"))
    template = TEMPLATE.replace("class Momentum:\n    pass\n", "")
    handout = HANDOUT.partition("# %%\n# TASK")[0] + tasks
    assert sources_of(build_notebook(handout, template, toys, plots=False))[3:] == [
        functions_of(template, ["double"]),
        'check("double")',
        functions_of(template, ["descend"]),
        'check("again")',
        'check("only")',
    ]


FAULTS: dict[str, tuple[str, str, str]] = {
    "missing, repeated and unknown tasks": (
        HANDOUT.replace("# TASK: descent", "# TASK: dscent\n\n# %%\n# TASK: double"),
        TEMPLATE,
        "Expected one cell '# TASK: <exercise>' for every exercise of hw0_toys (double, descent) "
        "but got no task for descent; several for double; unknown dscent. Correct the handout.",
    ),
    "task with other code": (
        HANDOUT.replace("# TASK: double", "x = 1\n# TASK: double"),
        TEMPLATE,
        "Expected '# TASK: <exercise>' alone in its cell but got '# TASK: double' in the "
        "handout's cell that begins 'x = 1'. Give the task a cell of its own, spelt exactly so.",
    ),
    "misspelt task": (
        HANDOUT.replace("# TASK: double", "# Task double"),
        TEMPLATE,
        "Expected '# TASK: <exercise>' alone in its cell but got '# Task double' in the handout's "
        "cell that begins '# Task double'. Give the task a cell of its own, spelt exactly so.",
    ),
    "no setup cell": (
        HANDOUT.replace(
            "from typing import Any  # noqa: F401\n\nimport numpy as np\n", "# TASK: a"
        ),
        TEMPLATE,
        "Expected the handout's first code cell to import what the functions use but got "
        "'# TASK: a'. Begin with a cell such as 'import numpy as np'.",
    ),
    "no code at all": (
        "# %% [markdown]\n# Text.\n",
        TEMPLATE,
        "Expected the handout's first code cell to import what the functions use but got 'no code "
        "cell'. Begin with a cell such as 'import numpy as np'.",
    ),
    "magic in the setup cell": (
        HANDOUT.replace("import numpy as np\n", "import numpy as np\n# %matplotlib inline\n", 1),
        TEMPLATE,
        "Expected Python in the handout's cell that begins 'from typing import Any' but got a "
        "syntax error in its line 4: invalid syntax. Leave magics out of it: notebooks show plots "
        "without them.",
    ),
    "names that only the template has": (
        HANDOUT,
        TEMPLATE.replace(
            "import numpy as np\n", "import math\n\nimport numpy as np\n\nEPS = 1e-8\n"
        ),
        "Expected the handout to define all that the template defines around its tasks but got "
        "nothing for EPS, math. Import or define it in the first code cell.",
    ),
    "function that the template lacks": (
        HANDOUT,
        TEMPLATE.replace("descend", "ascend"),
        "Expected the template to define descend but got double, Momentum, ascend. Write the "
        "missing ones at the top level of the reference, outside of solution markers.",
    ),
    "reference in place of the template": (
        HANDOUT,
        TEMPLATE + "### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n",
        "Expected a template without solutions but got one with '### BEGIN SOLUTION'. Pass the "
        "result of strip_solutions, or the notebook would hold the solution.",
    ),
}


@pytest.mark.parametrize(("handout", "template", "message"), FAULTS.values(), ids=FAULTS)
def test_what_does_not_fit_is_refused(handout: str, template: str, message: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        build(handout, template)
    assert str(caught.value) == message


PLOT = "plt.plot(np.arange(3))\n"
CELL = "the handout's cell that begins 'import matplotlib.pyplot as plt'"
PLOT_FAULTS = {
    "raises": (
        "double(1)\n",
        f"Expected {CELL} to run after the setup cell but got NameError: name 'double' is not "
        "defined. It runs when the notebook is built, without the students' functions.",
    ),
    "draws nothing": (
        "x = 1\n",
        f"Expected a matplotlib figure from {CELL} but got none. Draw one, or take the tag plot "
        "away.",
    ),
    "magic": (
        "# %matplotlib inline\n",
        f"Expected Python in {CELL} but got a syntax error in its line 3: invalid syntax. Leave "
        "magics out of it: notebooks show plots without them.",
    ),
}


@pytest.mark.parametrize(("line", "message"), PLOT_FAULTS.values(), ids=PLOT_FAULTS)
def test_a_plot_cell_that_does_not_work_is_refused(line: str, message: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        build(HANDOUT.replace(PLOT, line), plots=True)
    assert str(caught.value) == message


def test_a_picture_that_is_too_large_is_refused() -> None:
    noise = "plt.figure(figsize=(9, 9))\nplt.imshow(np.random.default_rng(1).random((600, 600)))\n"
    with pytest.raises(DeclarationError) as caught:
        build(HANDOUT.replace(PLOT, noise), plots=True)
    start, _, end = str(caught.value).partition("size=")
    assert start == f"Expected a picture of at most 40000 bytes from {CELL} but got "
    assert end.lstrip("0123456789") == ". Draw less, or on a smaller figure."


def test_every_figure_and_what_is_printed_is_kept() -> None:
    lines = PLOT + "print('three points')\nplt.figure(figsize=(2, 1))\nplt.title('empty')\n"
    notebook = build(HANDOUT.replace(PLOT, lines), plots=True)
    nbformat.validate(json.loads(notebook))
    printed, first, second = cells_of(notebook)[2]["outputs"]
    assert printed == {"name": "stdout", "output_type": "stream", "text": "three points\n"}
    assert first["data"]["text/plain"] == "<Figure size 640x480 with 1 Axes>"
    assert second["data"]["text/plain"] == "<Figure size 200x100 with 1 Axes>"


def test_plots_depend_on_no_setting_of_this_machine_and_leave_none() -> None:
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    plain = build(plots=True)
    figures = plt.get_fignums()
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "red"}):
        assert build(plots=True) == plain
        assert mpl.rcParams["font.size"] == 20
    assert plt.get_fignums() == figures


def test_a_handout_without_plots_needs_no_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert build(HANDOUT.replace(' tags=["plot"]', ""), plots=True)


def test_no_plot_is_drawn_when_not_wanted() -> None:
    assert all(not cell.get("outputs") for cell in cells_of(build(plots=False)))


@pytest.mark.parametrize("package", ["jupytext", "matplotlib"])
def test_a_package_that_is_not_installed_is_named(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError) as caught:
        build(plots=True)
    assert str(caught.value) == (
        f"Expected the package {package}, with which notebooks are made, but it cannot be imported "
        f"(import of {package} halted; None in sys.modules). Run: pip install 'autograder[release]'"
    )


def test_without_plots_matplotlib_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert build(plots=False)


def test_the_notebook_of_hw1_is_valid_complete_and_stable() -> None:
    image = pytest.importorskip("PIL.Image")
    notebook = hw1()
    assert hw1() == notebook
    nbformat.validate(json.loads(notebook))
    sources = sources_of(notebook)
    for item in Course(ROOT).assignment("hw1_forward_backward").exercises:
        place = sources.index(f'check("{item.name}")')
        for signature in item.signatures:
            assert f"def {signature.name}(" in sources[place - 1]
    assert "TASK" not in "".join(sources)
    plots = [cell["outputs"] for cell in cells_of(notebook) if cell["metadata"]]
    assert len(plots) == 3
    for [output] in plots:
        picture = base64.b64decode(output["data"]["image/png"])
        assert len(picture) < LARGEST_PNG
        assert image.open(io.BytesIO(picture)).info == {}
        assert image.open(io.BytesIO(picture)).width > 600


def test_the_cells_of_hw1_run_from_top_to_bottom() -> None:
    pytest.importorskip("matplotlib").use("agg")
    namespace: dict[str, Any] = {}
    for cell in cells_of(hw1()):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and not source.startswith("check(") and not cell["metadata"]:
            exec(source, namespace)
    with pytest.raises(NotImplementedError, match="mlp_forward is not written yet"):
        namespace["mlp_forward"](None, None)


REFERENCE = TEMPLATE.replace(
    "# In place of a factor.\ndef double(x: Any) -> Any:\n    raise NotImplementedError",
    "# Room for helpers.\n### BEGIN SOLUTION\ndef twice(x):\n    return 2 * x\n### END SOLUTION\n"
    "\n\n"
    "# In place of a factor.\ndef double(x: Any) -> Any:\n    ### BEGIN SOLUTION\n"
    "    return twice(x)\n    ### END SOLUTION",
)
QUESTION = '\n# %% [markdown] question="why" points=2\n# Why?\n'


def source_of(handout: str) -> list[Any]:
    text = build_source_notebook(handout, TEMPLATE, REFERENCE, TOYS, plots=False)
    return list(nbformat.reads(text, 4).cells)


def test_nbgraders_source_has_solutions_points_and_answers() -> None:
    cells = source_of(HANDOUT + QUESTION)
    named = {cell.metadata.nbgrader.grade_id: cell for cell in cells if "nbgrader" in cell.metadata}
    assert list(named) == [
        "setup", "double-helpers", "double-functions", "double", "descent-functions", "descent",
        "why",
    ]  # fmt: skip
    assert named["double-helpers"].source.startswith("# Room for helpers.\n### BEGIN SOLUTION")
    assert named["double-helpers"].source.endswith("### END SOLUTION")
    assert named["double-functions"].source.endswith("    return twice(x)\n    ### END SOLUTION")
    assert (named["double"].metadata.nbgrader.points, named["double"].source) == (
        1.0, 'check("double")',
    )  # fmt: skip
    assert named["why"].metadata.nbgrader.points == 2.0
    assert cells[cells.index(named["why"]) - 1].source == "Why?"


def test_students_read_a_question_without_nbgraders_metadata() -> None:
    text = build_notebook(HANDOUT + QUESTION, TEMPLATE, TOYS, plots=False)
    last = nbformat.reads(text, 4).cells[-1]
    assert (last.source, dict(last.metadata)) == ("Why?", {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('question="why"', "Expected points=<number>"),
        ('question="why" points=-1', "Expected points=<number>"),
        ('question="double" points=1', "a name of its own"),
        ('question="why not" points=1', "letters, digits"),
    ],
)
def test_a_question_that_nbgrader_could_not_grade_is_refused(line: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        source_of(f"{HANDOUT}\n# %% [markdown] {line}\n# Why?\n")
