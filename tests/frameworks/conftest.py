"""A fork server with TensorFlow, one for all tests: its import takes several seconds."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.frameworks import Library
from autograder.probe import Call, Outcome
from autograder.sandbox import process
from autograder.sandbox.equipped import FRAMEWORK
from autograder.sandbox.process import Allowance, ForkServer, Process
from autograder.sandbox.session import Session, batch

HERE = Path(__file__).resolve().parent
Start = Callable[[], Process]
Ask = Callable[..., Outcome]

PROBE = """
def asked(sub, x):
    return {"y": sub.double(x)}
"""
BRIEF = Allowance(cpu_seconds=10.0, wall_seconds=30.0, idle_seconds=2.0)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if "frameworks" in item.path.parts and "tf_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("tensorflow"))


@pytest.fixture(scope="session")
def tf_server() -> Iterator[ForkServer]:
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip(
            "TensorFlow is not installed; the README's test command, and so .ci/run, installs it"
        )
    with ForkServer((), Library("tensorflow")) as server:
        yield server


@pytest.fixture(scope="session", params=["own user", "ordinary user"])
def start_as(
    request: pytest.FixtureRequest, tf_server: ForkServer, start_tf: Start
) -> Iterator[Start]:
    """Starts workers as root's grader has them, and as an ordinary user's."""
    if request.param == "own user":
        yield start_tf
        return
    if os.getuid() != 0:
        pytest.skip("not root: the other half of these tests is already an ordinary user's")
    with pytest.MonkeyPatch.context() as patch:  # for the start alone
        patch.setattr(process, "FORK_SERVER", (str(HERE / "ordinary_fork_server.py"),))
        server = ForkServer((), Library("tensorflow"))
    with server:
        yield lambda: FRAMEWORK.started(server.fork(FRAMEWORK.limits))


@pytest.fixture(scope="session")
def start_tf(tf_server: ForkServer) -> Start:
    return lambda: FRAMEWORK.started(tf_server.fork(FRAMEWORK.limits))


@pytest.fixture(scope="session")
def ask(start_tf: Start) -> Ask:
    """Call `double` of a text in a worker with TensorFlow; each text has a worker of its own."""

    def asked(
        text: str,
        *,
        probe: str = PROBE,
        start: Start = start_tf,
        allowance: Allowance = BRIEF,
        stand_ins: Sequence[str] = (),
        inputs: Any = None,
    ) -> Outcome:
        calls = [Call({"x": np.arange(3.0)} if inputs is None else inputs)]
        with Session(start, "hw", [("hw.py", text)], allowance, stand_ins=stand_ins) as session:
            broken = session.load()
            assert broken == []
            session.begin_exercise()
            (outcome,) = session.run(batch(probe, "asked", ["double(x) -> y"], calls))
            return outcome

    return asked
