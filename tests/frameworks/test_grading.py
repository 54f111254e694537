"""An exercise in Keras beside one in NumPy: graded, checked, and left out where Keras is not."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from autograder import frameworks, self_check
from autograder.authoring.banks import make_bank, trace_variants
from autograder.classroom import cluster
from autograder.classroom.grader import Grader, Launcher
from autograder.classroom.local import LocalPool
from autograder.course import Course
from autograder.errors import BankError, SandboxError, UsageError
from autograder.grading import grade
from autograder.plan import Plan, plan
from autograder.recheck import Recheck
from autograder.results import SubmissionResult
from autograder.sandbox.confine import Limits
from autograder.self_check import Work
from autograder.submission import Submission

pytestmark = [
    pytest.mark.xdist_group("tensorflow"),
    pytest.mark.skipif(not frameworks.is_installed("tensorflow"), reason="needs TensorFlow"),
]
HERE = Path(__file__).resolve().parent
HW = "hw1_layers"
COURSE = Course(HERE / "course")
RIGHT = COURSE.reference(HW, "numpy").read_text("utf-8")
WRONG = RIGHT.replace("2.0 * model", "3.0 * model")
NUMPY_ONLY = "import numpy as np\ndef tripled(x): return 3 * x\n"
UNTOUCHED = f"import keras\n{NUMPY_ONLY}" + "".join(
    f"def {name}(*args):\n    raise NotImplementedError('{name} is not written yet')\n"
    for name in ("doubled", "build")
)
# It knows no framework by name, and is right: a model does the work.
BY_METHODS = (
    f"{NUMPY_ONLY}def doubled(model):\n"
    "    model.set_weights([2 * w for w in model.get_weights()])\n    return model\n"
)
KEEPS_A_FILE = BY_METHODS.replace(
    "    model.", "    model.save_weights('kept.weights.h5')\n    model.", 1
)
SKIPPED = (
    "needs TensorFlow, which is not installed here: pip install 'autograder[tensorflow]'. "
    "Your instructor's grader runs it"
)


def autograder(*arguments: str, absent: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command, in an interpreter that does not see TensorFlow if it is to be absent."""
    program = (
        "import importlib.util, sys\n"
        "real = importlib.util.find_spec\n"
        f"if {absent}:\n"
        "    importlib.util.find_spec = lambda name, *rest: (\n"
        "        None if name in ('tensorflow', 'keras') else real(name, *rest))\n"
        f"sys.argv = ['autograder', *{list(arguments)!r}]\n"
        "from autograder.cli import main\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=COURSE.root,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    folder = tmp_path_factory.mktemp("layers")
    options = ("--seed", "5", "--public", "--oracles", "numpy")
    done = autograder("bank", HW, "--out", str(folder / "layers.bank"), *options)
    assert done.returncode == 0, done.stderr
    (folder / "layers.py").write_text(RIGHT)
    return self_check.locate(folder)


@pytest.fixture(scope="session")
def prepared(work: Work) -> Plan:
    return plan(work.assignment, work.bank)


@pytest.fixture(scope="session")
def launcher(prepared: Plan) -> Iterator[Launcher]:
    with closing(Launcher(Limits(), prepared)) as found:
        yield found


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    hidden = ("tensorflow", "keras")
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *rest: None if name in hidden else real(name, *rest),
    )


def handed_in(text: str) -> Submission:
    return Submission("you", "layers.py", (("layers.py", text),), (), "", "")


def verdicts(result: SubmissionResult) -> dict[str, list[str]]:
    return {item.name: [check.verdict.value for check in item.checks] for item in result.exercises}


ALL = {"tripled": ["passed"], "doubled": ["passed", "passed"]}


def test_nothing_is_started_for_what_is_not_written(prepared: Plan) -> None:
    with closing(Launcher(Limits(), prepared)) as launcher:
        for text in (NUMPY_ONLY, UNTOUCHED):
            result = Grader(prepared, launcher).grade(handed_in(text))
            assert verdicts(result) == {"tripled": ["passed"], "doubled": ["failed", "failed"]}
        assert launcher._equipped == {}
    assert [check.message for check in result.exercises[1].checks] == [
        "doubled is not written yet",
        "build is not written yet",
    ]


TEXTS = {
    "right": RIGHT,
    "wrong": WRONG,
    "untouched": UNTOUCHED,
    "broken": "def f(:\n",
    "keeps a file": KEEPS_A_FILE,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_class_and_check_tell_the_same(
    text: str, prepared: Plan, launcher: Launcher, work: Work, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a file would be left
    graded = grade(prepared, handed_in(text), launcher.starts)
    (work.path / "layers.py").write_text(text)
    checked = self_check.check(work)
    assert verdicts(checked) == verdicts(graded)
    assert checked.score == graded.score
    assert checked.notes == graded.notes


def test_a_right_one_passes_and_a_known_mistake_is_named(
    prepared: Plan, launcher: Launcher
) -> None:
    assert verdicts(grade(prepared, handed_in(RIGHT), launcher.starts)) == ALL
    half = verdicts(grade(prepared, handed_in(BY_METHODS), launcher.starts))
    assert half == {"tripled": ["passed"], "doubled": ["passed", "failed"]}
    (_, wrong) = grade(prepared, handed_in(WRONG), launcher.starts).exercises
    assert wrong.checks[0].message.startswith("doubled: y[0, 0] = ")
    assert [found.name for found in wrong.diagnosis] == ["tripled_model"]
    assert launcher.confinement is not None


def test_a_framework_that_ends_costs_no_other_exercise(prepared: Plan, launcher: Launcher) -> None:
    text = RIGHT.replace("inputs = keras.Input", "__import__('os')._exit(3); keras.Input")
    result = grade(prepared, handed_in(text), launcher.starts)
    assert verdicts(result)["tripled"] == ["passed"]
    assert "ended the Python process (exit status 3)" in result.exercises[1].checks[0].message


def test_a_pool_grades_with_a_server_for_each_grader(prepared: Plan) -> None:
    with LocalPool(prepared, 1) as pool:
        pool.submit(handed_in(RIGHT))
        found = []
        while pool.is_busy:
            found += pool.collect()
    assert [verdicts(result) for _, result in found] == [ALL]


def test_checking_again_keeps_a_worker_ready(work: Work) -> None:
    (work.path / "layers.py").write_text(RIGHT)
    with Recheck(work) as check:
        assert check._spare_with_framework is None
        assert verdicts(check(work.submission)) == ALL
        assert check._spare_with_framework is not None
        (work.path / "layers.py").write_text(WRONG)
        assert verdicts(check(work.submission))["doubled"] == ["failed", "passed"]


def test_one_case_is_shown(work: Work) -> None:
    (work.path / "layers.py").write_text(WRONG)
    shown = self_check.show_case(work, "doubled", 0)
    assert shown.outcome.failure is None
    assert "y" in shown.outcome.outputs


def test_a_check_without_tensorflow_leaves_the_exercise_out(work: Work, absent: None) -> None:
    (work.path / "layers.py").write_text(RIGHT)
    result = self_check.check(work)
    assert verdicts(result) == {"tripled": ["passed"], "doubled": ["skipped", "skipped"]}
    assert {check.message for check in result.exercises[1].checks} == {SKIPPED}
    assert not result.passed
    in_notebook = self_check.check_text(RIGHT, "doubled", work.path)
    assert in_notebook == result.exercises[1]
    with Recheck(work) as again:
        assert again(work.submission) == result
    with pytest.raises(UsageError, match="doubled needs TensorFlow"):
        self_check.show_case(work, "doubled", 0)


def test_the_terminal_says_how_to_install_it(work: Work) -> None:
    (work.path / "layers.py").write_text(RIGHT)
    done = autograder("check", str(work.path), absent=True)
    assert done.returncode == 1
    assert " ".join(SKIPPED.split()) in " ".join(done.stdout.split())
    assert "1 of 3 points" in done.stdout


def test_a_class_is_not_half_graded_without_tensorflow(
    prepared: Plan, work: Work, absent: None, tmp_path: Path
) -> None:
    expected = "Expected TensorFlow for exercise doubled but it is not installed here"
    with pytest.raises(SandboxError, match=expected):
        Launcher(None, prepared)
    with pytest.raises(SandboxError, match=expected):
        LocalPool(prepared, 1)
    reason = cluster.fitness(cluster.engine(), True, prepared.with_framework)
    assert reason.startswith(expected)
    assert "pip install 'autograder[tensorflow]'" in reason
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "layers.py").write_text(NUMPY_ONLY)
    bank, out = str(work.path / "layers.bank"), tmp_path / "out"
    options = ("--bank", bank, "--out", str(out))
    done = autograder("grade", HW, str(tmp_path), *options, absent=True)
    assert done.returncode != 0
    assert expected in done.stderr
    assert not (out / "results.json").exists()


def test_a_bank_without_tensorflow_names_the_exercise(absent: None) -> None:
    with pytest.raises(BankError) as raised:
        make_bank(COURSE, HW, seed=1, start=_never, oracles=["numpy"])
    assert str(raised.value) == (
        "TensorFlow is not installed, and exercise doubled of hw1_layers cannot be run without "
        "it. Install it with pip install 'autograder[tensorflow]', or leave the exercise out: "
        "name the others with -e."
    )


def test_other_exercises_are_validated_without_tensorflow() -> None:
    done = autograder("validate", HW, "-e", "tripled", "--oracles", "numpy", absent=True)
    assert "doubled" not in done.stdout
    assert "tripled" in done.stdout
    assert done.stderr == ""


def test_workers_without_a_framework_trace_no_mistake_of_it(prepared: Plan, start) -> None:
    with pytest.raises(BankError, match="Expected workers with a framework for doubled"):
        trace_variants(COURSE, prepared, start)


def _never() -> None:
    raise AssertionError("nothing is started")
