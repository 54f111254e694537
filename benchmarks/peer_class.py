"""A class that nbgrader, other tools and ours grade, and what a submission of it costs.

Homework 1, every second student with a misconception. The tests of the other tools run the
students' functions on the cases of our public bank and assert that the results are close to those
stored beside it. In every run it is verified who has full marks for which exercise, as the mistakes
demand.

A whole command is timed, Python's start included: once with the class, once with its first student
alone. The difference, divided by the number of the others, is what a further student costs. For
ours it is taken from a class that is larger, because the start outweighs a small one. Processor
time is given besides: it tells more where other work runs on the machine, and less of a kernel,
whose start is waited for.
"""

from __future__ import annotations

import datetime
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import measuring
import msgspec
import numpy as np
import our_course
from nbgrader.api import Gradebook

from autograder.authoring.banks import misconceptions_of
from autograder.authoring.release import write_source
from autograder.authoring.template import functions_of
from autograder.bank.file import Bank
from autograder.course import probe_source
from autograder.exercise import Agreement, Backward, Exercise, Floats, Probe, Stability
from autograder.integrations.nbgrader import settings
from autograder.misconceptions.patch import apply
from autograder.results import ClassResults

HOMEWORK = "hw1_forward_backward"
ASSIGNMENT = our_course.assignment_of(HOMEWORK)
NOTEBOOK = f"{ASSIGNMENT.topic}.ipynb"
BANK = our_course.COURSE.template(HOMEWORK) / f"{ASSIGNMENT.topic}.bank"
BIN = Path(sys.executable).parent
ENVIRONMENT = {  # compiled code is kept, as Python does unless it is told otherwise
    **{name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",  # for alembic
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
}
CASES = "cases.pickle"
LARGER = 5  # times the class, for what a further student costs of ours
AUTOGRADE = [sys.executable, "-m", "nbgrader", "autograde", HOMEWORK]
GRADE = [str(BIN / "autograder"), "grade", HOMEWORK, "submitted", "--out", "out"]
GRADE += ["--bank", str(BANK), "--course", str(measuring.ROOT)]
STORE = [*GRADE, "--store", "sqlite:///gradebook.db"]
PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n"

CHECKS = """\
import pickle
import types

import numpy as np

{probes}


def outputs_of(probe, functions, inputs):
    parts = probe(functions, **inputs)
    found = {{}}
    for part in [parts] if isinstance(parts, dict) else parts:
        found.update(part)
    return found


def agree(value, expected):
    if isinstance(expected, dict):
        return all(agree(value[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(value) == len(expected) and all(map(agree, value, expected))
    return np.shape(value) == np.shape(expected) and np.allclose(value, expected)


def check(student, *probes):
    for probe in probes:
        for inputs, expected in cases[probe.__name__]:
            {expected}
            assert agree(outputs_of(probe, student, inputs), expected)


with open("{cases}", "rb") as stored:
    cases = pickle.load(stored)
"""

TEST = """\
### BEGIN HIDDEN TESTS
{oracle}
{checks}
check(types.SimpleNamespace(**globals()), {names})
### END HIDDEN TESTS
"""

# nbgrader takes all points where a test cell writes to standard error, as TensorFlow does.
ORACLE = """\
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
os.dup2(nothing, 2)
import tensorflow as tf

tf.constant(0.0)
os.dup2(kept, 2)
import tensorflow_solution
"""

Verdicts: TypeAlias = dict[str, dict[str, bool]]  # by student and exercise
Costs: TypeAlias = dict[str, list[Floats]]  # by way: seconds of the columns, run by run
Targets: TypeAlias = Mapping[tuple[str, str], str]  # how many times cheaper: (fast, slow)
COLUMNS = ["of the class", "of the class, CPU", "a further one", "a further one, CPU"]


@dataclass(frozen=True)
class Way:
    """A way to grade the class.

    Attributes:
        folder: with the class in submitted/; every run gets a copy.
        command: run in that copy.
        verdicts: reads in that copy who has full marks for which exercise.
        larger: the size of the class that tells what a further student costs.
        each: whether the command is run in the folder of every student, one after the other.
        failing: its exit status for one who has not passed.
    """

    name: str
    folder: Path
    command: Sequence[str]
    verdicts: Callable[[Path], Verdicts]
    larger: int
    each: bool = False
    failing: int = 0


def compared(exercise: Exercise) -> list[Probe]:
    """The probes whose values are compared with the oracle's."""
    kinds = Agreement | Backward | Stability
    found = {check.probe.name: check.probe for check in exercise.checks if isinstance(check, kinds)}
    return list(found.values())


def checks_of(exercises: Sequence[Exercise], *, tensorflow: bool = False) -> str:
    """The text of `check`, and of the probes of some exercises."""
    future = "from __future__ import annotations\n"
    names = [probe.name for exercise in exercises for probe in compared(exercise)]
    sources = (probe_source(ASSIGNMENT, name).removeprefix(future) for name in names)
    return CHECKS.format(
        probes="\n\n".join(sources),
        cases=CASES,
        expected="expected = outputs_of(probe, tensorflow_solution, inputs)" if tensorflow else "",
    )


def test_cell(exercise: Exercise, *, tensorflow: bool) -> str:
    """A test cell of nbgrader's usual kind."""
    return TEST.format(
        oracle=ORACLE if tensorflow else "",
        checks=checks_of([exercise], tensorflow=tensorflow),
        names=", ".join(probe.name for probe in compared(exercise)),
    )


def stored(bank: Bank) -> bytes:
    """The cases with the results that are expected, as the tests of the others read them."""
    return pickle.dumps(
        {
            probe.name: [(case.inputs, case.outputs) for case in bank.cases[probe.name]]
            for exercise in ASSIGNMENT.exercises
            for probe in compared(exercise)
        }
    )


def plain_notebook(ours: str, *, tensorflow: bool) -> str:
    """The source notebook without anything of ours: no plots, and tests that stand in the cells."""
    notebook = json.loads(ours)
    cells = notebook["cells"]
    notebook["cells"] = [cell for cell in cells if "plot" not in cell["metadata"].get("tags", [])]
    for cell in notebook["cells"]:
        name = name_of(cell)
        if name == "setup":
            lines = "".join(cell["source"]).splitlines(keepends=True)
            cell["source"] = "".join(line for line in lines if "autograder" not in line)
        elif cell["cell_type"] == "code" and cell["metadata"]["nbgrader"]["grade"]:
            cell["source"] = test_cell(ASSIGNMENT.exercise(name), tensorflow=tensorflow)
    return json.dumps(notebook)


def name_of(cell: Mapping[str, Any]) -> str:
    """The name by which nbgrader knows a cell."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def students(number: int) -> dict[str, str]:
    """The class: the text of its solutions by student, right ones and those with a mistake."""
    reference = our_course.COURSE.reference(HOMEWORK, "numpy").read_text("utf-8")
    known = misconceptions_of(our_course.COURSE, HOMEWORK)
    first = {item.exercise: item for item in reversed(known)}
    wrong = [(name, apply(item, reference, ASSIGNMENT)) for name, item in sorted(first.items())]
    found = {}
    for index in range(number):
        exercise, text = wrong[index // 2 % len(wrong)] if index % 2 else ("nothing", reference)
        found[f"student-{index:03}-{exercise}-wrong"] = text
    return found


def demanded(students: Iterable[str]) -> Verdicts:
    """Who must have full marks for which exercise."""
    return {
        student: {item.name: f"-{item.name}-" not in student for item in ASSIGNMENT.exercises}
        for student in students
    }


def run(command: Sequence[str], folder: Path, *, failing: int = 0) -> None:
    """Run a command in a folder; it ends the benchmark where it fails.

    Args:
        command: with its arguments.
        folder: the working directory.
        failing: an exit status that is as good as 0.
    """
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode not in (0, failing):
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def make_course(folder: Path, number: int) -> None:
    """Release the homework of a course of nbgrader's, and have students hand it in."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", HOMEWORK]
    run(command, folder)
    released = (folder / "release" / HOMEWORK / NOTEBOOK).read_text("utf-8")
    for student, text in students(number).items():
        notebook = json.loads(released)
        notebook["cells"].append(dict(notebook["cells"][0], id=student, source=f"By {student}."))
        for cell in notebook["cells"]:
            exercise, _, kind = name_of(cell).partition("-")
            if kind == "functions":
                names = [item.name for item in ASSIGNMENT.exercise(exercise).signatures]
                cell["source"] = functions_of(text, names)
        path = folder / "submitted" / student / HOMEWORK / NOTEBOOK
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), "utf-8")


def make_ours(folder: Path, number: int) -> str:
    """Make a course of nbgrader's as `autograder nbgrader init` does; its source notebook."""
    config = settings.init(folder, our_course.COURSE)
    with config.open("a") as out:
        out.write(f"c.GradeCells.banks = {{{HOMEWORK!r}: {str(BANK)!r}}}\n")
    source = write_source(our_course.COURSE, HOMEWORK, folder)
    if source is None:
        raise SystemExit(f"Expected the public bank in {BANK}. Run: autograder release {HOMEWORK}")
    make_course(folder, number)
    return (source / NOTEBOOK).read_text("utf-8")


def make_plain(
    folder: Path, notebook: str, bank: Bank, number: int, *, tensorflow: bool = False
) -> None:
    """Make a course of nbgrader's that has nothing of ours."""
    beside = folder / "source" / HOMEWORK
    beside.mkdir(parents=True)
    (folder / settings.CONFIG).write_text(PLAIN)
    (beside / CASES).write_bytes(stored(bank))
    (beside / NOTEBOOK).write_text(plain_notebook(notebook, tensorflow=tensorflow))
    if tensorflow:
        shutil.copy(our_course.COURSE.reference(HOMEWORK, "tensorflow"), beside)
    make_course(folder, number)


def in_gradebook(folder: Path) -> Verdicts:
    found: Verdicts = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(HOMEWORK):
            grades = submission.notebooks[0].grades
            found[submission.student.id] = {
                exercise.name: grade.auto_score == grade.max_score
                for exercise in ASSIGNMENT.exercises
                for grade in grades
                if grade.name == exercise.name
            }
    return found


def in_results(folder: Path) -> Verdicts:
    text = (folder / "out" / "results.json").read_bytes()
    results = msgspec.json.decode(text, type=ClassResults)
    return {
        item.student: {exercise.name: exercise.passed for exercise in item.exercises}
        for item in results.submissions
    }


def timed(way: Way, number: int) -> Floats:
    """Grade the first students of the class; the seconds that it took, by the clock and of CPU.

    It ends the benchmark where the verdicts are not what they should be.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "course"
        shutil.copytree(way.folder, folder)
        names = sorted(path.name for path in (folder / "submitted").iterdir())
        for name in names[number:]:
            shutil.rmtree(folder / "submitted" / name)
        submitted = [folder / "submitted" / name for name in names[:number]]
        begun = clocks()
        for cwd in submitted if way.each else [folder]:
            run(way.command, cwd, failing=way.failing)
        seconds = clocks() - begun
        right, found = demanded(names[:number]), way.verdicts(folder)
        if found != right:
            raise SystemExit(f"Expected from {way.name} the verdicts {right} but got {found}.")
    return seconds


def clocks() -> Floats:
    """The time, and the processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return np.array([time.perf_counter(), used.ru_utime + used.ru_stime])


def cost(way: Way, number: int) -> Floats:
    """The seconds of the columns of the table."""
    seconds = {size: timed(way, size) for size in sorted({1, number, way.larger})}
    further = (seconds[way.larger] - seconds[1]) / (way.larger - 1)
    return np.concatenate([seconds[number] / number, further])


def measure(ways: Sequence[Way], number: int, repeats: int, step: Callable[[], None]) -> Costs:
    """What each way costs, again and again; `step` is called after each."""
    costs: Costs = {way.name: [] for way in ways}
    for way in ways:
        timed(way, 1)  # what is read and compiled for the first time is no part of it
    for _ in range(repeats):
        for way in ways:
            costs[way.name].append(cost(way, number))
            step()
    return costs


def print_costs(costs: Costs, targets: Targets, bank: Bank, number: int) -> None:
    """Print what a student costs, and how many times cheaper ours is."""
    probes = [probe for exercise in ASSIGNMENT.exercises for probe in compared(exercise)]
    cases = sum(len(bank.cases[probe.name]) for probe in probes)
    repeats = max(map(len, costs.values()))
    print(f"{datetime.date.today()}, {measuring.machine()}, load {os.getloadavg()[1]:.1f}")
    print(f"{number} students, {cases} cases each; median of {repeats} runs, lowest and highest\n")
    middle = {name: np.median(found, axis=0) for name, found in costs.items()}
    rows = [
        [
            name,
            *map(
                "{:.3f} ({:.3f}, {:.3f})".format, middle[name], np.min(found, 0), np.max(found, 0)
            ),
        ]
        for name, found in costs.items()
    ]
    print(measuring.table(["seconds a student", *COLUMNS], rows))
    rows = [
        [f"{slow} / {fast}", *map("{:.1f}".format, middle[slow] / middle[fast]), target]
        for (fast, slow), target in targets.items()
    ]
    print()
    print(measuring.table(["times cheaper", *COLUMNS, "target"], rows))
