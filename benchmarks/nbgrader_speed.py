"""What a notebook costs, nbgrader's way and ours: `python benchmarks/nbgrader_speed.py`.

One class has handed in homework 1 as notebooks, every second student with a known mistake in it.
It is graded in five ways, in turn, so that a change of the machine's load hits all:

* kernel: `nbgrader autograde` as it comes. Every test cell runs the student's functions on the
  cases of our public bank and asserts that the results are close to those stored beside it.
* kernel + TF: the same, with results that TensorFlow works out in the test cell, gradients by
  tf.GradientTape.
* ours in nbgrader: `nbgrader autograde` with the settings that `autograder nbgrader init` writes.
* ours to gradebook: `autograder grade --store` on all cores, which writes nbgrader's gradebook.
* ours: the same without --store. It leaves, like the former, results.json, a table and reports.

What is equal, and verified in every run: who has full marks for which exercise, as the mistakes
demand. What is equal by construction: the students' functions, the cases, and how they are called.
What is not favours the kernels: their notebooks draw nothing with Matplotlib, their tests compare
with np.allclose and load the results from a pickle. Ours hold the functions to laws and contracts
besides, call some twice, name the mistakes, confine the submissions and write reports.

A whole command is timed, Python's start included, with a gradebook that knows the homework but no
student: once with the class, once with its first student alone. The difference, divided by the
number of the others, is what a further student costs. For ours it is taken from a class that is
larger, because the start outweighs a small one. Processor time is given besides: it tells more
where other work runs on the machine, and less of a kernel, whose start is waited for.
"""

from __future__ import annotations

import argparse
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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import common
import msgspec
import numpy as np
from nbgrader.api import Gradebook
from rich.progress import Progress

from autograder.authoring.banks import misconceptions_of
from autograder.authoring.release import write_source
from autograder.authoring.template import functions_of
from autograder.bank import file
from autograder.bank.file import Bank
from autograder.course import probe_source
from autograder.exercise import Agreement, Backward, Exercise, Floats, Probe, Stability
from autograder.integrations.nbgrader import settings
from autograder.misconceptions.patch import apply
from autograder.results import ClassResults

HOMEWORK = "hw1_forward_backward"
ASSIGNMENT = common.assignment_of(HOMEWORK)
NOTEBOOK = f"{ASSIGNMENT.topic}.ipynb"
BANK = common.COURSE.template(HOMEWORK) / f"{ASSIGNMENT.topic}.bank"
BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}  # for alembic
CASES = "cases.pickle"
LARGER = 5  # times the class, for what a further student costs of ours
TARGETS = {  # how many times cheaper ours shall be
    ("ours in nbgrader", "kernel"): 2,
    ("ours in nbgrader", "kernel + TF"): 8,
    ("ours to gradebook", "kernel"): 40,
    ("ours to gradebook", "kernel + TF"): 130,
    ("ours", "kernel"): 40,
    ("ours", "kernel + TF"): 130,
}

PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n"

TEST = """\
### BEGIN HIDDEN TESTS
import pickle
import types

import numpy as np

{oracle}
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


with open("{cases}", "rb") as stored:
    cases = pickle.load(stored)
student = types.SimpleNamespace(**globals())
for probe in [{names}]:
    for inputs, expected in cases[probe.__name__]:
        {expected}
        assert agree(outputs_of(probe, student, inputs), expected)
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

Verdicts = dict[str, dict[str, bool]]  # by student and exercise


@dataclass(frozen=True)
class Way:
    """A way to grade the class.

    Attributes:
        folder: of nbgrader's course, with the class in submitted/; every run gets a copy.
        command: run in that copy.
        verdicts: reads in that copy who has full marks for which exercise.
        larger: the size of the class that tells what a further student costs.
    """

    name: str
    folder: Path
    command: Sequence[str]
    verdicts: Callable[[Path], Verdicts]
    larger: int


def compared(exercise: Exercise) -> list[Probe]:
    """The probes whose values are compared with the oracle's."""
    kinds = Agreement | Backward | Stability
    found = {check.probe.name: check.probe for check in exercise.checks if isinstance(check, kinds)}
    return list(found.values())


def test_cell(exercise: Exercise, *, tensorflow: bool) -> str:
    """A test cell of nbgrader's usual kind."""
    names = [probe.name for probe in compared(exercise)]
    future = "from __future__ import annotations\n"
    sources = (probe_source(ASSIGNMENT, name).removeprefix(future) for name in names)
    return TEST.format(
        oracle=ORACLE if tensorflow else "",
        probes="\n\n".join(sources),
        cases=CASES,
        names=", ".join(names),
        expected="expected = outputs_of(probe, tensorflow_solution, inputs)" if tensorflow else "",
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
    reference = common.COURSE.reference(HOMEWORK, "numpy").read_text("utf-8")
    known = misconceptions_of(common.COURSE, HOMEWORK)
    first = {item.exercise: item for item in reversed(known)}
    wrong = [(name, apply(item, reference, ASSIGNMENT)) for name, item in sorted(first.items())]
    found = {}
    for index in range(number):
        exercise, text = wrong[index // 2 % len(wrong)] if index % 2 else ("nothing", reference)
        found[f"student-{index:03}-{exercise}-wrong"] = text
    return found


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command in a folder; it ends the benchmark where it fails."""
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
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


def make_all(place: Path, bank: Bank, number: int) -> list[Way]:
    """Make a course for every way, in the order of their turns."""
    ours, kernel, tensorflow = place / "ours", place / "kernel", place / "tensorflow"
    config = settings.init(ours, common.COURSE)
    with config.open("a") as out:
        out.write(f"c.GradeCells.banks = {{{HOMEWORK!r}: {str(BANK)!r}}}\n")
    source = write_source(common.COURSE, HOMEWORK, ours)
    if source is None:
        raise SystemExit(f"Expected the public bank in {BANK}. Run: autograder release {HOMEWORK}")
    notebook = (source / NOTEBOOK).read_text("utf-8")
    stored = {
        probe.name: [(case.inputs, case.outputs) for case in bank.cases[probe.name]]
        for exercise in ASSIGNMENT.exercises
        for probe in compared(exercise)
    }
    for folder in (kernel, tensorflow):
        beside = folder / "source" / HOMEWORK
        beside.mkdir(parents=True)
        (folder / settings.CONFIG).write_text(PLAIN)
        (beside / CASES).write_bytes(pickle.dumps(stored))
        (beside / NOTEBOOK).write_text(plain_notebook(notebook, tensorflow=folder == tensorflow))
    shutil.copy(common.COURSE.reference(HOMEWORK, "tensorflow"), tensorflow / "source" / HOMEWORK)
    larger = {ours: LARGER * number, kernel: number, tensorflow: number}
    for folder, size in larger.items():
        make_course(folder, size)
    autograde = [sys.executable, "-m", "nbgrader", "autograde", HOMEWORK]
    program = str(BIN / "autograder")
    grade = [program, "grade", HOMEWORK, "submitted", "--out", "out"]
    grade += ["--bank", str(BANK), "--course", str(common.ROOT)]
    store = ["--store", "sqlite:///gradebook.db"]
    return [
        Way("kernel", kernel, autograde, in_gradebook, number),
        Way("ours in nbgrader", ours, autograde, in_gradebook, LARGER * number),
        Way("ours to gradebook", ours, [*grade, *store], in_gradebook, LARGER * number),
        Way("ours", ours, grade, in_results, LARGER * number),
        Way("kernel + TF", tensorflow, autograde, in_gradebook, number),
    ]


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
        begun = clocks()
        run(way.command, folder)
        seconds = clocks() - begun
        right = {
            name: {item.name: f"-{item.name}-" not in name for item in ASSIGNMENT.exercises}
            for name in names[:number]
        }
        found = way.verdicts(folder)
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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=8, help="2 or more")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    number, repeats = max(asked.students, 2), asked.repeats
    bank = file.load(BANK)
    with tempfile.TemporaryDirectory() as place, Progress(transient=True) as progress:
        task = progress.add_task("making the courses", total=None)
        ways = make_all(Path(place), bank, number)
        progress.update(task, description="grading", total=repeats * len(ways))
        costs: dict[str, list[Floats]] = {way.name: [] for way in ways}
        for _ in range(repeats):
            for way in ways:
                costs[way.name].append(cost(way, number))
                progress.advance(task)
    probes = [probe for exercise in ASSIGNMENT.exercises for probe in compared(exercise)]
    cases = sum(len(bank.cases[probe.name]) for probe in probes)
    print(f"{datetime.date.today()}, {common.machine()}, load {os.getloadavg()[1]:.1f}")
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
    columns = ["of the class", "of the class, CPU", "a further one", "a further one, CPU"]
    print(common.table(["seconds a student", *columns], rows))
    rows = [
        [f"{slow} / {fast}", *map("{:.1f}".format, middle[slow] / middle[fast]), f"{target}"]
        for (fast, slow), target in TARGETS.items()
    ]
    print()
    print(common.table(["times cheaper", *columns, "target"], rows))


if __name__ == "__main__":
    main()
