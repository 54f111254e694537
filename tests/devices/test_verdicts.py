"""Verdicts on a device: those of the CPU."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from places import ROOT

from autograder.bank import file
from autograder.bank.build import Oracle, build
from autograder.classroom.grader import Grader, Launcher
from autograder.classroom.local import LocalPool
from autograder.course import load_assignment
from autograder.devices.device import Device
from autograder.grading import Plan, grade, plan
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Process
from autograder.store import key_of
from autograder.submission import Submission

ZOO = ROOT / "tests" / "submissions"
MIB = 2**20
DEVICE = Device(64 * MIB, "stand_in")
EXERCISES = {
    "hw1_forward_backward": "dense_layer",
    "hw2_initialization_normalization": "initialization",
    "hw3_regularization": "dropout",
    "hw4_optimization": "adam",
    "hw5_tuning": "sampling",
}
FILES = [
    path
    for homework, exercise in EXERCISES.items()
    for kind, count in (("right", 1), ("wrong", 3))
    for path in sorted((ZOO / homework / kind / exercise).glob("*.py"))[:count]
]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.parts[-3]}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_submission_has_the_same_verdicts_on_a_device(
    path: Path, grader, start_on_device: Callable[[], Process]
) -> None:
    homework, exercise = path.parts[-4], path.parent.name
    text = path.read_text("utf-8")
    on_cpu = grader(homework, text, [exercise], seed=1)
    prepared = plan(grader.course.assignment(homework), grader.bank(homework, 1), only=[exercise])
    submission = Submission("ada", "hw.py", (("hw.py", text),), (), "", "")
    on_device = grade(prepared, submission, start_on_device)
    pairs = zip_longest(on_cpu.exercises[0].checks, on_device.exercises[0].checks)
    differences = [
        f"{one.name}: {one.verdict} on the CPU, {other.verdict} on the device: {other.message}"
        for one, other in pairs
        if one.verdict != other.verdict
    ]
    assert differences == []
    assert on_cpu.score == on_device.score


DECLARED = """
import numpy as np
from autograder.exercise import Agreement, Exercise, Target, array, probe, seed

@probe(inputs={"x": array("N")}, cases=3)
def doubled(sub, x):
    return {"y": sub.double(x), "kind": type(sub.double(x)).__module__}

@probe(inputs={"seed": seed()}, cases=1, random=True, runs=50, watched=False, device=True)
def walk(sub, seed):
    x = np.random.default_rng(seed).normal(size=(50, 3))
    for _ in range(3):
        x = sub.double(x)
    return {"end": float(np.std(x))}

line = Exercise(name="line", title="Line", functions=["double(x) -> y"], checks=[
    Agreement("values", doubled, outputs=["y"], points=1),
    Target("walk", walk, outputs={"end": "the end"}, points=1),
])
"""
RIGHT = "import numpy as np\ndef double(x):\n    return np.add(x, x)\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    assignment = load_assignment("hw1_line", DECLARED, "exercises.py")
    names: dict = {}
    exec(RIGHT, names)
    path = tmp_path_factory.mktemp("bank") / "line.bank"
    file.save(build(assignment, [Oracle("numpy", names)], 1, public=True).bank, path)
    return plan(assignment, file.load(path))


@pytest.fixture(scope="module")
def launcher(prepared: Plan) -> Iterator[Launcher]:
    launcher = Launcher(Limits(), prepared, device=DEVICE)
    yield launcher
    launcher.close()


def graded(launcher: Launcher, prepared: Plan, text: str) -> SubmissionResult:
    submission = Submission("ada", "line.py", (("line.py", text),), (), "", "")
    return Grader(prepared, launcher).grade(submission)


def test_a_training_runs_on_the_device_and_the_rest_on_the_cpu(
    launcher: Launcher, prepared: Plan
) -> None:
    here = (
        "import numpy as np\ndef double(x):\n"
        "    assert hasattr(x, '_data') == (x.ndim == 2), 'at the wrong place'\n    return x + x\n"
    )
    result = graded(launcher, prepared, here)
    assert [check.message for check in result.exercises[0].checks] == ["", ""]
    assert result.score == 2
    assert result.notes == ["the trainings of line ran on the GPU"]


def test_what_ran_on_the_cpu_all_the_same_stands_in_the_result(
    launcher: Launcher, prepared: Plan
) -> None:
    lacking = RIGHT.replace("np.add(x, x)", "np.insert(x + x, 0, 0, axis=0)[1:]")
    result = graded(launcher, prepared, lacking)
    assert result.score == 2
    assert result.notes == [
        "the trainings of line ran on the GPU",
        "on the GPU: numpy.insert ran on the CPU, on copies",
    ]


def test_too_much_memory_on_the_device_costs_the_training_alone(
    launcher: Launcher, prepared: Plan
) -> None:
    greedy = RIGHT.replace("return", "np.ones(len(x) // 50 * 10**7); return")
    values, walk = graded(launcher, prepared, greedy).exercises[0].checks
    assert values.score == 1
    assert walk.score == 0
    assert "a submission may use 64 MiB of the GPU's memory, and this needs more" in walk.message
    assert graded(launcher, prepared, RIGHT).score == 2


def test_a_worker_without_its_device_is_no_fault_of_the_submission(
    launcher: Launcher, prepared: Plan
) -> None:
    assert graded(launcher, prepared, RIGHT).score == 2
    launcher._equipped["device"].close()
    assert graded(launcher, prepared, RIGHT).score == 2, "another fork server is started"
    launcher.device = Device(2 * 2**40, "stand_in")
    launcher._equipped["device"].close()
    result = graded(launcher, prepared, RIGHT)
    assert result.status == "error"
    assert "A worker could not start the GPU" in result.notes[0]


def test_without_a_device_nothing_is_said_of_one(prepared: Plan) -> None:
    with LocalPool(prepared, 1) as pool:
        pool.submit(Submission("ada", "line.py", (("line.py", RIGHT),), (), "", ""))
        ((_, result),) = pool.collect()
    assert result.score == 2
    assert result.notes == []


def test_graders_share_a_device(prepared: Plan) -> None:
    with LocalPool(prepared, 2, confined=False, device=DEVICE) as pool:
        results = []
        for name in ("ada", "bob"):
            pool.submit(Submission(name, "line.py", (("line.py", RIGHT),), (), "", ""))
        while pool.is_busy:
            results += pool.collect()
    assert [(result.score, result.notes) for _, result in results] == [
        (2, ["the trainings of line ran on the GPU"])
    ] * 2


def test_the_plan_knows_which_exercises_use_a_device(prepared: Plan) -> None:
    assert prepared.on_device == ["line"]


def test_verdicts_of_a_device_are_kept_apart() -> None:
    assert key_of("d", "hw", "bank", "cupy") != key_of("d", "hw", "bank")
    assert key_of("d", "hw", "bank", "") == key_of("d", "hw", "bank")
