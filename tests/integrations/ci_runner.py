"""A CI's runner, as far as our workflows need one: it runs their shell steps in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

COMMAND = Path(sys.executable).parent / "autograder"
# Records what would be installed: a test has no network.
PIP = '#!/bin/sh\nprintf "%s\\n" "$*" >>"$PIP_LOG"\n'


@dataclass
class Ran:
    """What came of a workflow.

    Attributes:
        status: 0, or that of the step that failed.
        output: of all steps.
        installed: the command lines that `python` was given.
        summary: what stands on the run's page.
        used: the actions, each with what it was given.
    """

    status: int = 0
    output: str = ""
    installed: str = ""
    summary: str = ""
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def machine(place: Path) -> dict[str, str]:
    """The environment of a fresh runner with an autograder and a `python` that installs nothing."""
    folder = place / "bin"
    folder.mkdir(parents=True)
    for name, text in {"python": PIP, "autograder": f'#!/bin/sh\nexec {COMMAND} "$@"\n'}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    kept = {name: os.environ[name] for name in os.environ if not name.startswith(("GITHUB", "CI"))}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return kept | {"PATH": path, "PIP_LOG": str(place / "pip.log"), "COLUMNS": "100"}


def on_github(
    workflow: Path, place: Path, *, context: Mapping[str, str], server: str = "https://github.com"
) -> Ran:
    """Run the only job of a GitHub workflow, once.

    Args:
        workflow: the file, three levels below its repository.
        place: an empty folder for the runner.
        context: the values of expressions: `{"matrix.homework": "hw1"}`.
        server: where repositories are fetched from.
    """
    repository = workflow.parents[2]
    (job,) = yaml.safe_load(workflow.read_text())["jobs"].values()
    files = {name: place / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    environment = machine(place) | {name: str(path) for name, path in files.items()}
    environment |= {"GITHUB_WORKSPACE": str(repository), "GITHUB_SERVER_URL": server}
    environment |= {"RUNNER_TEMP": str(place)}
    values = {"github.workspace": str(repository), "strategy.job-index": "0"} | dict(context)
    environment |= _filled(job["env"], values)
    ran = Ran()
    for step in job["steps"]:
        if not _wanted(step.get("if", "success()"), ran.status, values, repository):
            continue
        own = _filled(step.get("env", {}), values)
        if "uses" in step:
            ran.used.append((step["uses"], own | _filled(step.get("with", {}), values)))
            continue
        _run(ran, ["bash", "-e", "-c", step["run"]], repository, environment | own)
        if "id" in step:
            values |= _outputs(files["GITHUB_OUTPUT"], step["id"])
    return _finished(ran, place, files["GITHUB_STEP_SUMMARY"])


def on_gitlab(workflow: Path, place: Path, *, variables: Mapping[str, str]) -> Ran:
    """Run the only job of a GitLab pipeline, once."""
    pipeline = yaml.safe_load(workflow.read_text())
    pipeline.pop("variables", None)
    (job,) = pipeline.values()
    environment = machine(place) | job["variables"] | dict(variables)
    ran = Ran()
    _run(ran, ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], workflow.parent,
         environment)  # fmt: skip
    return _finished(ran, place, place / "none")


def _run(ran: Ran, command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, cwd=folder, env=environment, text=True, timeout=100, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    ran.output += done.stdout
    ran.status = ran.status or done.returncode


def _finished(ran: Ran, place: Path, summary: Path) -> Ran:
    ran.installed = (place / "pip.log").read_text()
    ran.summary = summary.read_text() if summary.exists() else ""
    return ran


def _filled(texts: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    """The texts with their expressions replaced; one that nobody knows is an error."""
    return {
        name: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: values[found[1]], str(text))
        for name, text in texts.items()
    }


def _wanted(condition: str, status: int, values: Mapping[str, str], root: Path) -> bool:
    terms: dict[str, Callable[[], bool]] = {
        "success()": lambda: status == 0,
        "!cancelled()": lambda: True,
        "hashFiles('autograder-results/annotations.txt') != ''": lambda: (
            root / "autograder-results/annotations.txt"
        ).exists(),
        "steps.check.outputs.result != ''": lambda: bool(values.get("steps.check.outputs.result")),
    }
    bare = condition.removeprefix("${{").removesuffix("}}")
    return all(terms[term.strip()]() for term in bare.split("&&"))


def _outputs(file: Path, step: str) -> dict[str, str]:
    lines = file.read_text().splitlines() if file.exists() else []
    pairs = (line.partition("=") for line in lines)
    return {f"steps.{step}.outputs.{name}": value for name, _, value in pairs}
