from __future__ import annotations

import ast
import textwrap

import numpy as np
import pytest

from autograder.misconceptions.mutate import LONGEST_LOOP, TICK, WORDS, Mutant, mutants


def changed(body: str, arguments: str = "x, y=2.0") -> dict[str, str]:
    """What the mutants of a function's statements put in their place, by what it becomes."""
    text = f"def toy({arguments}):\n{textwrap.indent(textwrap.dedent(body), '    ')}"
    return {item.after: item.kind for item in mutants(text, ["toy"])}


@pytest.mark.parametrize(
    ("statement", "after", "kind"),
    [
        ("return x + y", "return x - y", "sign"),
        ("return x + y", "return x", "term"),
        ("return x - y", "return y - x", "sign"),
        ("return x - y", "return -y", "term"),
        ("return x * y", "return x / y", "operator"),
        ("return x * y", "return y", "factor"),
        ("return x @ y", "return x", "factor"),
        ("return x / y", "return x", "factor"),
        ("return x / y", "return y / x", "operator"),
        ("return x ** 2", "return x", "operator"),
        ("return -x", "return x", "sign"),
        ("return x > 0", "return x >= 0", "comparison"),
        ("return x > 0", "return x < 0", "comparison"),
        ("return x is None", "return x is not None", "comparison"),
        ("return x and y", "return x or y", "branch"),
        ("return x if y else 0", "return 0", "branch"),
        ("return x.sum(axis=0)", "return x.sum(axis=1)", "axis"),
        ("return x.sum(axis=-1)", "return x.sum(axis=0)", "axis"),
        ("return x.sum(axis=0)", "return x.sum()", "axis"),
        ("return x.sum(axis=0)", "return x.mean(axis=0)", "reduction"),
        ("return x.max(keepdims=True)", "return x.max(keepdims=False)", "keepdims"),
        ("return x.var()", "return x.var(ddof=1)", "constant"),
        ("return np.maximum(x, 0)", "return np.minimum(x, 0)", "function"),
        ("return np.where(x > 0, x, y)", "return np.where(x > 0, y, x)", "branch"),
        ("return np.dot(x, y)", "return np.dot(y, x)", "argument"),
        ("return x.copy()", "return x", "copy"),
        ("return np.array(x)", "return x", "copy"),
        ("return np.sqrt(x)", "return x", "function"),
        ("return x.T @ y", "return x @ y", "transposition"),
        ("return x * 0.9", "return x * 1.8", "constant"),
        ("return x[1:]", "return x[2:]", "index"),
        ("return x[:y]", "return x[:y + 1]", "index"),
        ("return x[-1]", "return x[1]", "sign"),
        ("return x, y", "return (y, x)", "order"),
        ("x += y", "x = y", "term"),
        ("x -= y", "x += y", "sign"),
        ("x += y", "", "deletion"),
        ("x[0] = y", "", "deletion"),
        ("x = x + y", "", "deletion"),
        ("for k in range(y): pass", "for k in range(y + 1):", "index"),
        ("if x > 0: y = 1", "if False:", "branch"),
        ("return toy(x, training=True)", "return toy(x, training=False)", "branch"),
        ("return x * 3", "return y * 3", "argument"),
    ],
)
def test_every_kind_of_change_is_made(statement: str, after: str, kind: str) -> None:
    found = changed(statement)
    assert found.get(after) == kind, found


@pytest.mark.parametrize(
    "statement",
    [
        '"""What it does, with 1 + 1."""',
        "raise ValueError(f'{x + 1}')",
        "if x not in (1, 2): raise ValueError(x)",
        "pass",
    ],
)
def test_what_computes_nothing_is_left_alone(statement: str) -> None:
    assert changed(statement) == {}


@pytest.mark.parametrize("call", ["np.maximum(y, x)", "np.add(y, x)", "max(y, x)"])
def test_arguments_whose_order_does_not_matter_are_not_swapped(call: str) -> None:
    assert f"return {call}" not in changed(f"return {call.replace('y, x', 'x, y')}")


def test_lengths_are_no_place_for_another_variable() -> None:
    assert changed("return len(x)") == {}
    assert changed("return x.shape") == {}


TEXT = textwrap.dedent(
    '''
    import numpy as np

    def helper(x):
        return x + 1

    def mean(x):
        """The mean over the batch, 1/N * sum."""
        n = len(x)
        return x.sum(axis=0) / n

    class Counter:
        def up(self, by):
            self.count = self.count + by
            return self.count
    '''
)


def listed(*functions: str) -> list[Mutant]:
    return list(mutants(TEXT, functions or ("mean", "Counter")))


def test_functions_and_classes_that_are_named_are_changed_alone() -> None:
    assert {item.function for item in listed()} == {"mean", "Counter"}
    assert {item.function for item in listed("helper")} == {"helper"}


def test_a_mutant_says_what_is_changed_where() -> None:
    (item,) = (item for item in listed("mean") if item.kind == "axis" and "axis=1" in item.after)
    assert item.name == "mean: return x.sum(axis=0) / n -> return x.sum(axis=1) / n"
    assert TEXT.splitlines()[item.line - 1].strip() == item.before
    assert item.part == "axis=0"
    assert {item.kind for item in listed()} <= WORDS.keys()


def test_a_mutant_runs_in_place_of_its_function() -> None:
    x = np.array([[1.0, 2.0], [3.0, 6.0]])
    results = set()
    for item in listed("mean"):
        namespace: dict[str, object] = {}
        exec(TEXT, namespace)
        exec(item.code, namespace)
        try:
            results.add(str(namespace["mean"](x)))  # type: ignore[operator]
        except TypeError:
            results.add("raises")
    assert str(x.mean(axis=0)) not in results
    assert {str(x.sum(axis=0)), str(x.sum(axis=1) / 2)} <= results


def test_no_mutant_is_made_twice_and_none_is_the_original() -> None:
    names = [item.name for item in listed()]
    assert len(names) == len(set(names))
    assert all(item.before != item.after for item in listed())
    half = list(mutants("def toy(x):\n    return 0.5 * x", ["toy"]))
    assert all(item.after != "return 0.5 * x" for item in half)


def test_loops_that_may_not_end_are_counted() -> None:
    text = "def toy(n):\n    while n > 0:\n        n = n - 1\n    return n"
    rounds = []
    for item in mutants(text, ["toy"]):
        rounds.clear()

        def tick() -> None:
            rounds.append(1)
            if len(rounds) > 50:
                raise OverflowError

        namespace: dict[str, object] = {TICK: tick}
        exec(item.code, namespace)
        try:
            namespace["toy"](3)  # type: ignore[operator]
        except OverflowError:
            break
    assert len(rounds) > 50, "one of the mutants never ends"
    assert LONGEST_LOOP > 1000


def test_the_reference_itself_is_left_as_it_is() -> None:
    before = ast.dump(ast.parse(TEXT))
    list(mutants(TEXT, ["mean", "Counter"]))
    assert ast.dump(ast.parse(TEXT)) == before
