import subprocess
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from autograder import notebook
from autograder.errors import UsageError
from autograder.notebook import Report, gather_source
from autograder.results import CheckResult, Counterexample, Diagnosis, ExerciseResult, Verdict


def value_of(name: str, *history: str, names: tuple[str, ...] = ()) -> Any:
    """Run what is gathered for a name, and look it up."""
    namespace: dict[str, Any] = {"__name__": "gathered"}
    exec(gather_source(history, names or (name,)), namespace)
    return namespace[name]


def test_what_a_function_needs_is_gathered_and_nothing_else() -> None:
    history = [
        "",
        "import numpy as np, math\nimport torch",
        "EPS = 1e-8\nnoise = np.random.default_rng()\nx = train()",
        "def scale(x):\n    return x * EPS",
        "def dense_forward(x):\n    return scale(np.sum(x))",
        "def unrelated():\n    return torch",
        "dense_forward(np.ones(3))",
    ]
    assert gather_source(history, ["dense_forward"]) == (
        "import numpy as np, math\n\n"
        "EPS = 1e-8\n\n"
        "def scale(x):\n    return x * EPS\n\n"
        "def dense_forward(x):\n    return scale(np.sum(x))\n"
    )


def test_the_last_definition_counts() -> None:
    history = ["def f():\n    return 1", "def f():\n    return g()", "def g():\n    return 2"]
    assert gather_source(history, ["f"]) == "\n\n".join(history[1:]) + "\n"
    assert value_of("f", *history)() == 2


def test_names_that_were_never_defined_are_left_out() -> None:
    assert gather_source(["def f(): pass"], ["f", "g"]) == "def f(): pass\n"
    assert gather_source(["x = 1"], ["g"]) == ""
    assert gather_source([], []) == ""


@pytest.mark.parametrize(
    "cell",
    [
        "def broken(:\n    pass",
        "%matplotlib inline",
        "!pip list",
        "f?",
        "?f",
        "%%bash\ndef f(): pass",
        "%%writefile f.py\ndef f():\n    return 'file'",
        "get_ipython().run_cell_magic('bash', '', 'def f(): pass')",
        "get_ipython().run_cell_magic('timeit', '', 'def f(): pass')",
        "get_ipython().run_line_magic('pinfo', 'f')",
        "f = !ls",
        "f = %pwd",
        "f = get_ipython().getoutput('ls')",
        "\x00",
        "f()",
        "del g",
    ],
)
def test_cells_that_define_nothing_are_passed_over(cell: str) -> None:
    definition = "def f():\n    return 1"
    assert gather_source([definition, cell], ["f"]) == f"{definition}\n"


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline\n!ls\nnp.sum?\ndef f():\n    return 1",
        "if True:\n    !ls\ndef f():\n    return 1",
        "files = !ls\ndef f():\n    return 1",
        "%%time\ndef f():\n    return 1",
        "%%capture out\n!ls\ndef f():\n    return 1",
        "get_ipython().run_cell_magic('time', '', 'def f():\\n    return 1\\n')",
        "get_ipython().run_line_magic('matplotlib', 'inline')\ndef f():\n    return 1",
        "x = 1; f = lambda: x",
        "async def g(): pass\nf = (lambda: 1)",
        "try:\n    import cupy as xp\nexcept ImportError:\n    xp = 1\ndef f():\n    return xp",
        "if 1 > 0:\n    def f():\n        return 1",
        "f: object = lambda: 1",
        "g, (f, h) = 0, (lambda: 1, 2)",
        "with open('/dev/null'):\n    def f():\n        return 1",
    ],
)
def test_definitions_are_found_wherever_they_stand(cell: str) -> None:
    assert value_of("f", cell)() == 1


def test_a_percent_sign_in_a_docstring_is_no_magic() -> None:
    cell = 'def f():\n    """\n    % of all\n    why?\n    """\n    return 1'
    assert gather_source([cell], ["f"]) == f"{cell}\n"


def test_decorators_and_unusual_layout_are_kept() -> None:
    cell = "import functools\n@functools.cache\n# why\ndef f():  # it\n    return 'é'; pass"
    assert gather_source([cell], ["f"]) == cell.replace("functools\n@", "functools\n\n@") + "\n"


def test_a_setup_cell_that_runs_again_later_still_comes_first() -> None:
    setup = "import numpy as np\nEPS = 0.5"
    function = "def f(x: np.ndarray, eps: float = EPS) -> float:\n    return eps"
    assert gather_source([setup, function, setup], ["f"]) == (
        f"import numpy as np\n\nEPS = 0.5\n\n{function}\n"
    )


@pytest.mark.parametrize(
    "user",
    [
        "TABLE = make()",
        "TABLE = [make() for _ in '1'][0]",
        "class Box:\n    value = make()\nTABLE = Box.value",
        "TABLE = min([4], key=lambda x: make())",
        "@make2\ndef TABLE(): pass",
    ],
)
def test_what_a_definition_calls_stands_before_it(user: str) -> None:
    helpers = "def make():\n    return scale(2)\ndef make2(f):\n    return make()"
    last = "def scale(x):\n    return 2 * x"
    function = "def f():\n    return TABLE"
    assert value_of("f", last, helpers, function, user, last)() == 4


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["x = 1", "x += 1", "x += 1"], 3),
        (["x = 1", "x = x + 1"], 2),
        (["x = 1", "x += 1", "x = 7"], 7),
        (["x = {}", "x['a'] = 1", "x['b'] = [0]", "x['b'][0] = 2"], {"a": 1, "b": [2]}),
        (["x = 1", "if x == 1:\n    x = 2"], 2),
        (["x = 1", "for i in range(3):\n    x = x + i"], 4),
        (["x = 1", "x, y = 5, x"], 5),
        (["class x: pass", "x.a = 3", "x = x.a"], 3),
        (["from math import pi as x", "x = int(x)"], 3),
    ],
)
def test_a_value_that_is_changed_keeps_its_history(cells: list[str], expected: object) -> None:
    assert value_of("f", "def f():\n    return x", *cells)() == expected


def test_what_is_defined_anew_forgets_its_history() -> None:
    text = gather_source(["x = 1", "x += 1", "x = 7", "def f():\n    return x"], ["f"])
    assert text == "x = 7\n\ndef f():\n    return x\n"


def test_recursion_and_functions_that_call_each_other() -> None:
    history = ["def even(n):\n    return n == 0 or odd(n - 1)"]
    history += ["def odd(n):\n    return n != 0 and even(n - 1)", "fact = lambda n: fact(n - 1)"]
    assert value_of("odd", *history, names=("odd", "fact"))(7)


def test_local_names_need_no_global_of_that_name() -> None:
    history = ["z = train()", "def f(z):\n    y = [z for z in (1,)]\n    return y", "y = train()"]
    assert gather_source(history, ["f"]) == f"{history[1]}\n"


def test_classes_come_with_their_bases_and_what_their_methods_use() -> None:
    history = ["RATE = 3", "class Base: pass"]
    history += ["class Adam(Base):\n    def step(self):\n        return RATE", "RATE = 4"]
    assert value_of("Adam", *history)().step() == 4


def test_star_and_future_imports_are_always_kept() -> None:
    history = [
        "def f(x: Undefined = None):\n    return sqrt(4)",
        "from math import *",
        "from __future__ import annotations",
    ]
    assert gather_source(history, ["f"]).startswith(
        "from __future__ import annotations\n\nfrom math import *\n\ndef f"
    )
    assert value_of("f", *history)() == 2


RESULT = ExerciseResult(
    name="dense_layer",
    title="Dense <layer>",
    score=1.25,
    max_score=4,
    checks=[
        CheckResult(name="forward", kind="agreement", verdict=Verdict.PASSED, score=1, max_score=1),
        CheckResult(
            name="backward",
            kind="gradient",
            verdict=Verdict.FAILED,
            score=0.25,
            max_score=2,
            message="dense_backward: dw[1, 2] = 0.83, but should be 1.66\n  all <b> differ",
            counterexample=Counterexample(
                case=7,
                inputs={"x": "[1, 2]"},
                got="<0.83>",
                expected="1.66",
                reproduce="autograder check hw1 --case 7",
            ),
            diagnosis=[Diagnosis(name="mean", behaves="dw < 0 were kept", hint="Look & see.")],
        ),
        CheckResult(
            name="again",
            kind="gradient",
            verdict=Verdict.SKIPPED,
            score=0,
            max_score=1,
            message="dense_backward: dw[1, 2] = 0.83, but should be 1.66\n  all <b> differ",
        ),
    ],
)


def test_a_report_as_text() -> None:
    assert repr(Report(RESULT)) == (
        "Dense <layer> (dense_layer): 1.25 of 4 points\n"
        "  passed   forward: 1 of 1 point\n"
        "  failed   backward: 0.25 of 2 points\n"
        "    dense_backward: dw[1, 2] = 0.83, but should be 1.66\n"
        "      all <b> differ\n"
        "    Behaves exactly as if dw < 0 were kept.\n"
        "    Hint: Look & see.\n"
        "    x: [1, 2]\n"
        "    got: <0.83>\n"
        "    expected: 1.66\n"
        "    reproduce: autograder check hw1 --case 7\n"
        "  skipped  again: 0 of 1 point"
    )


def test_a_report_as_html_says_the_same_and_escapes_it() -> None:
    html = Report(RESULT)._repr_html_()
    for part in (
        "<strong>Dense &lt;layer&gt;</strong> (<code>dense_layer</code>): 1.25 of 4 points",
        ">passed</span> forward: 1 of 1 point",
        ">failed</span> backward: 0.25 of 2 points",
        "1.66\n  all &lt;b&gt; differ</pre>",
        "Behaves exactly as if dw &lt; 0 were kept.<br>",
        "<strong>Hint:</strong> Look &amp; see.",
        ">Case 7</summary>",
        "&lt;0.83&gt;",
        ">skipped</span> again: 0 of 1 point</li>",
    ):
        assert part in html
    assert "<b>" not in html
    assert html.count("all &lt;b&gt; differ") == 1


def test_a_report_without_details_is_one_line_a_check() -> None:
    example = Counterexample(case=3, inputs={"x": "1"}, got="", expected="", reproduce="")
    item = CheckResult(
        name="a",
        kind="contract",
        verdict=Verdict.ERROR,
        score=0,
        max_score=2,
        message="no",
        counterexample=example,
    )
    result = ExerciseResult(name="e", title="E", score=0, max_score=2, checks=[item])
    assert (
        repr(Report(result))
        == "E (e): 0 of 2 points\n  error    a: 0 of 2 points\n    no\n    x: 1"
    )
    assert Report(result)._repr_html_().count("<tr>") == 1


def test_a_report_names_functions_that_no_cell_defined() -> None:
    reminder = "No cell that ran so far defines f, g: run that cell first, then this one again."
    report = Report(RESULT, ("f", "g"))
    assert repr(report).splitlines()[1] == reminder
    assert f"<p><em>{reminder}</em></p>" in report._repr_html_()


def test_a_check_hands_over_the_code_and_returns_the_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    received = []

    def check_text(text: str, exercise: str) -> ExerciseResult:
        received.append((text, exercise))
        return RESULT

    signatures = [SimpleNamespace(name=name) for name in ("dense_forward", "dense_backward")]
    exercise = SimpleNamespace(name="dense_layer", signatures=signatures)
    other = SimpleNamespace(name="relu", signatures=[SimpleNamespace(name="relu")])
    work = SimpleNamespace(assignment=SimpleNamespace(exercises=(other, exercise)))
    grader = ModuleType("autograder.self_check")
    grader.check_text = check_text  # type: ignore[attr-defined]
    grader.locate = lambda path: work  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "autograder.self_check", grader)
    history = ["", "def relu(z): pass", "def dense_forward(x): pass", 'check("dense_layer")']
    pretend_notebook(monkeypatch, history)

    report = notebook.check("dense_layer")
    assert received == [("def dense_forward(x): pass\n", "dense_layer")]
    assert report == Report(RESULT, ("dense_backward",))


def pretend_notebook(monkeypatch: pytest.MonkeyPatch, history: list[str] | None) -> None:
    ipython = ModuleType("IPython")
    shell = None if history is None else SimpleNamespace(user_ns={"In": history})
    ipython.get_ipython = lambda: shell  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)


OUTSIDE = (
    "Expected a notebook but check('relu') was called outside of one. In a terminal, run: "
    "autograder check --exercise relu"
)


def test_outside_of_a_notebook_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    with pytest.raises(UsageError) as caught:
        notebook.check("relu")
    assert str(caught.value) == OUTSIDE


def test_ipython_that_is_imported_but_does_not_run_is_no_notebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pretend_notebook(monkeypatch, None)
    with pytest.raises(UsageError) as caught:
        notebook.check("relu")
    assert str(caught.value) == OUTSIDE


def test_the_import_at_the_top_of_a_notebook_is_light() -> None:
    code = (
        "import sys; import autograder.notebook; "
        "print(*{'numpy', 'hypothesis', 'IPython', 'rich'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
