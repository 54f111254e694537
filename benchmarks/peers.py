"""What a submission costs, other tools' ways and ours: `python benchmarks/peers.py`.

One class has handed in homework 1, every second student with a misconception in it. It is graded in
nine ways, in turn, so that a change of the machine's load hits all:

* nbgrader: `nbgrader autograde` as it comes, tests in the notebook's cells.
* nbgrader + TF: the same, with tests that import TensorFlow and ask it for the results.
* otter: `otter run` on each notebook, with what `otter generate` has made of the same tests.
* pytest: a process for each file, without plugins.
* gradescope-utils: a process for each file, as in Gradescope's own examples.
* ours: `autograder grade`; "to gradebook" with --store, which writes nbgrader's gradebook, on all
  cores and with --jobs 1.

What is equal, and verified in every run: who has full marks for which exercise, as the mistakes
demand. What is equal by construction: the students' functions, the cases, and how they are called.
What is not favours the others: their tests compare with np.allclose and load the results from a
pickle, pytest and gradescope-utils read plain files where ours reads notebooks with plots in them.
Ours holds the functions to laws and contracts besides, calls some again, names the mistakes,
confines the submissions and writes reports.

How the cost is measured is told in peer_class.py. Then a further submission's processor time is
split, for `autograder grade --jobs 1`, as told in own_cpu.py.

The environment of otter and gradescope-utils is made in build/benchmarks, by pip. A tool that pip
cannot install is left out, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import measuring
import numpy as np
import own_cpu
import peer_class
from peer_class import Verdicts, Way
from rich.progress import Progress

from autograder.bank import file
from autograder.bank.file import Bank

VENV = measuring.ROOT / "build" / "benchmarks" / "peers-venv"
PYTHON = str(VENV / "bin" / "python")
PINNED = {
    "otter": "otter-grader[grading]==7.0.0",
    "gradescope-utils": "gradescope-utils==0.5.0",
}
FILE = f"{peer_class.ASSIGNMENT.topic}.py"
TARGETS = {"nbgrader": "40", "nbgrader + TF": "130", "otter": "150", "gradescope-utils": "5"}
ONE_JOB = ["--jobs", "1"]
OURS = {
    "ours": (peer_class.GRADE, peer_class.in_results),
    "ours, 1 job": ([*peer_class.GRADE, *ONE_JOB], peer_class.in_results),
    "ours to gradebook": (peer_class.STORE, peer_class.in_gradebook),
    "ours to gradebook, 1 job": ([*peer_class.STORE, *ONE_JOB], peer_class.in_gradebook),
}

OTTER_TEST = """\
import types

import checks
from otter.test_files import test_case

OK_FORMAT = False
name = "{name}"
points = 1


@test_case()
def test_{name}(env):
    checks.check(types.SimpleNamespace(**env), {probes})
"""

PYTEST_HEAD = f"import checks\nimport {peer_class.ASSIGNMENT.topic}\n"

PYTEST_TEST = f"""

def test_{{name}}():
    checks.check({peer_class.ASSIGNMENT.topic}, {{probes}})
"""

GRADESCOPE_HEAD = f"""\
import unittest

import checks
import {peer_class.ASSIGNMENT.topic}
from gradescope_utils.autograder_utils.decorators import weight


class TestHomework(unittest.TestCase):
"""

GRADESCOPE_TEST = f"""\
    @weight(1)
    def test_{{name}}(self):
        \"\"\"{{name}}\"\"\"
        checks.check({peer_class.ASSIGNMENT.topic}, {{probes}})

"""

GRADESCOPE_RUN = """\
import sys
import unittest

from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

if __name__ == "__main__":
    sys.path.append(".")
    suite = unittest.defaultTestLoader.discover("../..", pattern="gradescope_*.py")
    with open("results.json", "w") as f:
        JSONTestRunner(visibility="visible", stream=f).run(suite)
"""


def in_environment(tool: str) -> bool:
    """Install a tool in the environment of its own, and NumPy as here; whether it is there."""
    wanted = [PINNED[tool], f"numpy=={np.__version__}"]
    commands = [[PYTHON, "-m", "pip", "install", "--quiet", *wanted]]
    if not (VENV / "bin" / "pip").exists():
        commands.insert(0, [sys.executable, "-m", "venv", str(VENV)])
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"{tool} is absent and left out:\n{done.stdout}{done.stderr}")
            return False
    return True


def tests_of(template: str) -> dict[str, str]:
    """The text of a test for each exercise."""
    return {
        exercise.name: template.format(
            name=exercise.name,
            probes=", ".join(f"checks.{probe.name}" for probe in peer_class.compared(exercise)),
        )
        for exercise in peer_class.ASSIGNMENT.exercises
    }


def make_files(folder: Path, notebooks: Path, bank: Bank, number: int) -> None:
    """Write the tests of those that grade file by file, and have students hand in.

    Args:
        folder: to make.
        notebooks: of the same students, as nbgrader has them.
        bank: the cases.
        number: of students.
    """
    (folder / "otter").mkdir(parents=True)
    for name, text in tests_of(OTTER_TEST).items():
        (folder / "otter" / f"{name}.py").write_text(text)
    texts = {
        "checks.py": peer_class.checks_of(peer_class.ASSIGNMENT.exercises),
        "test_homework.py": PYTEST_HEAD + "".join(tests_of(PYTEST_TEST).values()),
        "gradescope_homework.py": GRADESCOPE_HEAD + "".join(tests_of(GRADESCOPE_TEST).values()),
        "run_tests.py": GRADESCOPE_RUN,
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    (folder / peer_class.CASES).write_bytes(peer_class.stored(bank))
    for student, text in peer_class.students(number).items():
        beside = folder / "submitted" / student
        beside.mkdir(parents=True)
        (beside / FILE).write_text(text)
        shutil.copy(folder / peer_class.CASES, beside)
        shutil.copy(notebooks / student / peer_class.HOMEWORK / peer_class.NOTEBOOK, beside)


def by_file(folder: Path, number: int, tools: Sequence[str]) -> list[Way]:
    """The ways of those that grade file by file."""
    found = []
    if "otter" in tools:
        otter = str(VENV / "bin" / "otter")
        generate = ["generate", "-t", "otter", "-o", "autograder.zip", "checks.py"]
        peer_class.run([otter, *generate, peer_class.CASES], folder)
        command = [otter, "run", "-a", "../../autograder.zip", "-o", ".", peer_class.NOTEBOOK]
        found.append(Way("otter", folder, command, in_json, number, each=True))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    command += ["--junitxml", "results.xml", "../../test_homework.py"]
    found.append(Way("pytest", folder, command, in_xml, number, each=True, failing=1))
    if "gradescope-utils" in tools:
        command = [PYTHON, "../../run_tests.py"]
        found.append(Way("gradescope-utils", folder, command, in_json, number, each=True))
    return found


def in_json(folder: Path) -> Verdicts:
    """What otter and gradescope-utils write."""
    return {
        path.parent.name: {
            test["name"]: test["score"] == test["max_score"]
            for test in json.loads(path.read_bytes())["tests"]
            if "score" in test
        }
        for path in (folder / "submitted").glob("*/results.json")
    }


def in_xml(folder: Path) -> Verdicts:
    """What pytest writes."""
    return {
        path.parent.name: {
            case.attrib["name"].removeprefix("test_"): not len(case)
            for case in ElementTree.parse(path).iter("testcase")
        }
        for path in (folder / "submitted").glob("*/results.xml")
    }


def make_all(place: Path, bank: Bank, number: int, tools: Sequence[str]) -> list[Way]:
    """Make the courses; the ways in the order of their turns."""
    ours, plain, tensorflow = place / "ours", place / "plain", place / "tensorflow"
    notebook = peer_class.make_ours(ours, peer_class.LARGER * number)
    peer_class.make_plain(plain, notebook, bank, number)
    peer_class.make_plain(tensorflow, notebook, bank, number, tensorflow=True)
    make_files(place / "files", plain / "submitted", bank, number)
    return [
        Way("nbgrader", plain, peer_class.AUTOGRADE, peer_class.in_gradebook, number),
        Way("nbgrader + TF", tensorflow, peer_class.AUTOGRADE, peer_class.in_gradebook, number),
        *by_file(place / "files", number, tools),
        *(
            Way(name, ours, command, verdicts, peer_class.LARGER * number)
            for name, (command, verdicts) in OURS.items()
        ),
    ]


def main() -> None:
    """Print the tables; exit status 1 where a tool is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20, help="2 or more")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    number, repeats = max(asked.students, 2), asked.repeats
    bank = file.load(peer_class.BANK)
    with tempfile.TemporaryDirectory() as name, Progress(transient=True) as progress:
        task = progress.add_task("making environment and courses", total=None)
        place = Path(name)
        tools = [tool for tool in PINNED if in_environment(tool)]
        ways = make_all(place, bank, number, tools)
        submitted, slowed = place / "ours" / "submitted", place / "slowed"
        own_cpu.make_slowed(submitted, slowed)
        progress.update(task, description="grading", total=repeats * (len(ways) + 1))
        costs = peer_class.measure(ways, number, repeats, lambda: progress.advance(task))
        parts = []
        for _ in range(repeats):
            parts.append(own_cpu.split(submitted, slowed, bank))
            progress.advance(task)
        texts = peer_class.students(number).values()
        once = np.mean([own_cpu.functions_alone(text, bank) for text in texts], dtype=float)
    targets = {
        (fast, slow): TARGETS.get(slow, "none")
        for slow in costs
        if slow not in OURS
        for fast in OURS
    }
    peer_class.print_costs(costs, targets, bank, number)
    middle = np.median(costs["ours, 1 job"], axis=0)
    own_cpu.print_split(np.median(parts, axis=0), middle, once, number)
    raise SystemExit(0 if len(tools) == len(PINNED) else 1)


if __name__ == "__main__":
    main()
