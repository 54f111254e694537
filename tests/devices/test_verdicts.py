"""Verdicts on a device: those of the CPU."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import pytest
from places import ROOT

from autograder.bank import file
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank
from autograder.classroom.grader import Grader, Launcher
from autograder.classroom.local import LocalPool
from autograder.cli import app
from autograder.course import load_assignment
from autograder.devices import found
from autograder.devices.device import Device
from autograder.grading import grade
from autograder.plan import Plan, plan
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
from autograder.exercise import Agreement, Exercise, Target, array, choice, probe, seed

@probe(inputs={"x": array("N")}, cases=3)
def doubled(sub, x):
    return {"y": sub.double(x), "kind": type(sub.double(x)).__module__}

@probe(
    inputs={"n": choice(50), "seed": seed()}, cases=1, random=True, runs=50, watched=False,
    device=True, large={"n": choice(5000)},
)
def walk(sub, n, seed):
    x = np.random.default_rng(seed).normal(size=(n, 3))
    for _ in range(3):
        x = sub.double(x)
    return {"end": float(np.std(x))}

line = Exercise(name="line", title="Line", functions=["double(x) -> y"], checks=[
    Agreement("values", doubled, outputs=["y"], points=1),
    Target("walk", walk, outputs={"end": "the end"}, points=1),
])
"""
RIGHT = "import numpy as np\ndef double(x):\n    return np.add(x, x)\n"
ASSIGNMENT = load_assignment("hw1_line", DECLARED, "exercises.py")


def bank_of_lines(*, large: bool = False) -> Bank:
    names: dict = {}
    exec(RIGHT, names)
    return build(ASSIGNMENT, [Oracle("numpy", names)], 1, public=True, large=large).bank


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("bank") / "line.bank"
    file.save(bank_of_lines(), path)
    return plan(ASSIGNMENT, file.load(path))


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


def test_a_worker_without_its_device_is_no_fault_of_the_submission(prepared: Plan) -> None:
    with closing(Launcher(Limits(), prepared, device=DEVICE)) as launcher:
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


def lengths(launcher: Launcher, prepared: Plan) -> str:
    """How many rows a submission is given, from what it complains of."""
    asks = "def double(x):\n    assert x.ndim < 2, f'{len(x)} rows'\n    return x + x\n"
    _, walk = graded(launcher, prepared, asks).exercises[0].checks
    return walk.message.partition("AssertionError: ")[2].split("\n")[0]


def test_a_device_has_the_large_cases_of_a_bank_that_has_them(launcher: Launcher) -> None:
    bank = bank_of_lines(large=True)
    assert bank.large
    assert lengths(launcher, plan(ASSIGNMENT, bank, large=True)) == "5000 rows"
    assert lengths(launcher, plan(ASSIGNMENT, bank)) == "50 rows"
    assert lengths(launcher, plan(ASSIGNMENT, bank_of_lines(), large=True)) == "50 rows"


def test_large_cases_have_a_range_of_their_own(launcher: Launcher) -> None:
    bank = bank_of_lines(large=True)
    small, large = (case.ranges[""]["end"] for case in bank.cases["walk"])
    assert large.std[0] < small.std[0] / 5, "a hundred times as many numbers"
    prepared = plan(ASSIGNMENT, bank, large=True)
    assert graded(launcher, prepared, RIGHT).score == 2
    slightly = RIGHT.replace("x, x)", "x, x * (1.2 if x.ndim == 2 else 1))")
    assert graded(launcher, plan(ASSIGNMENT, bank), slightly).score == 2
    assert graded(launcher, prepared, slightly).score == 1


def test_large_cases_change_nothing_else() -> None:
    plain, large = bank_of_lines(), bank_of_lines(large=True)
    assert not plain.large
    for name in plain.cases:
        assert large.cases_of(name) == plain.cases[name]
    assert plan(ASSIGNMENT, large, large=True).exercises[0].level == (
        plan(ASSIGNMENT, plain).exercises[0].level
    )


@pytest.mark.parametrize("large", [True, False])
def test_grading_tells_when_a_bank_has_nothing_large(
    large: bool, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    homework = tmp_path / "assignments" / "hw1_line"
    homework.mkdir(parents=True)
    (homework / "exercises.py").write_text(DECLARED, "utf-8")
    (tmp_path / "reference").mkdir()
    (tmp_path / "ada.py").write_text(RIGHT, "utf-8")
    file.save(bank_of_lines(large=large), tmp_path / "line.bank")
    monkeypatch.setattr(found, "choose", lambda *_: found.Chosen(DEVICE, "line on the stand-in"))
    arguments = ["hw1_line", "ada.py", "--bank", "line.bank", "--device", "gpu", "--out", "out"]
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        app(["grade", *arguments, "--format", "json"])
    assert ended.value.code == 0
    assert ("the bank has no large trainings" in capsys.readouterr().err) is not large


def test_the_plan_knows_which_exercises_use_a_device(prepared: Plan) -> None:
    assert prepared.on_device == ["line"]


def test_verdicts_of_a_device_are_kept_apart() -> None:
    assert key_of("d", "hw", "bank", "cupy") != key_of("d", "hw", "bank")
    assert key_of("d", "hw", "bank", "") == key_of("d", "hw", "bank")
