"""What attacks are let loose on: something to steal, and a class under way."""

from __future__ import annotations

import os
import secrets
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from places import HW1

from autograder.bank import file
from autograder.grading import grade
from autograder.plan import Plan, plan
from autograder.results import SubmissionResult
from autograder.sandbox import process
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Allowance, ForkServer
from autograder.submission import Submission

HERE = Path(__file__).resolve().parent
EXERCISES = ("sigmoid", "softmax", "losses")  # the second one is attacked
BRIEF = Allowance(cpu_seconds=1.0, wall_seconds=5.0, idle_seconds=1.0)


@dataclass
class Prey:
    """What is there to steal, to reach or to spoil, on the grader's side.

    Attributes:
        secret: stands in the grader's environment, in its memory, and in files.
        names: what `$NAME` in an attack stands for.
        scratch: a folder that anybody may write to.
        doors: sockets that listen.
    """

    secret: str
    names: dict[str, str]
    scratch: Path
    doors: list[socket.socket]

    def spoilt(self) -> list[str]:
        """What an attack has reached."""
        found = [f"wrote {path.name}" for path in self.scratch.iterdir()]
        knocked, _, _ = select.select(self.doors, [], [], 0)
        return found + [f"reached {door.getsockname()}" for door in knocked]


@pytest.fixture(scope="session")
def prey(tmp_path_factory: pytest.TempPathFactory, grader) -> Iterator[Prey]:
    folder = tmp_path_factory.mktemp("prey")
    secret = f"canary-{secrets.token_hex(16)}"
    scratch = folder / "scratch"
    scratch.mkdir()
    scratch.chmod(0o777)
    for name in ("answers.txt", "sibling.py"):
        (folder / name).write_text(f"SECRET = {secret!r}\n")
    file.save(grader.bank(HW1), folder / "hidden.bank")
    for path in (folder, *folder.parents[:2]):
        path.chmod(0o755)
    doors = [socket.socket(), socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)]
    abstract = f"\0autograder-{secret}"
    for door, address in zip(
        doors, (("127.0.0.1", 0), str(folder / "door"), abstract), strict=True
    ):
        door.bind(address)
        door.listen()
    (folder / "door").chmod(0o777)
    os.environ["AUTOGRADER_SECRET"] = secret
    names = {
        "ANSWERS": str(folder / "answers.txt"),
        "SIBLING": str(folder / "sibling.py"),
        "BANK": str(folder / "hidden.bank"),
        "SCRATCH": str(scratch),
        "PORT": str(doors[0].getsockname()[1]),
        "DOOR": str(folder / "door"),
        "ABSTRACT": abstract[1:],
        "GRADER": str(os.getpid()),
    }
    yield Prey(secret, names, scratch, doors)
    del os.environ["AUTOGRADER_SECRET"]
    for door in doors:
        door.close()


@dataclass
class Class:
    """A class under way: a fork server, and what an honest student gets from it."""

    fork_server: ForkServer
    prepared: Plan
    honest: str
    before: bytes = b""

    def grade(self, submission: Submission) -> SubmissionResult:
        return grade(self.prepared, submission, lambda: self.fork_server.fork(Limits()), BRIEF)

    def grade_text(self, text: str) -> SubmissionResult:
        name = "forward_backward.py"
        return self.grade(Submission("eve", name, ((name, text),), (), "", ""))

    def grade_honest(self) -> bytes:
        return msgspec.json.encode(self.grade_text(self.honest))

    def children(self) -> list[str]:
        """Processes that the fork server still has, after a moment to end."""
        path = Path(f"/proc/{self.fork_server.pid}/task/{self.fork_server.pid}/children")
        for _ in range(50):
            if not path.read_text().split():
                return []
            time.sleep(0.02)
        return path.read_text().split()


@pytest.fixture(scope="session", params=["own user", "ordinary user"])
def students(request: pytest.FixtureRequest, prey: Prey, grader, course) -> Iterator[Class]:
    with pytest.MonkeyPatch.context() as patch:  # for the start alone: the fixture lives long
        if request.param == "ordinary user":
            if os.getuid() != 0:
                pytest.skip("not root: the other half of these tests is already an ordinary user's")
            patch.setattr(process, "FORK_SERVER", (str(HERE / "ordinary_fork_server.py"),))
        started = ForkServer()
    with started as fork_server:
        prepared = plan(course.assignment(HW1), grader.bank(HW1), only=EXERCISES)
        honest = course.reference(HW1, "numpy").read_text("utf-8")
        found = Class(fork_server, prepared, honest)
        found.before = found.grade_honest()
        yield found


@pytest.fixture
def unguarded(prey: Prey, grader, course, monkeypatch) -> Iterator[Class]:
    """A class whose fork server confines nobody."""
    monkeypatch.setattr(process, "FORK_SERVER", (str(HERE / "open_fork_server.py"),))
    with ForkServer() as fork_server:
        prepared = plan(course.assignment(HW1), grader.bank(HW1), only=EXERCISES)
        yield Class(fork_server, prepared, course.reference(HW1, "numpy").read_text("utf-8"))
    for door in prey.doors:  # let in who came
        while select.select([door], [], [], 0)[0]:
            door.accept()[0].close()
