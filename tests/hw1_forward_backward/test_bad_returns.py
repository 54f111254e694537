"""Whatever a function returns, the message says what is wrong with it."""

from __future__ import annotations

import pytest

from autograder.results import Verdict

SOFTMAX = """
import numpy as np
def right(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
def softmax(z):
    return {}
"""

BAD = {
    "None": ("None", "softmax: p is None, but should be a NumPy array of shape (1, 4)"),
    "list": ("right(z).tolist()", "softmax: p is a list, but should be a NumPy array of"),
    "scalar": ("0.25", "softmax: p is a float, but should be a NumPy array of shape (1, 4)"),
    "string": ("'0.25'", "softmax: p is a string, but should be a NumPy array of shape (1, 4)"),
    "tuple": ("right(z), z", "softmax: p is a list, but should be a NumPy array of shape (1, 4)"),
    "shape": ("right(z)[0]", "softmax: p has shape (4,), but should have shape (1, 4)"),
    "transposed": ("right(z).T", "softmax: p has shape (4, 1), but should have shape (1, 4)"),
    "nan": ("right(z) * np.nan", "softmax: p contains NaN (4 of 4 elements)"),
    "infinity": ("right(z) / 0", "softmax: p contains infinity (4 of 4 elements)"),
    "complex": ("right(z) + 0j", "softmax: p has dtype complex128, but should have float64"),
    "object": (
        "right(z).astype(object)",
        "softmax: p is a NumPy array of dtype object and shape (1,",
    ),
    "matrix": ("np.matrix(right(z))", "softmax: p is numpy.matrix, but should be a NumPy array"),
    "masked": (
        "np.ma.array(right(z))",
        "softmax: p is numpy.ma.MaskedArray, but should be a NumPy",
    ),
    "class": (
        "type('P', (), {})()",
        "softmax: p is forward_backward.P, but should be a NumPy array",
    ),
    "function": ("right", "softmax: p is builtins.function, but should be a NumPy array"),
    "huge": ("np.zeros(10**6 * 8)", "softmax returned far more data than the task asks for"),
    "ten gigabytes": (
        "np.zeros(10 * 2**27)",
        "softmax raised MemoryError: Unable to allocate 10.0 GiB",
    ),
    "itself": ("softmax(z)", "softmax raised RecursionError: maximum recursion depth exceeded"),
    "exception": (
        "right(z.T.undefined)",
        "softmax raised AttributeError: 'numpy.ndarray' object has no attribute 'undefined'\n"
        "  forward_backward.py, line 7, in softmax: return right(z.T.undefined)",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_return_is_described(kind: str, grade_text) -> None:
    expression, says = BAD[kind]
    result = grade_text(SOFTMAX.format(expression), only=["softmax"])
    assert result.score == 0
    assert result.exercises[0].checks[0].message.startswith(says)


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("right(z).astype(np.float32)", "softmax: p has dtype float32, but should be float64"),
        ("np.asarray(right(z), '>f8').astype(np.float32)", "dtype float32"),
    ],
)
def test_single_precision_costs_the_contract_alone(expression: str, says: str, grade_text) -> None:
    result = grade_text(SOFTMAX.format(expression), only=["softmax"])
    failed = [check for check in result.exercises[0].checks if check.verdict is Verdict.FAILED]
    assert [check.name for check in failed] == ["contract"]
    assert says in failed[0].message


def test_single_precision_inside_is_no_right_result(grade_text) -> None:
    text = SOFTMAX.format("right(z.astype(np.float32)).astype(float)")
    assert grade_text(text, only=["softmax"]).exercises[0].checks[0].verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "return x @ w + b",
            "dense_forward returned one array of shape (1, 1), but should return (z, cache)",
        ),
        ("return x, w, b", "dense_forward returned 3 values, but should return (z, cache)"),
        (
            "pass",
            "dense_forward returned None (is a return statement missing?), but should",
        ),
        ("yield 1", "dense_forward returned one generator, but should return (z, cache)"),
    ],
)
def test_the_wrong_number_of_results_is_counted(body: str, says: str, grade_text) -> None:
    text = f"def dense_forward(x, w, b):\n    {body}\ndef dense_backward(dz, cache):\n    pass\n"
    message = grade_text(text, only=["dense_layer"]).exercises[0].checks[0].message
    assert message.startswith(says)


def test_a_missing_function_is_named(grade_text) -> None:
    result = grade_text("x = 1\n", only=["relu"])
    assert result.exercises[0].checks[0].message == "relu_forward is not defined"
    assert {check.verdict.value for check in result.exercises[0].checks} <= {"failed", "skipped"}


def test_wrong_arguments_in_the_definition_are_shown(grade_text) -> None:
    result = grade_text("def softmax():\n    return 1\n", only=["softmax"])
    assert "TypeError: softmax() takes 0 positional arguments but 1 was given" in (
        result.exercises[0].checks[0].message
    )


def test_hostile_exceptions_cannot_disturb_the_message(grade_text) -> None:
    text = (
        "class Evil(Exception):\n    def __str__(self): raise KeyboardInterrupt\n"
        "def softmax(z):\n    raise Evil\n"
    )
    message = grade_text(text, only=["softmax"]).exercises[0].checks[0].message
    assert message.startswith("softmax raised Evil: (its message cannot be shown)")


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("relu_forward(undefined)", "NameError: name 'undefined' is not defined"),
        ("open('marks.txt')", "PermissionError: "),
        ("import torch", "ModuleNotFoundError: No module named 'torch' here"),
    ],
)
def test_a_last_line_that_fails_is_told_and_costs_nothing(grade_text, last, reason) -> None:
    text = "import numpy as np\n\ndef relu_forward(z):\n    return z * (z > 0), z > 0\n"
    result = grade_text(
        f"{text}def relu_backward(da, c):\n    return da * c\n{last}\n", only=["relu"]
    )
    assert result.score == result.max_score
    (note,) = result.notes
    assert note.startswith(f"forward_backward.py ends at line 7: {reason}")
    assert note.endswith(" (what stands above it counts)")
