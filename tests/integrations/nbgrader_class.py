"""What a course with nbgrader consists of: its folder, its students, a database, a browser."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chromium import Chromium
from nbgrader.api import Gradebook
from places import HW1

TOPIC = "forward_backward"
COURSE = "dl"

# What an instructor may add to the settings that `autograder nbgrader init` writes.
SETTINGS = """
from nbgrader.plugins import LateSubmissionPlugin


class TenPercentADay(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score * 0.1 * (total_seconds_late // 86400 + 1)


c.AssignLatePenalties.plugin_class = TenPercentADay
c.Exchange.root = {exchange!r}
c.GradeCells.banks = {{{homework!r}: {bank!r}}}
"""

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A folder where commands run, with Jupyter's own folders apart from the user's."""

    folder: Path
    home: Path

    def environment(self) -> dict[str, str]:
        # jsonschema builds a grammar of web addresses at every start where it finds this package:
        # more than half of the time that an nbgrader command takes, and nothing here needs it.
        absent = self.home / "absent" / "rfc3987_syntax.py"
        absent.parent.mkdir(parents=True, exist_ok=True)
        absent.write_text("raise ImportError\n")
        paths = [str(absent.parent), os.environ.get("PYTHONPATH", "")]
        kinds = ("CONFIG", "DATA", "RUNTIME")
        return {
            **os.environ,
            **{f"JUPYTER_{kind}_DIR": str(self.home / kind.lower()) for kind in kinds},
            "HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        }

    def run(self, command: str, *words: object) -> str:
        """Run a command of our environment; what it said, on both streams."""
        done = subprocess.run(
            [Path(sys.executable).parent / command, *map(str, words)],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, f"{command} {words}:\n{done.stdout}"
        return done.stdout


# Notebooks


def grade_id(cell: Notebook) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def text_of(cell: Notebook) -> str:
    return "".join(cell["source"])


def solve(
    released: Path,
    source: Path,
    *,
    changes: Mapping[str, Callable[[str], str]] | None = None,
    without: tuple[str, ...] = (),
) -> str:
    """A released notebook with the reference's functions, as a student would save it.

    Args:
        released: the notebook that students fetch.
        source: the instructor's, with solutions.
        changes: what becomes of a cell's text, by cell.
        without: cells that the student has deleted.
    """
    solutions = {
        grade_id(cell): "\n".join(
            line for line in text_of(cell).splitlines() if not line.lstrip().startswith("###")
        )
        for cell in json.loads(source.read_text("utf-8"))["cells"]
        if grade_id(cell).endswith("-functions")
    }
    notebook = json.loads(released.read_text("utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if grade_id(cell) not in without]
    for cell in notebook["cells"]:
        name = grade_id(cell)
        change = (changes or {}).get(name, str)
        cell["source"] = change(solutions.get(name, text_of(cell)))
    return json.dumps(notebook)


# The gradebook


@dataclass(frozen=True)
class Record:
    """A student's homework in the gradebook; scores and comments by cell."""

    notebook_id: str
    score: float
    penalty: float
    seconds_late: float
    needs_manual_grade: bool
    scores: dict[str, float]
    comments: dict[str, str]


def records(url: str) -> dict[str, Record]:
    with Gradebook(url, COURSE) as gradebook:
        return {
            submission.student.id: Record(
                notebook.id,
                submission.score,
                submission.late_submission_penalty,
                submission.total_seconds_late,
                submission.needs_manual_grade,
                {grade.name: grade.score for grade in notebook.grades},
                {item.name: item.comment for item in notebook.comments if item.comment},
            )
            for submission in gradebook.assignment_submissions(HW1)
            for notebook in submission.notebooks
        }


# The formgrader, in a browser


@dataclass(frozen=True)
class Formgrader:
    """nbgrader's pages for instructors."""

    url: str
    token: str
    profile: Path

    def page(self, path: str, until: str) -> str:
        """A page's HTML, as soon as a script's value is true there.

        A picture of it lies in the profile.
        """
        with Chromium(self.profile / "chromium") as chromium:
            chromium.resize(1300, 4000)
            chromium.visit(f"{self.url}formgrader/{path}?token={self.token}")
            chromium.wait_for(until)
            picture = chromium.command("Page.captureScreenshot")["data"]
            name = path.strip("/").replace("/", "-")
            (self.profile / f"{name}.png").write_bytes(base64.b64decode(picture))
            return str(chromium.evaluate("document.documentElement.outerHTML"))


@contextmanager
def formgrader(place: Place) -> Iterator[Formgrader]:
    """A Jupyter server with nbgrader's formgrader alone, on a free port."""
    extensions = {
        "nbgrader.server_extensions.formgrader": True,
        **dict.fromkeys(_OTHER_EXTENSIONS, False),
    }
    config = place.home / "config"
    config.mkdir(exist_ok=True)
    (config / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"jpserver_extensions": extensions, "allow_root": True}})
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = "only-for-this-test"
    command = [
        Path(sys.executable).parent / "jupyter-server",
        *("--no-browser", "--ServerApp.ip=127.0.0.1", f"--port={port}"),
        f"--IdentityProvider.token={token}",
    ]
    log = place.home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=place.folder, env=place.environment(), stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + 120
        written = place.home / "runtime" / f"jpserver-{server.pid}.json"
        while not (written.exists() and written.stat().st_size):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        url = json.loads(written.read_text())["url"]
        yield Formgrader(url, token, place.home)
    finally:
        server.terminate()
        server.wait(60)


_OTHER_EXTENSIONS = (
    "jupyter_lsp",
    "jupyter_server_terminals",
    "jupyterlab",
    "jupyterlab_jupytext",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.validate_assignment",
    "notebook",
    "notebook_shim",
)
