from __future__ import annotations

import ast
import sys
import traceback
from pathlib import Path

import numpy as np
import pytest

from autograder.course import (
    Course,
    load_assignment,
    load_module,
    load_reference,
    probe_source,
    version,
)
from autograder.errors import DeclarationError, UsageError
from autograder.exercise import Assignment


def course_with(root: Path, *names: str) -> Course:
    for name in names:
        (root / "assignments" / name).mkdir(parents=True)
        (root / "assignments" / name / "exercises.py").write_text("")
    return Course(root)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("hw1", "hw1_first"),
        ("hw2", "hw2"),
        ("hw2_", "hw2_second"),
        ("hw10", "hw10_last"),
        ("hw10_last", "hw10_last"),
    ],
)
def test_a_homework_is_named_by_a_beginning_that_no_other_has(
    word: str, name: str, tmp_path: Path
) -> None:
    course = course_with(tmp_path, "hw1_first", "hw2", "hw2_second", "hw10_last")
    assert course.named(word) == name


@pytest.mark.parametrize("word", ["", "hw", "hw3", "irst"])
def test_a_beginning_of_none_or_of_several_is_refused(word: str, tmp_path: Path) -> None:
    course = course_with(tmp_path, "hw1_first", "hw2_second")
    with pytest.raises(UsageError) as caught:
        course.named(word)
    assert str(caught.value) == (
        f"Expected a homework of this course (hw1_first, hw2_second) but got {word!r}."
    )


HEAD = """
import contextlib
import math as m
from itertools import pairwise

import msgspec
import numpy as np
from numpy import linalg

from autograder.exercise import Agreement, Exercise, array, probe
from autograder.results import Verdict

SCALE, SHIFT = 2.0, [1.0]
UNUSED = SCALE * 3


def scaled(x):
    return SCALE * x


class Box:
    value = SHIFT


def not_needed():
    return UNUSED
"""
TAIL = """
toy = Exercise(name="toy", title="Toy", functions=["toy(x) -> y"],
               checks=[Agreement("value", toy_pass, outputs=["y"], points=1)])
"""


def declared(*body: str, before: str = "") -> Assignment:
    lines = "\n    ".join(body)
    text = f"""{HEAD}{before}
@probe(inputs={{"x": array("N")}}, cases=SCALE)
def toy_pass(sub, x):
    {lines}
{TAIL}"""
    return load_assignment("hw0_toy", text, "exercises.py")


def names_in(source: str) -> set[str]:
    """What a probe's source defines or imports."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            found |= {item.id for item in ast.walk(node.targets[0]) if isinstance(item, ast.Name)}
    return found - {"annotations"}


@pytest.mark.parametrize(
    ("line", "carried"),
    [
        ("return {'y': sub.toy(x)}", set()),
        ("return {'y': sub.toy(np.abs(x))}", {"np"}),
        ("return {'y': linalg.norm(sub.toy(x))}", {"linalg"}),
        ("return {'y': m.pi * sub.toy(x), 'z': list(pairwise(x))}", {"m", "pairwise"}),
        ("return {'y': scaled(sub.toy(x))}", {"scaled", "SCALE", "SHIFT"}),
        ("return {'y': sub.toy(x), 'b': Box.value}", {"Box", "SCALE", "SHIFT"}),
        ("return {'y': [scaled(v) for v in sub.toy(x)]}", {"scaled", "SCALE", "SHIFT"}),
    ],
    ids=["nothing", "NumPy", "from NumPy", "standard library", "helper", "class", "nested"],
)
def test_a_probe_carries_what_it_uses_and_no_more(line: str, carried: set[str]) -> None:
    source = probe_source(declared(line), "toy_pass")
    assert names_in(source) == carried | {"toy_pass"}


def test_a_probe_s_source_runs_by_itself() -> None:
    source = probe_source(declared("yield {'y': scaled(sub.toy(x)) + SHIFT[0]}"), "toy_pass")
    namespace: dict[str, object] = {}
    exec(source, namespace)

    class Sub:
        @staticmethod
        def toy(x):
            return x * 10

    assert "autograder" not in source
    assert "@" not in source
    assert list(namespace["toy_pass"](Sub, np.float64(1))) == [{"y": 21.0}]


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("return {'y': sub.toy(x), 'v': Verdict.PASSED}", "autograder.results"),
        ("return {'y': msgspec.json.encode(x)}", "msgspec"),
        ("return {'y': judged(x)}", "autograder.results"),
        (
            "from autograder.results import Verdict; return {'y': Verdict(x)}",
            "autograder.results",
        ),
    ],
    ids=["engine", "other package", "through a helper", "imported inside"],
)
def test_a_probe_that_uses_more_than_numpy_is_refused(line: str, package: str) -> None:
    helper = "def judged(x):\n    return Verdict(x)\n"
    with pytest.raises(DeclarationError) as caught:
        probe_source(declared(line, before=helper), "toy_pass")
    assert str(caught.value) == (
        "Expected probe 'toy_pass' to use NumPy and the standard library alone but got "
        f"{package!r}. It runs beside the student's code, where nothing else is."
    )


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("RATE: float = 2.0\n", "return {'y': sub.toy(RATE * x)}"),
        ("if True:\n    RATE = 2.0\n", "return {'y': sub.toy(RATE * x)}"),
        ("RATE = 1.0\nRATE = RATE + 1\n", "return {'y': sub.toy(RATE * x)}"),
        (
            "@contextlib.contextmanager\ndef quiet():\n    yield\n",
            "with quiet(): return {'y': sub.toy(2 * x)}",
        ),
        ("RATES = {}\nRATES['slow'] = 2.0\n", "return {'y': sub.toy(RATES['slow'] * x)}"),
    ],
    ids=[
        "annotated constant", "constant in an if", "changed constant", "decorated helper",
        "filled table",
    ],
)  # fmt: skip
def test_a_probe_carries_every_kind_of_definition(before: str, line: str) -> None:
    namespace: dict[str, object] = {}
    exec(probe_source(declared(line, before=before), "toy_pass"), namespace)
    sub = type("Sub", (), {"toy": staticmethod(lambda x: x)})
    assert namespace["toy_pass"](sub, 1.0) == {"y": 2.0}


def test_the_source_of_an_unknown_probe_is_refused() -> None:
    with pytest.raises(DeclarationError) as caught:
        probe_source(declared("return {'y': sub.toy(x)}"), "made_by_a_factory")
    assert str(caught.value) == (
        "Expected probe 'made_by_a_factory' as a function at the top of exercises.py but found "
        "none. A probe's text is sent to another process: define it there, under its own name."
    )


def test_a_local_name_may_be_that_of_an_import() -> None:
    probe_source(declared("array = 2 * x", "return {'y': sub.toy(array)}"), "toy_pass")


def test_a_course_is_found_from_within(tmp_path: Path) -> None:
    inner = tmp_path / "assignments" / "hw1_x"
    inner.mkdir(parents=True)
    (tmp_path / "reference").mkdir()
    assert Course.find(tmp_path) == Course.find(inner) == Course(tmp_path)


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    with pytest.raises(UsageError) as caught:
        Course.find(tmp_path)
    assert str(caught.value) == (
        f"Expected a course (a folder with assignments/ and reference/) in {tmp_path} or above "
        "it. Change into the course's folder or name it with --course DIR."
    )


@pytest.fixture
def small_course(tmp_path: Path) -> Course:
    for name in ("hw2_second", "hw1_first"):
        (tmp_path / "assignments" / name).mkdir(parents=True)
        text = f"{HEAD}@probe(inputs={{}})\ndef toy_pass(sub):\n    return {{}}\n{TAIL}"
        (tmp_path / "assignments" / name / "exercises.py").write_text(text, "utf-8")
    (tmp_path / "assignments" / "notes").mkdir()
    (tmp_path / "reference" / "hw1_first").mkdir(parents=True)
    (tmp_path / "reference" / "hw1_first" / "numpy_solution.py").write_text("def toy(x): return x")
    return Course(tmp_path)


def test_a_course_lists_its_homeworks_in_order(small_course: Course) -> None:
    assert small_course.names == ["hw1_first", "hw2_second"]
    assert small_course.folder("hw1_first") == small_course.root / "assignments" / "hw1_first"
    assert small_course.template("hw1_first").parts[-2:] == ("student_template", "hw1_first")


def test_a_course_loads_a_homework(small_course: Course) -> None:
    found = small_course.assignment("hw2_second")
    assert (found.name, [item.name for item in found.exercises]) == ("hw2_second", ["toy"])
    assert found.declarations.startswith(HEAD)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# First steps\n\nMore.\n", "First steps"),
        ("No heading\n", "hw1_first"),
        (None, "hw1_first"),
    ],
    ids=["heading", "no heading", "no file"],
)
def test_a_homework_is_titled_by_its_readme(
    small_course: Course, text: str | None, title: str
) -> None:
    if text is not None:
        (small_course.folder("hw1_first") / "README.md").write_text(text, "utf-8")
    assert small_course.title("hw1_first") == title


def test_an_unknown_homework_is_answered_with_the_known_ones(small_course: Course) -> None:
    with pytest.raises(UsageError) as caught:
        small_course.assignment("hw3")
    known = "hw1_first, hw2_second"
    assert str(caught.value) == f"Expected a homework of this course ({known}) but got 'hw3'."


def test_an_empty_course_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Course(tmp_path).folder("hw1")
    assert str(caught.value) == "Expected a homework of this course (none yet) but got 'hw1'."


def test_a_reference_is_found_and_loaded(small_course: Course) -> None:
    path = small_course.reference("hw1_first", "numpy")
    assert load_reference(path).toy(3) == 3


def test_a_missing_reference_is_told(small_course: Course) -> None:
    with pytest.raises(UsageError) as caught:
        small_course.reference("hw1_first", "tensorflow")
    path = small_course.root / "reference" / "hw1_first" / "tensorflow_solution.py"
    assert str(caught.value) == (
        f"Expected the tensorflow reference of hw1_first in {path}, not found."
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [("x = 1", "[]"), (declared("return {}").declarations + "\nagain = toy", "['toy', 'toy']")],
    ids=["none", "twice"],
)
def test_declarations_without_exercises_each_once_are_refused(text: str, names: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_assignment("hw0", text, "hw0/exercises.py")
    assert (
        str(caught.value) == f"Expected exercises, each once, in hw0/exercises.py but got {names}."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [("x = = 1", "SyntaxError: invalid syntax"), ("x = 1 / 0", "ZeroDivisionError: division by")],
    ids=["syntax", "error"],
)
def test_a_module_that_does_not_run_is_told(text: str, reason: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_module("_broken", text, "broken.py")
    assert str(caught.value).startswith(f"broken.py does not run: {reason}")


def test_a_missing_package_is_left_to_the_caller() -> None:
    with pytest.raises(ModuleNotFoundError):
        load_module("_needs_more", "import no_such_package", "needs.py")


def test_a_loaded_module_shows_its_lines_in_tracebacks() -> None:
    module = load_module("_shown", "def f():\n    return 1 / 0  # here\n", "/nowhere/shown.py")
    assert sys.modules["_shown"] is module
    with pytest.raises(ZeroDivisionError) as caught:
        module.f()
    assert "return 1 / 0  # here" in "".join(traceback.format_tb(caught.tb))


def test_the_version_follows_the_declarations_alone() -> None:
    first, second = declared("return {}"), declared("return {'y': 1}")
    assert version(first) != version(second)
    assert version(first) == version(
        Assignment(name="other", exercises=(), declarations=first.declarations)
    )
    assert len(version(first)) == 16


FRAMEWORK = (
    """
from autograder.exercise import Agreement, Exercise, array, probe

def layer(units):
    import keras
    return keras.layers.Dense(units)

@probe(inputs={{"x": array("N")}}{more})
def toy_pass(sub, x):
    import tensorflow as tf
    return {{"y": sub.toy(layer(1), x)}}
"""
    + TAIL
)


def test_a_probe_of_a_framework_and_its_helpers_import_it() -> None:
    text = FRAMEWORK.format(more=', framework="tensorflow"')
    source = probe_source(load_assignment("hw0_toy", text, "exercises.py"), "toy_pass")
    assert "import tensorflow as tf" in source
    assert "import keras" in source


def test_any_other_probe_imports_no_framework() -> None:
    assignment = load_assignment("hw0_toy", FRAMEWORK.format(more=""), "exercises.py")
    with pytest.raises(DeclarationError, match=r"NumPy and the standard library alone.*") as error:
        probe_source(assignment, "toy_pass")
    assert str(error.value).endswith('Declare it with framework="tensorflow".')


@pytest.mark.parametrize(
    "more", [", large={'n': real(0, 1)}, device=True", ', large={"x": real(0, 1)}']
)
def test_large_inputs_replace_others_on_a_device(more: str) -> None:
    text = FRAMEWORK.replace("import Agreement", "import real, Agreement").format(more=more)
    with pytest.raises(DeclarationError, match="Expected large inputs of probe 'toy_pass' to"):
        load_assignment("hw0_toy", text, "exercises.py")


@pytest.mark.parametrize("more", [', framework="torch"', ', framework="tensorflow", device=True'])
def test_a_framework_is_one_that_is_known_and_has_no_device(more: str) -> None:
    with pytest.raises(DeclarationError, match="Expected a framework"):
        load_assignment("hw0_toy", FRAMEWORK.format(more=more), "exercises.py")
