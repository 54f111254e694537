from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.errors import DeclarationError
from autograder.exercise import Agreement, Assignment, Exercise, probe
from autograder.misconceptions.patch import Misconception, apply, load_misconceptions

REFERENCE = '''\
import numpy as np

RATE = 0.5


def dense_forward(x, w):
    """Multiply."""
    z = x @ w
    return z, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    dx = dz @ w.T
    dw = x.T @ dz
    return dx, dw


class Momentum:
    def step(self, w, dw):
        if dw is not None:
            w = w - dw
        return w


def other(x, w):
    z = x @ w
    return z
'''


@probe(inputs={})
def dense_pass(sub):
    return {}


DENSE = Exercise(
    name="dense",
    title="Dense",
    functions=[
        "dense_forward(x, w) -> (z, cache)",
        "dense_backward(dz, cache) -> (dx, dw)",
        "Momentum()",
    ],
    checks=[Agreement("value", dense_pass, outputs=["z"], points=1)],
)
ASSIGNMENT = Assignment(name="hw1_x", exercises=(DENSE,), declarations="")


def mistake(replace: Mapping[str, str], exercise: str = "dense") -> Misconception:
    return Misconception("wrong", exercise, replace, "something were wrong", "look again")


def changed_lines(replace: Mapping[str, str]) -> list[str]:
    """The lines that the mistake brings in."""
    before = REFERENCE.splitlines()
    return [
        line for line in apply(mistake(replace), REFERENCE, ASSIGNMENT).splitlines()
        if line and line not in before
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("replace", "lines"),
    [
        ({"z = x @ w": "z = x @ w * 2"}, ["    z = x @ w * 2"]),
        ({"dx = dz @ w.T": "dx = dz @ w"}, ["    dx = dz @ w"]),
        ({"   w = w - dw  ": "w = w + dw"}, ["            w = w + dw"]),
        (
            {"dx = dz @ w.T": "dx = dz @ w", "dw = x.T @ dz": "dw = dz.T @ x"},
            ["    dx = dz @ w", "    dw = dz.T @ x"],
        ),
        (
            {"dw = x.T @ dz\nreturn dx, dw": "return dx, x.T"},
            ["    return dx, x.T"],
        ),
        (
            {"z = x @ w": "z = x\nfor _ in w:\n    z = z @ w"},
            ["    z = x", "    for _ in w:", "        z = z @ w"],
        ),
        ({"dense_backward: x, w = cache": "w, x = cache"}, ["    w, x = cache"]),
        ({"z = x @ w\nreturn z, (x, w)": ""}, ["    pass"]),
    ],
    ids=[
        "one line", "second function", "deeper, in a class", "two lines", "two lines by one",
        "one line by three", "function named", "nothing instead",
    ],
)  # fmt: skip
def test_the_mistake_stands_in_the_place_of_the_right_line(
    replace: Mapping[str, str], lines: list[str]
) -> None:
    assert changed_lines(replace) == lines


def test_the_rest_of_the_reference_stays() -> None:
    text = apply(mistake({"dx = dz @ w.T": "dx = dz @ w"}), REFERENCE, ASSIGNMENT)
    assert text == REFERENCE.replace("dx = dz @ w.T", "dx = dz @ w")


def test_the_patched_reference_runs() -> None:
    text = apply(mistake({"z = x @ w": "z = x @ w\nz = -z"}), REFERENCE, ASSIGNMENT)
    namespace: dict[str, object] = {}
    exec(text.replace("@", "*"), namespace)
    assert namespace["dense_forward"](2, 3)[0] == -6
    assert namespace["other"](2, 3) == 6


TWICE = REFERENCE.replace("    dw = x.T @ dz\n", "    dw = x.T @ dz\n    z = x @ w\n")


@pytest.mark.parametrize(
    ("target", "place", "line", "times"),
    [
        ("z = x * w", "dense", "z = x * w", 0),
        ("RATE = 0.5", "dense", "RATE = 0.5", 0),
        ("z = x @ w", "dense", "z = x @ w", 2),
        ("dense_backward: return z, (x, w)", "dense_backward", "return z, (x, w)", 0),
        ("nothing: z = x @ w", "dense", "nothing: z = x @ w", 0),
    ],
    ids=["misspelt", "outside of the functions", "twice", "other function", "unknown function"],
)
def test_a_line_that_does_not_stand_there_once_is_refused(
    target: str, place: str, line: str, times: int
) -> None:
    with pytest.raises(DeclarationError) as caught:
        apply(mistake({target: "pass"}), TWICE, ASSIGNMENT)
    assert str(caught.value) == (
        f"Expected the line {line!r} once in {place} of the reference "
        f"but got it {times} times. Mend misconception 'wrong'."
    )


def test_a_line_that_stands_twice_is_found_by_its_function() -> None:
    text = apply(mistake({"dense_forward: z = x @ w": "z = x"}), TWICE, ASSIGNMENT)
    assert text.count("    z = x\n") == 1
    assert text.index("    z = x\n") < text.index("def dense_backward")


def test_a_mistake_that_does_not_parse_is_refused() -> None:
    with pytest.raises(DeclarationError) as caught:
        apply(mistake({"z = x @ w": "z = x @"}), REFERENCE, ASSIGNMENT)
    assert str(caught.value).startswith("Misconception 'wrong' does not parse: invalid syntax")


def test_replacements_that_parse_together_are_accepted() -> None:
    replace = {"z = x @ w": "z = (x", "return z, (x, w)": "@ w); return z, (x, w)"}
    apply(mistake(replace), REFERENCE, ASSIGNMENT)


def test_a_mistake_of_an_unknown_exercise_is_refused() -> None:
    with pytest.raises(DeclarationError) as caught:
        apply(mistake({"z = x @ w": "z = x"}, exercise="conv"), REFERENCE, ASSIGNMENT)
    assert str(caught.value) == "Expected an exercise of hw1_x (dense) but got 'conv'."


ENTRY = """Misconception(
    name={name!r}, exercise="dense", replace={{"a": "b"}}, behaves="it were", hint="look"
)"""


def written(path: Path, *names: str) -> Path:
    entries = ", ".join(ENTRY.format(name=name) for name in names)
    path.write_text(
        f"from autograder.misconceptions.patch import Misconception\nMISCONCEPTIONS = [{entries}]\n"
    )
    return path


def test_misconceptions_are_read_in_order(tmp_path: Path) -> None:
    found = load_misconceptions(written(tmp_path / "misconceptions.py", "second", "first"))
    assert [item.name for item in found] == ["second", "first"]
    assert found[0] == Misconception("second", "dense", {"a": "b"}, "it were", "look")


def test_a_missing_file_has_no_misconceptions(tmp_path: Path) -> None:
    assert load_misconceptions(tmp_path / "misconceptions.py") == ()


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "misconceptions.py", "a", "b", "a", "c", "c")
    with pytest.raises(DeclarationError) as caught:
        load_misconceptions(path)
    assert str(caught.value) == (
        f"Expected each misconception once in {path} but got twice: ['a', 'c']."
    )


def test_a_file_that_does_not_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "misconceptions.py"
    path.write_text("MISCONCEPTIONS = [1 / 0]\n")
    with pytest.raises(DeclarationError) as caught:
        load_misconceptions(path)
    assert str(caught.value) == f"{path} does not run: ZeroDivisionError: division by zero"
