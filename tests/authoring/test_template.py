import ast
import doctest
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from autograder.authoring.template import BEGIN, END, functions_of, strip_solutions
from autograder.errors import DeclarationError

ROOT = Path(__file__).parents[2]
HW1 = (ROOT / "reference/hw1_forward_backward/numpy_solution.py").read_text("utf-8")

REFERENCE = '''\
"""Run `python -m doctest numpy_solution.py`."""

import numpy as np

### BEGIN SOLUTION
SECRET = 42


def helper(x):
    return x + SECRET
### END SOLUTION


def double(x):
    """A docstring that mentions ### BEGIN SOLUTION is left alone."""
    y = x
    ### BEGIN SOLUTION
    if y > 0:
        y = helper(y)

    return 2 * y  # a comment
    ### END SOLUTION


class Momentum:
    """An optimiser."""

    def __init__(self, lr):
        self.lr = lr  # given

    def step(self, w, dw):
        for _ in range(2):
            ### BEGIN SOLUTION
            w = w - self.lr * dw
            ### END SOLUTION
        return w
'''

TEMPLATE = '''\
"""Run `python -m doctest toys.py`."""

import numpy as np

# Your code here.


def double(x):
    """A docstring that mentions ### BEGIN SOLUTION is left alone."""
    y = x
    # Your code here.
    raise NotImplementedError("double is not written yet")


class Momentum:
    """An optimiser."""

    def __init__(self, lr):
        self.lr = lr  # given

    def step(self, w, dw):
        for _ in range(2):
            # Your code here.
            raise NotImplementedError("Momentum.step is not written yet")
        return w
'''


def run(text: str) -> ModuleType:
    module = ModuleType("template")
    exec(compile(text, "template.py", "exec"), vars(module))
    return module


def test_solutions_become_gaps_and_the_rest_stays() -> None:
    assert strip_solutions(REFERENCE, topic="toys") == TEMPLATE


def test_line_ends_of_windows_stay() -> None:
    text = REFERENCE.replace("\n", "\r\n")
    assert strip_solutions(text, topic="toys") == TEMPLATE.replace("\n", "\r\n")


def test_odd_line_ends_do_not_shift_the_lines() -> None:
    text = 'S = "\x0c\u2028"\n' + REFERENCE
    assert strip_solutions(text, topic="toys") == 'S = "\x0c\u2028"\n' + TEMPLATE


def test_a_last_line_without_newline_can_end_a_solution() -> None:
    text = f"def f():\n    {BEGIN}\n    return 1\n    {END}"
    gap = '    # Your code here.\n    raise NotImplementedError("f is not written yet")\n'
    assert strip_solutions(text, topic="toys") == f"def f():\n{gap}"


def test_nested_functions_and_decorated_ones_are_named_in_full() -> None:
    text = (
        "class A:\n    @property\n    def b(self):\n        def c():\n"
        f"            {BEGIN}\n            return 1\n            {END}\n        return c\n"
    )
    assert 'NotImplementedError("A.b.c is not written yet")' in strip_solutions(text, topic="t")


def test_methods_in_a_class_body_leave_a_comment() -> None:
    text = (
        f"class A:\n    x = 1\n\n    {BEGIN}\n    @staticmethod\n    def b():\n"
        f"        return 1\n    {END}\n"
    )
    expected = "class A:\n    x = 1\n\n    # Your code here.\n"
    assert strip_solutions(text, topic="t") == expected


FAULTS = {
    "syntax error": (
        "x = (\n",
        "The reference of toys, line 1: '(' was never closed.",
    ),
    "no solution": (
        "x = 1\n",
        "Expected '### BEGIN SOLUTION' in the reference of toys but got none. Mark what the "
        "students are to write: without markers the template would be the solution.",
    ),
    "never ended": (
        f"def f():\n    {BEGIN}\n    return 1\n",
        "The reference of toys, line 2: Expected '### END SOLUTION' below this '### BEGIN "
        "SOLUTION' but got the end of the file. Write it where the solution ends.",
    ),
    "never begun": (
        f"def f():\n    return 1\n    {END}\n",
        "The reference of toys, line 3: Expected '### BEGIN SOLUTION' above this '### END "
        "SOLUTION' but got none. Write it where the solution begins.",
    ),
    "nested": (
        f"def f():\n    {BEGIN}\n    x = 1\n    {BEGIN}\n    return x\n    {END}\n    {END}\n",
        "The reference of toys, line 4: Expected '### END SOLUTION' for the solution that begins "
        "in line 2 but got another '### BEGIN SOLUTION'. Solutions do not nest: end the first one "
        "before.",
    ),
    "misspelt": (
        f"def f():\n    # BEGIN SOLUTION\n    x = 1\n    {END}\n",
        "The reference of toys, line 2: Expected '### BEGIN SOLUTION' but got comment='# BEGIN "
        "SOLUTION'. Spelt otherwise it marks nothing, and the solution would stay in the "
        "template.",
    ),
    "misspelt end": (
        f"def f():\n    {BEGIN}\n    x = 1\n    ###end_solution\n",
        "The reference of toys, line 4: Expected '### END SOLUTION' but got comment="
        "'###end_solution'. Spelt otherwise it marks nothing, and the solution would stay in the "
        "template.",
    ),
    "beside code": (
        f"def f():\n    x = 1  {BEGIN}\n    return x\n    {END}\n",
        "The reference of toys, line 2: Expected '### BEGIN SOLUTION' on a line of its own but got "
        "line='x = 1  ### BEGIN SOLUTION'. Move the marker to a new line.",
    ),
    "empty": (
        f"def f():\n    {BEGIN}\n    # nothing\n    {END}\n    return 1\n",
        "The reference of toys, line 2: Expected a solution between '### BEGIN SOLUTION' and "
        "'### END SOLUTION' but got no statement. Write one, or take the markers out.",
    ),
    "over two functions": (
        f"def f():\n    x = 1\n    {BEGIN}\n    return x\n\n\ndef g():\n    return 2\n    {END}\n",
        "The reference of toys, line 4: Expected whole statements of one block between the markers "
        "in lines 3 and 9 but got line='return x', which belongs to more. Move the markers, or "
        "mark each part by itself.",
    ),
    "over two branches": (
        f"def f(x):\n    if x:\n        {BEGIN}\n        y = 1\n    else:\n        y = 2\n"
        f"        {END}\n    return y\n",
        "The reference of toys, line 5: Expected whole statements of one block between the markers "
        "in lines 3 and 7 but got line='else:', which belongs to more. Move the markers, or mark "
        "each part by itself.",
    ),
    "within an expression": (
        f"def f(x):\n    return [\n        {BEGIN}\n        x,\n        {END}\n    ]\n",
        "The reference of toys, line 4: Expected whole statements of one block between the markers "
        "in lines 3 and 5 but got line='x,', which belongs to more. Move the markers, or mark each "
        "part by itself.",
    ),
    "through an expression": (
        f"def f(x):\n    {BEGIN}\n    y = 1\n    return [\n        x,\n        {END}\n    ]\n",
        "The reference of toys, line 4: Expected whole statements of one block between the markers "
        "in lines 2 and 6 but got line='return [', which belongs to more. Move the markers, or "
        "mark each part by itself.",
    ),
    "indented less": (
        f"def f():\n{BEGIN}\n    return 1\n    {END}\n",
        "The reference of toys, line 2: Expected the marker as far to the right as the solution, "
        "by 4 columns, but got indentation=0. Indent it so.",
    ),
    "end indented less": (
        f"def f():\n    {BEGIN}\n    return 1\n{END}\n",
        "The reference of toys, line 4: Expected the marker as far to the right as the solution, "
        "by 4 columns, but got indentation=0. Indent it so.",
    ),
    "whole class body": (
        f"class A:\n    {BEGIN}\n    x = 1\n    {END}\n\n\ny = 2\n",
        "The reference of toys without its solutions, line 5: expected an indented block after "
        "class definition on line 1. Leave a statement outside of the markers wherever Python "
        "wants one.",
    ),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_reference_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        strip_solutions(text, topic="toys")
    assert str(caught.value) == message


def test_a_comment_that_only_speaks_of_solutions_is_no_marker() -> None:
    text = REFERENCE.replace("# given", "# where to begin: solution in the book")
    assert "solution in the book" in strip_solutions(text, topic="toys")


def test_functions_come_with_decorators_and_comments_in_the_order_of_the_file() -> None:
    text = (
        "import numpy as np\n# of the import\n\n# about a,\n# in two lines\ndef a():\n"
        "    return 1\n\n\nX = 1\n@np.vectorize\n# between\ndef b(x):\n    return x  # last\n"
        "# after b\n\n\nclass C:\n    pass\n"
    )
    assert functions_of(text, ["C", "b", "a", "a"]) == (
        "# about a,\n# in two lines\ndef a():\n    return 1\n\n\n"
        "@np.vectorize\n# between\ndef b(x):\n    return x  # last\n\n\n"
        "class C:\n    pass"
    )


def test_a_missing_function_is_named() -> None:
    with pytest.raises(DeclarationError) as caught:
        functions_of("def a(): pass\nclass B:\n    def c(self): pass\n", ["a", "c", "d"])
    assert str(caught.value) == (
        "Expected the template to define c, d but got a, B. Write the missing ones at the top "
        "level of the reference, outside of solution markers."
    )


def test_functions_of_a_file_without_any() -> None:
    with pytest.raises(DeclarationError, match="to define a but got no function"):
        functions_of("x = 1\n", ["a"])


def test_functions_of_a_file_that_does_not_parse() -> None:
    with pytest.raises(DeclarationError) as caught:
        functions_of("def a(:\n", ["a"])
    assert str(caught.value) == "The template, line 1: invalid syntax."


def definitions(text: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def test_the_template_of_hw1_keeps_signatures_and_docstrings() -> None:
    before, after = definitions(HW1), definitions(strip_solutions(HW1, topic="forward_backward"))
    assert list(after) == list(before)
    assert len(after) > 15
    for name, function in after.items():
        assert ast.unparse(function.args) == ast.unparse(before[name].args)
        assert ast.get_docstring(function) == ast.get_docstring(before[name])
        assert len(function.body) == 2


def test_the_template_of_hw1_holds_no_line_of_a_solution() -> None:
    lines = HW1.splitlines()
    starts = [row for row, line in enumerate(lines) if line.strip() == BEGIN]
    ends = [row for row, line in enumerate(lines) if line.strip() == END]
    solution = {
        line.strip()
        for start, end in zip(starts, ends, strict=True)
        for line in lines[start : end + 1]
        if line.strip()
    }
    template = {line.strip() for line in strip_solutions(HW1, topic="f").splitlines()}
    assert len(solution) > 60
    assert not solution & template


def test_every_function_of_hw1_says_that_it_is_not_written_yet() -> None:
    module = run(strip_solutions(HW1, topic="forward_backward"))
    functions = {name: value for name, value in vars(module).items() if inspect.isfunction(value)}
    assert functions.keys() == definitions(HW1).keys()
    for name, function in functions.items():
        arguments = [None] * len(inspect.signature(function).parameters)
        with pytest.raises(NotImplementedError) as caught:
            function(*arguments)
        assert str(caught.value) == f"{name} is not written yet"
        assert doctest.DocTestFinder().find(function, globs={})[0].examples
