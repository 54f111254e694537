"""The same banks and verdicts with every Python that we support, where this machine has others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from places import HW1, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SUPPORTED = [
    line.rpartition(" ")[2] for line in PROJECT["classifiers"] if ":: Python :: 3." in line
]
RUN = "from autograder.cli import main; main()"


def others() -> dict[str, Path]:
    """Interpreters of the other versions, on the path or where pyenv keeps them."""
    found = {}
    for version in SUPPORTED:
        named = shutil.which(f"python{version}")
        kept = Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
        for path in [*([Path(named)] if named else []), *sorted(kept)]:
            asked = "import ensurepip, sys; print(*sys.version_info[:2], sep='.')"
            done = subprocess.run([path, "-c", asked], capture_output=True, text=True)
            if done.stdout.strip() == version:
                found[version] = path
    found.pop(f"{sys.version_info.major}.{sys.version_info.minor}", None)
    return found


OTHERS = others()


def banked_and_graded(python: Path | str, folder: Path) -> tuple[bytes, bytes]:
    """What an interpreter makes of a seed, and of the sample class."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    bank = folder / "hidden.bank"
    sample = ROOT / "assignments" / HW1 / "sample_class"
    for words in (
        ["bank", HW1, "--seed", "5", "--oracles", "numpy", "--out", bank],
        ["grade", HW1, sample, "--bank", bank, "--out", folder / "results"],
    ):
        command = [python, "-c", RUN, *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return bank.read_bytes(), (folder / "results" / "results.json").read_bytes()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return banked_and_graded(sys.executable, tmp_path_factory.mktemp("ours"))


@pytest.mark.skipif(not OTHERS, reason=f"no other Python of {', '.join(SUPPORTED)} is at hand")
@pytest.mark.xdist_group("other Pythons")
@pytest.mark.parametrize("version", OTHERS)
def test_another_python_draws_the_same_cases_and_gives_the_same_verdicts(
    version: str, ours: tuple[bytes, bytes], tmp_path: Path
) -> None:
    subprocess.run([OTHERS[version], "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    packages = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["grade"]]
    pinned = ["-c", ROOT / "constraints.txt"]
    subprocess.run([python, "-m", "pip", "install", "-q", *pinned, *packages], check=True)
    bank, results = banked_and_graded(python, tmp_path)
    assert bank == ours[0]
    assert results == ours[1]
