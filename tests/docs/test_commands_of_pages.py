"""Every command that README and docs show is run here, or stands in a table that says where it is.

They are run in their order in `tiny_course`, where the homework that the pages speak of has two
short exercises and is handed out and graded already. What an earlier page has run is not run again.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from places import HW1, ROOT

BIN = Path(sys.executable).parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = ("autograder", "pytest", "pip", "python", "python3", "nbgrader", "dask", "docker", "cd")
PROGRAMS += ("bwrap", ".venv/bin/python", ".venv/bin/pytest", ".venv/bin/ruff", ".ci/run")

COURSE = Path(__file__).parent / "tiny_course"
CLASS = Path("assignments", HW1, "sample_class")
# What stands for the reader's own, and what it is here.
PLACEHOLDERS = {
    "SUBMISSIONS": str(CLASS),
    "submissions": str(CLASS),
    "FILE": str(CLASS / "lakshmi" / HW1 / "forward_backward.py"),
    "FOLDER": f"student_template/{HW1}",
}

# Commands that are run elsewhere: by which file.
ELSEWHERE = {
    r"python3 -m venv .*": ".ci/run",
    r"\.venv/bin/(pytest|ruff) .*|\.venv/bin/pytest": ".ci/run",
    r"pip install autograder-\*\.whl": "tests/integrations/test_wheel.py",
    r"nbgrader (\w+).*|cd nbgrader_course": "tests/integrations/test_nbgrader_cycle.py",
    r"autograder nbgrader init .*": "tests/integrations/test_nbgrader_cycle.py",
    r"autograder grade .* --store .*": "tests/integrations/test_nbgrader.py",
    r"autograder grade .* --scheduler .*": "tests/classroom/test_cluster.py",
    r"dask worker .*": "tests/classroom/test_cluster.py",
    r"autograder check --exercise dense_layer.*": "tests/end_to_end/test_commands.py",
    r"autograder check --watch": "tests/end_to_end/test_first_minutes.py",
    r"autograder explain .*": "tests/end_to_end/test_first_minutes.py",
    r"autograder ci init .*": "tests/integrations/test_ci.py",
    r"autograder (gradescope|prairielearn) build .*": "tests/integrations/test_platforms.py",
    r"AUTOGRADER_ROOT=.*": "tests/integrations/test_platforms.py",
}
# Whole pages likewise, and the benchmarks, whose small runs are tests.
PAGES_ELSEWHERE = {
    "authoring.md": "tests/authoring/test_authoring_page.py",
    "other_courses.md": "tests/end_to_end/test_example_course.py",
}
NOT_HERE = {
    r"docker .*": "there is no Docker in CI",
    r"autograder grade .* --device gpu.*": "there is no GPU in CI",
    r"autograder bank .* --large .*": "takes minutes; tests/devices/test_found.py has a small one",
    r"bwrap .*": "an unprivileged container does not allow it",
    r"(\.venv/bin/)?python benchmarks/.*": "too long; small runs are tests of their own",
}


# One process goes through the pages, however many there are (pytest -n N --dist loadgroup).
pytestmark = pytest.mark.xdist_group("pages")


@dataclass(frozen=True)
class Shown:
    """A command on a page.

    Attributes:
        block: the commands of one block stand below each other; each starts in the course's folder.
    """

    page: str
    block: int
    text: str


def shown_on(page: Path) -> list[Shown]:
    """The commands of a page's blocks, without their comments."""
    found: list[Shown] = []
    language: str | None = None
    block = 0
    lines = iter(page.read_text("utf-8").splitlines())
    for line in lines:
        if line.lstrip().startswith("```"):
            language = None if language is not None else line.strip()[3:]
            block += 1
            continue
        if language is None and not line.startswith("    "):
            block += 1
            continue
        if language in ("python", "yaml", "json"):
            continue
        text = line.strip().removeprefix("$ ")
        while text.endswith("\\"):
            text = text[:-1] + next(lines).strip()
        text = re.sub(r"\s+#.*", "", text)
        if text.split(" ")[0] in PROGRAMS or text.startswith("AUTOGRADER_ROOT="):
            found.append(Shown(page.name, block, text))
    return found


ALL = [shown for page in PAGES for shown in shown_on(page)]


def matched(table: dict[str, str], shown: Shown) -> str | None:
    return next((value for key, value in table.items() if re.fullmatch(key, shown.text)), None)


def run_here(shown: Shown) -> bool:
    return not (
        shown.page in PAGES_ELSEWHERE
        or matched(ELSEWHERE, shown)
        or matched(NOT_HERE, shown)
        or shown.text.startswith("pip install 'autograder[")
    )


def autograder(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(line)]
    return subprocess.run(
        [str(BIN / words[0]), *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "COLUMNS": "100"},
        check=False,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course that the pages' commands find."""
    course = Path(shutil.copytree(COURSE, tmp_path_factory.mktemp("pages") / "course"))
    shutil.copytree(ROOT / CLASS, course / CLASS)
    return course


@pytest.fixture(scope="module")
def known(course: Path) -> set[tuple[Path, str]]:
    """The commands that have been run, and where."""
    first = f"autograder release {HW1}", f"autograder grade {HW1} SUBMISSIONS --out results"
    for text in first:
        assert autograder(text, course).returncode == 0
    return {(course, text) for text in first}


@pytest.mark.tensorflow
@pytest.mark.parametrize("page", dict.fromkeys(shown.page for shown in ALL if run_here(shown)))
def test_the_commands_of_a_page_run(page: str, course: Path, known: set[tuple[Path, str]]) -> None:
    own = [shown for shown in ALL if shown.page == page and run_here(shown)]
    for _, block in groupby(own, lambda shown: shown.block):
        folder = course
        for shown in block:
            if shown.text.startswith("cd "):
                folder = course / "student_template" / shown.text.removeprefix("cd ")
            elif (folder, shown.text) not in known:
                done = autograder(shown.text, folder)
                assert done.returncode in (0, 1), f"{shown.text}\n{done.stdout}{done.stderr}"
                assert "Traceback" not in done.stdout + done.stderr, shown.text
                known.add((folder, shown.text))


def test_what_is_run_elsewhere_is_run_there() -> None:
    for page, place in PAGES_ELSEWHERE.items():
        assert page in (ROOT / place).read_text("utf-8"), f"{place} does not follow {page}"
    for shown in ALL:
        place = matched(ELSEWHERE, shown)
        if (
            place
            and not shown.text.startswith("cd ")
            and shown.page not in PAGES_ELSEWHERE
            and not place.startswith(".")
        ):
            text = (ROOT / place).read_text("utf-8")
            words = [word for word in shlex.split(shown.text)[1:] if word.isidentifier()]
            assert not words or words[0] in text, f"{place} does not run {shown.text}"


def test_optional_parts_that_pages_install_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = project["optional-dependencies"].keys()
    named = {
        extra.strip()
        for shown in ALL
        for parts in re.findall(r"autograder\[(.*?)\]", shown.text)
        for extra in parts.split(",")
    }
    assert named
    assert named <= declared


def test_benchmarks_that_pages_name_are_there() -> None:
    page = shown_on(ROOT / "benchmarks" / "README.md")
    named = {
        word for shown in [*ALL, *page] for word in shown.text.split() if "benchmarks/" in word
    }
    assert len(named) >= 9
    assert [name for name in named if not (ROOT / name).exists()] == []
