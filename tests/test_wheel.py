"""What the package carries to students, and what it must not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from places import ROOT

BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
LARGEST = 4 * 2**20  # bytes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a copy, with all kinds of things lying about in it."""
    pytest.importorskip("setuptools", "77", reason="setuptools is older than the build needs")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    unseen = shutil.ignore_patterns("__pycache__")
    for name in ("autograder", "student_template", "reference", "assignments"):
        shutil.copytree(ROOT / name, source / name, ignore=unseen)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    template = source / "student_template" / "hw1_forward_backward"
    for name in (".autograder/seed", "student_template/hw0_draft/draft.py"):
        (source / name).parent.mkdir()
        (source / name).write_text("hidden")
    for name in (".ipynb_checkpoints", "__pycache__"):
        (template / name).mkdir()
        (template / name / "forward_backward.py").write_text("hidden")
    (template / "grades.csv").write_text("hidden")
    subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)], cwd=source, check=True, capture_output=True
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_has_every_released_homework(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        homeworks = [name for name in archive.namelist() if "/homeworks/hw" in name]
        for name in homeworks:
            path = ROOT / "student_template" / name.removeprefix("autograder/homeworks/")
            assert archive.read(name) == path.read_bytes()
    released = [path.parent for path in ROOT.glob("student_template/*/*.bank")]
    assert len(released) == 6
    assert len(homeworks) == 4 * len(released)


def test_the_wheel_has_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert not [name for name in names if archive.read(name) == b"hidden"]
        texts = b"".join(archive.read(name) for name in names if name.endswith((".py", ".ipynb")))
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"autograder"}
    assert not [name for name in names if "solution" in name or "misconceptions.py" in name]
    assert (
        b"dw = x.T @ dz" in (ROOT / "reference/hw1_forward_backward/numpy_solution.py").read_bytes()
    )
    assert b"dw = x.T @ dz" not in texts


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST
