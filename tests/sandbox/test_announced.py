"""What is announced to a worker is run without waiting for the grader, and judged as ever."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.probe import Call, Outcome
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Allowance, ForkServer, Process, WorkerEndError
from autograder.sandbox.session import KILLED, Batch, Session, batch

QUICK = Allowance(cpu_seconds=1.5, wall_seconds=30)
DOUBLE = "def double(x):\n    return 2 * x\n"
TWICE = "def twice(sub, x):\n    return {'y': sub.double(x)}\n"
COUNTING = (
    f"{DOUBLE}\ncount = 0\ndef tell(x):\n    global count\n    count += 1\n    return count\n"
)
TELL = "def told(sub, x):\n    return {'y': sub.tell(x)}\n"


@pytest.fixture
def announced(request: pytest.FixtureRequest) -> Iterator[tuple[Session, list[Batch]]]:
    """A session in which three batches are announced, and these."""
    tells = [batch(TELL, "told", [], [Call({"x": number})] * 2) for number in range(2)]
    inputs = [Call({"x": np.full(2, float(index))}) for index in range(3)]
    batches = [tells[0], batch(TWICE, "twice", ["double(x) -> y"], inputs), tells[1]]
    text = getattr(request, "param", COUNTING)
    with (
        ForkServer([item.frame for item in batches]) as server,
        Session(lambda: server.fork(Limits()), "hw", [("hw.py", text)], QUICK) as session,
    ):
        session.load()
        session.begin_exercise()
        session.announce(batches)
        yield session, batches


def outputs_of(outcomes: list[Outcome]) -> list[object]:
    return [np.asarray(outcome.outputs.get("y")).tolist() for outcome in outcomes]


def test_announced_batches_are_run_in_their_order(
    announced: tuple[Session, list[Batch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, batches = announced
    monkeypatch.setattr(Process, "send", None)  # all has been sent
    found = [outputs_of(session.run(item)) for item in batches]
    assert found == [[1, 2], [[0, 0], [2, 2], [4, 4]], [3, 4]]


@pytest.mark.parametrize(
    "announced", [COUNTING.replace("    return 2", "    1 / x[2]")], indirect=True
)
def test_what_fails_in_an_announced_batch_stays_there(
    announced: tuple[Session, list[Batch]],
) -> None:
    session, batches = announced
    found = [[outcome.failure for outcome in session.run(item)] for item in batches]
    assert [all(failures) for failures in found] == [False, True, False]


@pytest.mark.parametrize(
    "announced",
    [COUNTING.replace("    return 2", "    import os; os._exit(5)\n    return 2")],
    indirect=True,
)
def test_a_worker_that_ends_costs_what_was_announced_after_it(
    announced: tuple[Session, list[Batch]],
) -> None:
    session, batches = announced
    assert outputs_of(session.run(batches[0])) == [1, 2]
    texts = [session.run(item)[-1].failure.message for item in batches[1:]]
    assert texts == 2 * ["ended the Python process (exit status 5) instead of returning"]
    session.begin_exercise()
    session.announce(batches[:1])
    assert outputs_of(session.run(batches[0])) == [1, 2]


def test_announced_batches_survive_a_kill_from_outside(
    announced: tuple[Session, list[Batch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, batches = announced
    assert outputs_of(session.run(batches[0])) == [1, 2]
    ended = WorkerEndError("ended", KILLED)
    receive = Process.receive

    def killed(worker: Process) -> bytes:
        monkeypatch.setattr(Process, "receive", receive)
        worker.close()
        raise ended

    monkeypatch.setattr(Process, "receive", killed)
    assert outputs_of(session.run(batches[1])) == [[0, 0], [2, 2], [4, 4]]
    assert outputs_of(session.run(batches[2])) == [1, 2]  # in a fresh worker


def test_what_was_announced_and_not_run_is_not_taken_for_the_next_exercise(
    announced: tuple[Session, list[Batch]],
) -> None:
    session, batches = announced
    session.begin_exercise()
    assert outputs_of(session.run(batches[1])) == [[0, 0], [2, 2], [4, 4]]


def test_another_batch_than_the_announced_one_is_an_error_of_the_grader(
    announced: tuple[Session, list[Batch]],
) -> None:
    session, batches = announced
    with pytest.raises(ValueError, match="Expected to run told next but got twice"):
        session.run(batches[1])
