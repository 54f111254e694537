"""The shape that the architecture page promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from places import ROOT


def test_imports_follow_the_layers_and_respect_the_border() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [command, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


def loaded_after(statement: str) -> set[str]:
    program = f"{statement}\nimport sys; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_else() -> None:
    optional = {"numpy", "hypothesis", "tensorflow", "typer", "msgspec", "scipy", "jinja2"}
    assert loaded_after("import autograder") & optional == set()


def test_that_test_can_fail() -> None:
    assert "numpy" in loaded_after("import autograder.wire")


def test_a_check_loads_neither_hypothesis_nor_tensorflow_nor_scipy() -> None:
    heavy = {"hypothesis", "tensorflow", "scipy", "jinja2", "matplotlib", "jupytext"}
    assert (
        loaded_after("import autograder.self_check, autograder.reports.terminal") & heavy == set()
    )


def test_the_worker_has_no_answer_in_memory() -> None:
    loaded = loaded_after("import autograder.sandbox.fork_server")
    ours = {name for name in loaded if name.startswith("autograder")}
    assert ours == {
        "autograder",
        "autograder.arrays",
        "autograder.equipment",
        "autograder.errors",
        "autograder.frameworks",
        "autograder.probe",
        "autograder.wire",
        "autograder.sandbox",
        *(
            f"autograder.sandbox.{name}"
            for name in (
                "confine",
                "imports",
                "in_memory",
                "landlock",
                "namespaces",
                "protocol",
                "seccomp",
                "selftest",
                "stand_ins",
                "worker",
                "fork_server",
            )
        ),
    }
