"""What `autograder explain` tells of an exercise."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from places import ROOT
from rich.console import Console

from autograder.description import Description, describe
from autograder.errors import UsageError
from autograder.reports import guide

HW4 = ROOT / "student_template" / "hw4_optimization"
ALL = sorted((ROOT / "student_template").iterdir())


def text_of(told: Description) -> str:
    console = Console(width=100, file=io.StringIO())
    console.print(guide.description(told))
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def line_of(function: str, file: Path) -> int:
    return 1 + file.read_text().splitlines().index(f"def {function}(")


def test_an_exercise_is_told_with_task_formula_signature_and_readings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    text = text_of(describe("adam", ALL))
    assert text.startswith("adam  Adam, 4 points  Homework 4: optimization\n")
    line = line_of("adam_step", HW4 / "optimization.py")
    assert (
        "\nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)\n"
        f"student_template/hw4_optimization/optimization.py:{line}\n"
    ) in text
    assert "    w_new = w - lr m_hat / (sqrt(v_hat) + eps)\n" in text
    assert "    >>> print(np.round(w, 4))\n    [ 0.9053 -1.8   ]\n" in text
    assert "Points  steps 1.5, moments 1," in text
    assert "Read    student_template/hw4_optimization/optimization.ipynb, section 8 Adam\n" in text
    assert text.endswith("Check   autograder check --exercise adam")


def test_a_function_is_told_alone() -> None:
    told = describe("dense_backward", ALL)
    assert told.exercise.name == "dense_layer"  # the first that asks for it
    assert [item.signature.partition("(")[0] for item in told.functions] == ["dense_backward"]


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_every_function_of_every_exercise_has_its_docstring(folder: Path) -> None:
    from autograder.bank import file
    from autograder.self_check import declared_in

    (bank,) = folder.glob("*.bank")
    for exercise in declared_in(file.load(bank)).exercises:
        told = describe(exercise.name, [folder])
        assert {*exercise.functions} <= {item.signature for item in told.functions}
        for function in told.functions:
            assert function.docstring, function.signature
            assert re.search(r"\.py:\d+$", function.place)
        assert re.search(r"\.ipynb, section \d", told.readings[0])


def test_a_class_is_told_with_its_methods() -> None:
    assert [item.signature.partition("(")[0] for item in describe("Network", ALL).functions] == [
        "Network",
        "Network.forward",
        "Network.backward",
        "Network.parameters",
        "Network.gradients",
    ]


def test_docstrings_that_the_student_lost_come_from_the_released_file(tmp_path: Path) -> None:
    shutil.copytree(HW4, mine := tmp_path / HW4.name)
    (mine / "optimization.ipynb").unlink()
    (mine / "optimization.py").write_text("\n\ndef adam_step(w, dw): return w\n")
    (told,) = describe("adam", [mine, HW4]).functions
    assert told.docstring.startswith("Make one step of Adam")
    assert told.place == f"{mine / 'optimization.py'}:3"
    for broken in ("def f(:", ""):
        (mine / "optimization.py").write_text(broken)
        (told,) = describe("adam", [mine, HW4]).functions
        assert told.docstring.startswith("Make one step of Adam")


def test_a_notebook_is_as_good(tmp_path: Path) -> None:
    shutil.copytree(HW4, mine := tmp_path / HW4.name)
    (mine / "optimization.py").unlink()
    (told,) = describe("adam", [mine]).functions
    assert told.docstring.startswith("Make one step of Adam")
    assert re.search(r"optimization\.ipynb, cell \d+$", told.place)


def test_a_homework_that_is_elsewhere_is_to_be_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = text_of(describe("adam", ALL))
    assert "\nBegin   autograder start hw4_optimization\n" in text
    assert str(ROOT) not in text


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("adm", "got 'adm'. Did you mean adam or nadam or adamax?"),
        ("dense_bakward", "got 'dense_bakward'. Did you mean dense_backward or"),
        ("xyz", "got 'xyz'. There are sigmoid, tanh, relu, leaky_relu,"),
    ],
)
def test_an_unknown_name_is_answered_with_names_like_it(name: str, advice: str) -> None:
    with pytest.raises(UsageError, match=re.escape(advice)):
        describe(name, ALL)
