"""The workflows of `ci init`: they parse, and do what they say when a runner runs them."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from shutil import which
from xml.etree import ElementTree as ET

import pytest
import yaml
from ci_runner import COMMAND, Ran, on_github, on_gitlab
from msgspec.structs import replace
from places import HW1, ROOT

from autograder.bank import file
from autograder.errors import UsageError
from autograder.integrations import ci, wheel

PUBLIC = ROOT / "student_template" / HW1 / "forward_backward.bank"
SAMPLE = ROOT / "assignments" / HW1 / "sample_class"
WORK = {
    "right": ROOT / "reference" / HW1 / "numpy_solution.py",
    "wrong": SAMPLE / "amara" / HW1 / "forward_backward.py",
    "broken": SAMPLE / "kwame" / HW1 / "forward_backward.py",
}


def init(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "ci", "init", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def hand_in(work: str, repository: Path) -> Path:
    """A student's repository with one homework."""
    folder = repository / HW1
    folder.mkdir(parents=True)
    shutil.copy(PUBLIC, folder)
    if work in WORK:
        shutil.copy(WORK[work], folder / "forward_backward.py")
    return repository


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """What an instructor's private repository needs: declarations, and no reference."""
    root = tmp_path / "course"
    (root / "reference").mkdir(parents=True)
    (root / "assignments" / HW1).mkdir(parents=True)
    shutil.copy(ROOT / "assignments" / HW1 / "exercises.py", root / "assignments" / HW1)
    return root


def classroom_result(ran: Ran) -> dict:
    (report,) = (own for action, own in ran.used if "reporter" in action)
    assert report["runners"] == "check"
    return json.loads(base64.b64decode(report["CHECK_RESULTS"]))


# on every push


@pytest.mark.parametrize(
    ("work", "status", "says", "annotation"),
    [
        ("right", 0, "10 of 10 exercises complete", None),
        ("wrong", 1, "6 of 10 exercises complete", "line=27,title=Sigmoid%3A any shape::"),
        ("broken", 1, "0 of 10 exercises complete", "line=38,title=Sigmoid%3A forward::"),
    ],
)
def test_github_checks_a_push(
    work: str, status: int, says: str, annotation: str | None, tmp_path: Path
) -> None:
    repository = hand_in(work, tmp_path / "repository")
    (workflow, _) = ci.init("github", repository)
    (job,) = yaml.safe_load(workflow.read_text())["jobs"].values()
    assert job["strategy"]["matrix"] == {"homework": [HW1]}
    ran = on_github(workflow, tmp_path / "runner", context={"matrix.homework": HW1})
    assert ran.status == status, ran.output
    assert ran.installed == f"-m pip install --quiet ./.github/{wheel.NAME}\n"
    assert (repository / ".github" / wheel.NAME).is_file()
    assert says in ran.summary
    commands = [line for line in ran.output.splitlines() if line.startswith("::error")]
    if annotation is None:
        assert commands == []
    else:
        assert commands[0].startswith(f"::error file={HW1}/forward_backward.py,{annotation}")
    assert ET.parse(repository / "autograder-results/results.xml").getroot().tag == "testsuites"
    (upload,) = (own for action, own in ran.used if "upload-artifact" in action)
    assert upload["path"] == "autograder-results"


@pytest.mark.parametrize(
    ("work", "points", "status"), [("right", 42, "pass"), ("wrong", 39.5, "fail")]
)
def test_classroom_is_told_the_points(
    work: str, points: float, status: str, tmp_path: Path
) -> None:
    repository = hand_in(work, tmp_path / "repository")
    (workflow,) = ci.init("classroom", repository, install="engine")
    ran = on_github(workflow, tmp_path / "runner", context={})
    assert (ran.status == 0) is (status == "pass")
    result = classroom_result(ran)
    assert (result["status"], result["max_score"]) == (status, 42)
    assert sum(test["score"] for test in result["tests"]) == points


def test_without_a_file_the_job_fails_and_says_why(tmp_path: Path) -> None:
    repository = hand_in("nothing", tmp_path / "repository")
    (workflow,) = ci.init("classroom", repository, install="engine")
    ran = on_github(workflow, tmp_path / "runner", context={})
    assert ran.status == 2
    assert "Nothing to check" in ran.output
    assert not any("reporter" in action for action, _ in ran.used)


@pytest.mark.parametrize(("work", "status"), [("right", 0), ("broken", 1)])
def test_gitlab_checks_a_push(work: str, status: int, tmp_path: Path) -> None:
    repository = hand_in(work, tmp_path / "repository")
    (workflow,) = ci.init("gitlab", repository, install="git+https://course/engine@v1")
    pipeline = yaml.safe_load(workflow.read_text())["check"]
    assert pipeline["parallel"] == {"matrix": [{"HOMEWORK": [HW1]}]}
    ran = on_gitlab(workflow, tmp_path / "runner", variables={"HOMEWORK": HW1})
    assert ran.status == status, ran.output
    assert ran.installed == "-m pip install --quiet git+https://course/engine@v1\n"
    assert not (repository / ".gitlab").exists()
    assert (repository / pipeline["artifacts"]["reports"]["junit"]).is_file()


# the instructor's


@pytest.mark.skipif(not (which("git") and which("curl")), reason="needs git and curl")
@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_the_instructor_s_workflow_grades_a_class_with_hidden_cases(
    service: str, course: Path, tmp_path: Path
) -> None:
    for work in ("right", "broken"):
        folder = hand_in(work, tmp_path / "server" / "class" / f"{work}.git")
        git = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b"]
        for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "homework"]):
            subprocess.run([*git, *words], check=True)
    (course / "students.txt").write_text(
        "# student repository\n\nada class/right\nbo class/broken\ncy class/none\n"
    )
    hidden = replace(file.load(PUBLIC), declarations=None)
    file.save(hidden, tmp_path / "private" / f"{HW1}.bank")
    bank, server = f"file://{tmp_path}/private/HOMEWORK.bank", f"file://{tmp_path}/server"
    (workflow,) = ci.init(service, course, instructor=True, install="engine")
    if service == "github":
        context = {"inputs.homework": HW1, "secrets.AUTOGRADER_BANK_URL": bank}
        context |= {
            "secrets.AUTOGRADER_BANK_TOKEN": "s3",
            "secrets.AUTOGRADER_SUBMISSIONS_TOKEN": "",
        }
        ran = on_github(workflow, tmp_path / "runner", context=context, server=server)
        assert "3 submissions." in ran.summary
    else:
        variables = {"HOMEWORK": HW1, "AUTOGRADER_BANK_URL": bank, "CI_SERVER_URL": server}
        ran = on_gitlab(workflow, tmp_path / "runner", variables=variables)
    assert ran.status == 0, ran.output
    assert "class/none could not be fetched; it counts as not handed in" in ran.output
    results = json.loads((course / "autograder-results/results.json").read_text())
    found = {item["student"]: (item["score"], item["status"]) for item in results["submissions"]}
    assert found == {"ada": (42, "graded"), "bo": (0, "graded"), "cy": (0, "missing")}


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_only_homeworks_of_the_course_can_be_chosen(service: str, course: Path) -> None:
    (workflow, _) = ci.init(service, course, instructor=True)
    text = yaml.safe_load(workflow.read_text())
    if service == "github":  # YAML reads "on" as a boolean
        assert text[True]["workflow_dispatch"]["inputs"]["homework"]["options"] == [HW1]
    else:
        assert text["variables"]["HOMEWORK"]["options"] == [HW1]
    with pytest.raises(UsageError, match="Expected a homework of this course"):
        ci.init(service, course, homeworks=["hw9"], instructor=True, force=True)


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_a_homework_may_be_named_by_its_beginning(
    service: str, tmp_path: Path, course: Path
) -> None:
    repository = hand_in("right", tmp_path / "repository")
    for folder, instructor in ((course, True), (repository, False)):
        short, full = (
            ci.init(service, folder, homeworks=[name], instructor=instructor, force=True)[
                0
            ].read_text()
            for name in ("hw1", HW1)
        )
        assert HW1 in full
        assert short == full


# what is written


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    repository = hand_in("right", tmp_path / "repository")
    workflow = repository / ".gitlab-ci.yml"
    workflow.write_text("mine")
    done = init("gitlab", repository)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: Expected no {workflow} yet but there is one. Nothing was written. "
        "Move it away, or overwrite it with --force.\n"
    )
    assert workflow.read_text() == "mine"
    assert not (repository / ".gitlab").exists()
    ci.init("gitlab", repository, install="engine", force=True)
    assert workflow.read_text() != "mine"
    ci.init("gitlab", repository, install="engine")  # the same again is no change


def test_no_path_of_this_machine_is_written(tmp_path: Path) -> None:
    repository = hand_in("right", tmp_path / "repository")
    for service in ci.SERVICES:
        text = ci.init(service, repository)[0].read_text()
        assert str(ROOT) not in text
        assert str(tmp_path) not in text


def test_a_repository_of_one_homework_is_checked_as_a_whole(tmp_path: Path) -> None:
    repository = hand_in("right", tmp_path / "repository") / HW1
    (workflow, _) = ci.init("github", repository)
    assert 'homework: ["."]' in workflow.read_text()


def test_wrong_use_is_told(tmp_path: Path, course: Path) -> None:
    repository = hand_in("right", tmp_path / "repository")
    wrong = {
        "Expected a service (github, gitlab, classroom) but got 'jenkins'.": ("jenkins", {}),
        "Expected github or gitlab with --instructor but got classroom.": (
            "classroom",
            {"instructor": True},
        ),
        f"Expected a homework's folder in {repository} but got 'hw9'.": (
            "github",
            {"homeworks": ["hw9"]},
        ),
        "Expected one homework in a repository of GitHub Classroom but got 2: a, b.": (
            "classroom",
            {"homeworks": ["a", "b"]},
        ),
    }
    for name in "ab":
        (repository / name).mkdir()
    for message, (service, options) in wrong.items():
        with pytest.raises(UsageError) as caught:
            ci.init(service, repository, **options)
        assert str(caught.value).startswith(message)
    with pytest.raises(UsageError, match="Expected a homework with its case bank in"):
        ci.init("github", tmp_path / "course")
    with pytest.raises(UsageError, match="Expected a course"):
        ci.init("github", repository, instructor=True)


# check --out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "junit"], "Expected --format together with --out, the folder to write into."),
        (["--out", "x", "--format", "xml"], "Expected --format of json, csv, html, junit"),
    ],
)
def test_wrong_use_of_check_is_told_before_anything_is_checked(
    words: list[str], message: str, tmp_path: Path
) -> None:
    folder = hand_in("right", tmp_path)
    done = subprocess.run(
        [COMMAND, "check", HW1, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}")
