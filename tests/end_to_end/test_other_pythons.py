"""The same verdicts with every Python and package that we support, where they can be had."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from places import HW1, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SUPPORTED = [
    line.rpartition(" ")[2] for line in PROJECT["classifiers"] if ":: Python :: 3." in line
]
PACKAGES = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["grade"]]
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
pytestmark = pytest.mark.xdist_group("other Pythons")


def run(python: Path | str, *words: object) -> None:
    """Run our command, from the source, in an interpreter."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [python, "-c", RUN, *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def bank_of(python: Path | str, folder: Path) -> Path:
    """A bank of homework 1, always of the same seed."""
    path = folder / "hidden.bank"
    run(python, "bank", HW1, "--seed", "5", "--oracles", "numpy", "--out", path)
    return path


def results_of(python: Path | str, bank: Path, folder: Path) -> bytes:
    """What the sample class gets."""
    sample = ROOT / "assignments" / HW1 / "sample_class"
    run(python, "grade", HW1, sample, "--bank", bank, "--out", folder / "results")
    return (folder / "results" / "results.json").read_bytes()


def environment_of(python: Path | str, packages: Sequence[str], folder: Path) -> Path:
    """The interpreter of a new environment with these packages."""
    subprocess.run([python, "-m", "venv", folder / "venv"], check=True)
    made = folder / "venv" / "bin" / "python"
    subprocess.run([made, "-m", "pip", "install", "-q", *packages], check=True)
    return made


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bank_of(sys.executable, tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def results(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return results_of(sys.executable, bank, tmp_path_factory.mktemp("results"))


@pytest.mark.skipif(not OTHERS, reason=f"no other Python of {', '.join(SUPPORTED)} is at hand")
@pytest.mark.parametrize("version", OTHERS)
def test_another_python_draws_the_same_cases_and_gives_the_same_verdicts(
    version: str, bank: Path, results: bytes, tmp_path: Path
) -> None:
    pinned = ["-c", str(ROOT / "constraints.txt")]
    python = environment_of(OTHERS[version], [*pinned, *PACKAGES], tmp_path)
    assert bank_of(python, tmp_path).read_bytes() == bank.read_bytes()
    assert results_of(python, bank, tmp_path) == results


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the oldest packages are for Python 3.11")
def test_the_oldest_packages_that_we_allow_give_the_same_verdicts(
    bank: Path, results: bytes, tmp_path: Path
) -> None:
    oldest = [package.replace(">=", "==") for package in PACKAGES]
    python = environment_of(sys.executable, oldest, tmp_path)
    assert verdicts(results_of(python, bank, tmp_path)) == verdicts(results)


def verdicts(results: bytes) -> list[tuple[str, float, list[str]]]:
    """Every submission's points and verdicts."""
    return [
        (
            submission["student"],
            submission["score"],
            [check["verdict"] for item in submission["exercises"] for check in item["checks"]],
        )
        for submission in json.loads(results)["submissions"]
    ]
