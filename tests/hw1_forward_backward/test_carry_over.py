"""The true derivative of a wrong forward keeps the backward's points; nothing trivial does."""

from __future__ import annotations

import textwrap

import pytest

from autograder.results import ExerciseResult, Verdict

SIGMOID_DOUBLED = """
    def sigmoid_forward(z):
        a = 1 / (1 + np.exp(-2 * z))
        return a, a
    def sigmoid_backward(da, a):
        return 2 * da * a * (1 - a)
"""
SIGMOID_FORWARD_SCALED = """
    def sigmoid_forward(z):
        a = 1 / (1 + np.exp(-z))
        return 2 * a, a
    def sigmoid_backward(da, a):
        return da * a * (1 - a)
"""
SIGMOID_BACKWARD_WRONG = """
    def sigmoid_forward(z):
        e = np.exp(-np.abs(z))
        a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
        return a, a
    def sigmoid_backward(da, a):
        return da * a
"""
DENSE_BIAS_TWICE = """
    def dense_forward(x, w, b):
        return x @ w + 2 * b, (x, w)
    def dense_backward(dz, cache):
        x, w = cache
        return dz @ w.T, x.T @ dz, 2 * dz.sum(axis=0)
"""
NETWORK_WITH_TANH = """
    def mlp_forward(x, params):
        inputs, a = [], x
        for index, layer in enumerate(params):
            inputs.append(a)
            z = a @ layer["w"] + layer["b"]
            a = np.tanh(z) if index < len(params) - 1 else z
        return a, (inputs, params)
    def mlp_backward(dlogits, cache):
        inputs, params = cache
        grads, dz = [], dlogits
        for a, layer in zip(inputs[::-1], params[::-1]):
            grads.insert(0, {"w": a.T @ dz, "b": dz.sum(axis=0)})
            dz = (dz @ layer["w"].T) * (1 - a**2)
        return grads
"""


def exercise(grade_text, name: str, code: str) -> ExerciseResult:
    text = "import numpy as np\n" + textwrap.dedent(code)
    found: ExerciseResult = grade_text(text, only=[name]).exercises[0]
    return found


def verdicts(result: ExerciseResult) -> dict[str, str]:
    return {check.name: check.verdict.value for check in result.checks}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sigmoid", SIGMOID_DOUBLED),
        ("dense_layer", DENSE_BIAS_TWICE),
        ("whole_network", NETWORK_WITH_TANH),
    ],
)
def test_true_derivative_of_a_wrong_forward_keeps_its_points(name, code, grade_text) -> None:
    result = exercise(grade_text, name, code)
    assert verdicts(result)["forward"] == "failed"
    backward = next(check for check in result.checks if check.name == "backward")
    assert backward.verdict is Verdict.PASSED
    assert "but is its true derivative" in backward.message


def test_right_backward_after_a_wrong_forward_keeps_its_points(grade_text) -> None:
    found = verdicts(exercise(grade_text, "sigmoid", SIGMOID_FORWARD_SCALED))
    assert (found["forward"], found["backward"]) == ("failed", "passed")


def test_right_forward_before_a_wrong_backward_keeps_its_points(grade_text) -> None:
    found = verdicts(exercise(grade_text, "sigmoid", SIGMOID_BACKWARD_WRONG))
    assert (found["forward"], found["backward"]) == ("passed", "failed")


TRIVIAL = {
    "zeros": ("np.zeros_like(z)", "np.zeros_like(da)"),
    "constant": ("np.full_like(z, 0.5)", "np.zeros_like(da)"),
    "identity": ("z.copy()", "da.copy()"),
    "scaled identity": ("3.0 * z", "3.0 * da"),
    "negation": ("-z", "-da"),
}


@pytest.mark.parametrize("exercise_name", ["sigmoid", "tanh", "relu", "leaky_relu"])
@pytest.mark.parametrize("kind", TRIVIAL)
def test_trivial_functions_earn_nothing(exercise_name: str, kind: str, grade_text) -> None:
    forward, backward = TRIVIAL[kind]
    code = f"""
        def {exercise_name}_forward(z, negative_slope=0.01):
            return {forward}, None
        def {exercise_name}_backward(da, cache):
            return {backward}
    """
    result = exercise(grade_text, exercise_name, code)
    assert result.score == 0
    assert "skipped" in verdicts(result).values()


def test_a_file_of_zeros_earns_nothing(hw1, grade_text) -> None:
    lines = ["import numpy as np"]
    for item in hw1.exercises:
        for signature in item.signatures:
            arguments = ", ".join(f"{name}=0.01" for name in signature.arguments)
            results = ", ".join("np.zeros_like(x)" for _ in signature.returns)
            first = signature.arguments[0]
            lines.append(f"def {signature.name}({arguments}):")
            lines.append(
                f"    x = {first} if isinstance({first}, np.ndarray) else np.zeros((1, 1))"
            )
            lines.append(f"    return {results}")
    assert grade_text("\n".join(lines)).score == 0
