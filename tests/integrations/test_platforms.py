"""Gradescope and PrairieLearn: what is built for them, run as they lay files out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace
from places import HW1, ROOT

from autograder.bank import file
from autograder.course import Course
from autograder.errors import BankError, SandboxError, UsageError
from autograder.integrations import wheel
from autograder.integrations.platforms import bundle, gradescope, prairielearn
from autograder.integrations.platforms.bundle import Settings

COMMAND = Path(sys.executable).parent / "autograder"
PUBLIC = ROOT / "student_template" / HW1 / "forward_backward.bank"
SAMPLE = ROOT / "assignments" / HW1 / "sample_class"
NAME = "forward_backward.py"
TEXTS = {
    "right": (ROOT / "reference" / HW1 / "numpy_solution.py").read_text("utf-8"),
    "broken": (SAMPLE / "kwame" / HW1 / NAME).read_text("utf-8"),
}
SAID = "said by the student"
HOSTILE = {
    "prints": f"import os, sys\nprint({SAID!r})\nsys.stderr.write({SAID!r})\n"
    f"os.write(1, b{SAID!r} * 1000)\n{TEXTS['right']}",
    "ends": f"import os\nprint({SAID!r}, flush=True)\nos._exit(0)\n",
    "kills": f"import os\nprint({SAID!r}, flush=True)\ntry:\n    os.kill(os.getppid(), 9)\n"
    "except OSError:\n    pass\nos.kill(os.getpid(), 9)\n",
    "writes": "for root in ('ROOT', '/autograder', '/grade'):\n"
    "    with open(root + '/results/results.json', 'w') as file:\n"
    "        file.write('{\"score\": 1000}')\n",
}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
TEXT, NUMBER = {"type": "string"}, {"type": "number"}
GRADESCOPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["output", "stdout_visibility"],
    "dependentRequired": {"score": ["tests"], "tests": ["score"]},
    "properties": {
        "score": NUMBER,
        "output": TEXT,
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": {"const": "hidden"},
        "tests": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "score", "max_score", "status", "visibility"],
                "properties": {
                    "name": TEXT,
                    "number": TEXT,
                    "output": TEXT,
                    "status": {"enum": ["passed", "failed"]},
                    "score": NUMBER,
                    "max_score": NUMBER,
                    "visibility": VISIBILITY,
                },
            },
        },
    },
}
METADATA = {
    "id": 1,
    "users": [{"name": "Ada", "email": "a@b"}],
    "assignment": {"total_points": "42"},
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP, built by the command."""
    folder = tmp_path_factory.mktemp("built")
    file.save(replace(file.load(PUBLIC), declarations=None), folder / "hidden.bank")
    words = ["gradescope", "build", HW1, "--bank", folder / "hidden.bank", "--out"]
    words += [folder / "hw1.zip", "--visibility", "after_due_date"]
    done = subprocess.run([COMMAND, *map(str, words)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{folder}/hw1.zip: bank ")
    assert done.stdout.endswith(f" of {HW1}, 42 points\n")
    return folder / "hw1.zip"


@pytest.fixture
def root(archive: Path, tmp_path: Path) -> Path:
    """A container of Gradescope's, after setup.sh has installed the engine."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "source")
    shutil.copy(tmp_path / "source" / "run_autograder", tmp_path)  # as Gradescope does
    (tmp_path / "submission_metadata.json").write_text(json.dumps(METADATA))
    (tmp_path / "submission").mkdir()
    install(tmp_path, f'exec {COMMAND} "$@"')
    return tmp_path


def install(root: Path, line: str) -> None:
    program = root / "venv" / "bin" / "autograder"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{line}\n")
    program.chmod(0o755)


def run(script: Path, variable: str) -> tuple[dict, str]:
    """The results and what the instructor sees beside them."""
    root = script.parent if variable == "AUTOGRADER_ROOT" else script.parents[1]
    done = subprocess.run(
        ["bash", script], env=os.environ | {variable: str(root)}, cwd="/", check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100,
    )  # fmt: skip
    return json.loads((root / "results" / "results.json").read_text()), done.stdout


def autograde(root: Path) -> tuple[dict, str]:
    results, told = run(root / "run_autograder", "AUTOGRADER_ROOT")
    jsonschema.validate(results, GRADESCOPE)
    assert SAID not in json.dumps(results)
    assert SAID not in told
    return results, told


# Gradescope


def test_a_right_submission_has_all_points(root: Path) -> None:
    (root / "submission" / HW1).mkdir()  # a ZIP of the homework's folder, unpacked
    (root / "submission" / HW1 / NAME).write_text(TEXTS["right"])
    results, told = autograde(root)
    assert results["score"] == 42
    assert {test["visibility"] for test in results["tests"]} == {"after_due_date"}
    assert results["output"].startswith("Homework 1: forward and backward\n42 of 42 points")
    assert "42 of 42 points, 10 of 10 exercises complete.\n" in told


@pytest.mark.parametrize(
    ("text", "score", "says"),
    [
        (TEXTS["broken"], 0, "The file cannot be run: SyntaxError"),
        (HOSTILE["prints"], 42, "42 of 42 points"),
        (HOSTILE["ends"], 0, "it ended the Python process"),
        (HOSTILE["kills"], 0, "0 of 42 points"),
        (HOSTILE["writes"], 0, "The file cannot be run: PermissionError"),
    ],
    ids=["broken", *HOSTILE],
)
def test_whatever_is_handed_in_has_a_valid_result(
    text: str, score: float, says: str, root: Path
) -> None:
    (root / "submission" / NAME).write_text(text.replace("ROOT", str(root)))
    (root / "submission_metadata.json").write_text("no JSON")
    results, _ = autograde(root)
    assert results["score"] == score
    assert says in results["output"] + results["tests"][0]["output"]


def test_nothing_and_what_is_no_file_have_no_points(root: Path) -> None:
    results, _ = autograde(root)
    assert results["score"] == 0
    assert "Nothing was handed in." in results["output"]
    (root / "submission" / NAME).symlink_to(root / "source" / "hidden.bank")
    results, _ = autograde(root)
    assert results["score"] == 0
    assert f"{NAME} is a symbolic link" in results["output"]


def test_a_grader_that_is_killed_leaves_a_result_without_a_score(root: Path) -> None:
    install(root, "kill -9 $$")
    results, _ = autograde(root)
    assert "score" not in results
    assert "The grader itself failed here, not the submission." in results["output"]


def test_a_machine_that_cannot_confine_says_so_and_gives_no_points(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SandboxError("The confinement has a hole: a socket could be opened.")

    (root / "submission" / NAME).write_text(TEXTS["right"])
    (root / "results").mkdir()
    monkeypatch.setattr(bundle, "Launcher", refuse)
    assert gradescope.run(root).result.status == "error"
    results = json.loads((root / "results" / "results.json").read_text())
    jsonschema.validate(results, GRADESCOPE)
    assert "score" not in results
    assert results["output"].endswith("The confinement has a hole: a socket could be opened.")


def test_an_error_that_may_quote_an_answer_is_told_to_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("the answer is 3.976")

    (root / "results").mkdir()
    monkeypatch.setattr(bundle, "plan", fail)
    gradescope.run(root)
    text = (root / "results" / "results.json").read_text()
    jsonschema.validate(json.loads(text), GRADESCOPE)
    assert "3.976" not in text
    assert "score" not in json.loads(text)


def test_setup_installs_the_engine_that_was_packed(root: Path) -> None:
    shutil.rmtree(root / "venv")
    tools = root / "tools"
    tools.mkdir()
    # A Python of the right version whose environments have a pip that installs nothing.
    made = 'mkdir -p "$3/bin" && cp "$0" "$3/bin/pip" && cp "$0" "$3/bin/autograder"'
    text = f'#!/bin/sh\necho "$0 $*" >>"$LOG"\n[ "$2" != venv ] || {{ {made}; }}\n'
    (tools / "python3.13").write_text(text)
    (tools / "python3.13").chmod(0o755)
    (tools / "apt-get").write_text("#!/bin/sh\nexit 9\n")
    (tools / "apt-get").chmod(0o755)
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "AUTOGRADER_ROOT": str(root)}
    environment["LOG"] = str(root / "log")
    subprocess.run(["bash", root / "source" / "setup.sh"], env=environment, check=True)
    installed = (root / "log").read_text().splitlines()[-2]
    source = root / "source"
    assert installed == (
        f"{root}/venv/bin/pip install -q -c {source}/constraints.txt {source}/{wheel.NAME}"
    )
    assert f"numpy=={__import__('numpy').__version__}\n" in (source / "constraints.txt").read_text()


def test_the_archive_holds_no_answer_in_clear_and_scripts_can_be_run(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        assert set(packed.namelist()) == {
            "setup.sh", "run_autograder", wheel.NAME, "constraints.txt", "exercises.py",
            "hidden.bank", "settings.json", "lost.json",
        }  # fmt: skip
        modes = {item.filename: item.external_attr >> 16 for item in packed.infolist()}
    assert modes["run_autograder"] == modes["setup.sh"] == 0o755
    assert modes["hidden.bank"] == 0o644


def test_what_does_not_fit_is_refused_when_it_is_built(course: Course) -> None:
    bank = file.load(PUBLIC)
    with pytest.raises(BankError, match="Expected a bank for hw3_regularization"):
        gradescope.build(course, bank, Settings(homework="hw3_regularization", title="x"))
    with pytest.raises(UsageError, match="Expected visibility of hidden"):
        gradescope.build(course, bank, Settings(homework=HW1, title="x", visibility="never"))


# PrairieLearn


@pytest.fixture
def question(course: Course, tmp_path: Path) -> Path:
    """A question's folder, with /grade as PrairieLearn fills it."""
    bank = replace(file.load(PUBLIC), declarations=None)
    settings = Settings(homework=HW1, title="Homework <1>")
    built = prairielearn.build(course, bank, settings, image="course/grader")
    for name, data in built.items():
        (tmp_path / "question" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "question" / name).write_bytes(data)
    shutil.copytree(tmp_path / "question" / "tests", tmp_path / "grade" / "tests")
    for name in ("student", "data", "bin"):
        (tmp_path / "grade" / name).mkdir()
    (tmp_path / "grade" / "data" / "data.json").write_text("{}")
    return tmp_path / "question"


@pytest.mark.parametrize(
    ("text", "gradable", "score"),
    [(HOSTILE["prints"], True, 1.0), (None, False, None)],
    ids=["prints", "nothing"],
)
def test_prairielearn_s_script_writes_its_results(
    text: str | None, gradable: bool, score: float | None, question: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("PATH", f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}")
    grade = question.parent / "grade"
    if text:
        (grade / "student" / NAME).write_text(text)
    results, told = run(grade / "tests" / "run.sh", "GRADE_ROOT")
    assert (results["gradable"], results.get("score")) == (gradable, score)
    assert SAID not in json.dumps(results) + told
    assert len(results["tests"]) == (10 if gradable else 0)


def test_prairielearn_s_question_names_file_image_and_script(question: Path) -> None:
    information = json.loads((question / "info.json").read_text())
    options = information["externalGradingOptions"]
    assert information["gradingMethod"] == "External"
    assert options["image"] == "course/grader"
    assert (question / options["entrypoint"].removeprefix("/grade/")).is_file()
    page = (question / "question.html").read_text()
    assert "Homework &lt;1&gt;" in page
    assert f'<pl-file-upload file-names="{NAME}">' in page
    lost = json.loads((question / "tests" / "lost.json").read_text())
    assert lost["gradable"] is False
