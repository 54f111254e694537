"""The pool on the real thing: processes that grade, and that are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from faults import children_of, is_alive
from handed_in import RIGHT, WRONG, sleeping, submitted

from autograder.classroom import local
from autograder.classroom.local import LocalPool
from autograder.errors import SandboxError
from autograder.grading import grade
from autograder.plan import Plan
from autograder.results import SubmissionResult
from autograder.submission import Submission, read_submission

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="/proc shows processes"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

Expected = Callable[[Submission], SubmissionResult]


@pytest.fixture
def expected(relu: Plan, start) -> Expected:
    """What a submission comes to without a pool."""
    return lambda submission: grade(relu, submission, start)


@pytest.fixture
def pool(relu: Plan) -> Iterator[LocalPool]:
    with LocalPool(relu, 2) as pool:
        yield pool
    assert not multiprocessing.active_children()


def everything(pool: LocalPool) -> list[tuple[Submission, SubmissionResult]]:
    """All that is still to come, in the order in which it comes."""
    found = []
    while pool.is_busy:
        found += pool.collect()
    return found


def results(pool: LocalPool) -> dict[str, SubmissionResult]:
    return {submission.student: result for submission, result in everything(pool)}


def once(look: Callable[[], object]) -> None:
    """Wait until something is the case."""
    deadline = time.monotonic() + 30
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def busy_graders() -> list[BaseProcess]:
    """Those that have a worker at the moment."""
    return [
        grader
        for grader in multiprocessing.active_children()
        if any(children_of(server) for server in children_of(grader.pid or 0))
    ]


def descendants() -> list[int]:
    """The graders, their fork servers and workers."""
    found = [grader.pid or 0 for grader in multiprocessing.active_children()]
    for pid in found:
        found += children_of(pid)
    return found


def descriptors() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


# Grading


@pytest.mark.parametrize("confined", [True, False], ids=["confined", "unconfined"])
def test_results_are_those_of_grading_alone(
    relu: Plan, expected: Expected, confined: bool, tmp_path: Path
) -> None:
    (tmp_path / "empty.py").write_text("")
    work = [
        submitted("right", RIGHT),
        submitted("wrong", WRONG),
        submitted("long", f"{RIGHT}\n# {'ü' * 2**20}\n"),
        submitted("broken", "def relu_forward(:\n"),
        submitted("exits", f"{RIGHT}\ndef relu_backward(da, cache):\n    import os; os._exit(3)\n"),
        read_submission("empty", tmp_path / "empty.py", "forward_backward"),
    ]
    found = {}
    with LocalPool(relu, 2, confined=confined) as pool:
        assert (pool.confinement is not None) is confined
        for submission in work:
            while not pool.has_room:
                found.update({own.student: result for own, result in pool.collect()})
            pool.submit(submission)
        found.update(results(pool))
    assert found == {submission.student: expected(submission) for submission in work}
    assert found["right"].passed
    assert not found["wrong"].passed


def test_a_pool_has_room_until_every_grader_has_something_to_do(pool: LocalPool) -> None:
    assert (pool.has_room, pool.is_busy) == (True, False)
    pool.submit(submitted("ada", RIGHT))
    assert (pool.has_room, pool.is_busy) == (True, True)
    pool.submit(submitted("ben", WRONG))
    assert (pool.has_room, pool.is_busy) == (False, True)
    assert len(results(pool)) == 2
    assert (pool.has_room, pool.is_busy) == (True, False)


def test_a_submission_that_sleeps_does_not_hold_up_the_others(pool: LocalPool) -> None:
    pool.submit(submitted("asleep", sleeping(1.5)))
    order = []
    for name in ("ada", "ben", "eve"):
        pool.submit(submitted(name, RIGHT))
        order += [submission.student for submission, _ in pool.collect()]
    order += [submission.student for submission, _ in everything(pool)]
    assert order == ["ada", "ben", "eve", "asleep"]


# Killed processes


@pytest.mark.parametrize("victim", ["grader", "fork server"])
def test_a_kill_in_mid_submission_costs_nothing(
    pool: LocalPool, expected: Expected, victim: str
) -> None:
    submission, other = submitted("ada", sleeping(1.0, WRONG)), submitted("ben", RIGHT)
    pool.submit(submission)
    once(busy_graders)
    (grader,) = busy_graders()
    (server,) = children_of(grader.pid or 0)
    os.kill(server if victim == "fork server" else grader.pid or 0, signal.SIGKILL)
    pool.submit(other)
    assert results(pool) == {"ada": expected(submission), "ben": expected(other)}
    pool.submit(other)
    pool.submit(other)
    assert [result for _, result in everything(pool)] == [expected(other)] * 2


def test_what_kills_its_grader_twice_is_an_error_and_harms_nobody_else(
    pool: LocalPool, expected: Expected, relu: Plan
) -> None:
    pool.submit(submitted("ada", sleeping(4.0)))
    once(busy_graders)
    (first,) = busy_graders()
    pool.submit(other := submitted("ben", sleeping(1.0, WRONG)))
    others = set(multiprocessing.active_children()) - {first}
    first.kill()
    assert pool.collect() == []
    once(lambda: set(busy_graders()) - others)
    (second,) = set(busy_graders()) - others
    second.kill()
    found = results(pool)
    assert found.pop("ada") == SubmissionResult(
        student="ada",
        file="forward_backward.py",
        score=0.0,
        max_score=relu.points,
        status="error",
        notes=[
            "The grader failed, not the submission: its process was killed; the machine may be "
            "out of memory."
        ],
        exercises=[],
    )
    assert found == {"ben": expected(other)}
    pool.submit(submitted("ada", RIGHT))
    assert results(pool)["ada"].passed


def test_a_grader_that_dies_of_idleness_is_replaced(pool: LocalPool, expected: Expected) -> None:
    for grader in multiprocessing.active_children():
        grader.kill()
        grader.join()
    pool.submit(submission := submitted("ada", RIGHT))
    assert results(pool) == {"ada": expected(submission)}


def test_graders_leave_an_interrupt_to_their_pool(pool: LocalPool, expected: Expected) -> None:
    pool.submit(submission := submitted("ada", sleeping(0.5)))
    once(busy_graders)
    graders = multiprocessing.active_children()
    for grader in graders:
        os.kill(grader.pid or 0, signal.SIGINT)
    assert results(pool) == {"ada": expected(submission)}
    assert set(multiprocessing.active_children()) == set(graders)


# The end


@pytest.mark.parametrize("confined", [True, False], ids=["confined", "unconfined"])
@pytest.mark.parametrize(
    "text", ["import time\ntime.sleep(100)\n", "while True: pass\n"], ids=["asleep", "at work"]
)
def test_closing_a_busy_pool_leaves_no_process_behind(
    relu: Plan, confined: bool, text: str
) -> None:
    with LocalPool(relu, 2, confined=confined) as pool:
        pool.submit(submitted("ada", text))
        once(lambda: len(descendants()) == (5 if confined else 3))  # one worker among them
        left = descendants()
        begun = time.monotonic()
    assert time.monotonic() - begun < 5, "it does not wait for the submission"
    once(lambda: not any(map(is_alive, left)))
    assert not multiprocessing.active_children()


def test_a_closed_pool_lets_go_of_its_descriptors(relu: Plan) -> None:
    with LocalPool(relu, 1):
        pass
    before = descriptors()
    with LocalPool(relu, 2) as pool:
        pool.submit(submitted("ada", RIGHT))
    assert descriptors() <= before


def test_a_machine_that_cannot_confine_is_told(relu: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SandboxError("Confined code could: open a socket.")

    monkeypatch.setattr(local, "Launcher", refuse)
    with pytest.raises(SandboxError, match=r"^Confined code could: open a socket\.$"):
        LocalPool(relu, 2)
    assert not multiprocessing.active_children()


def test_graders_that_do_not_start_are_told(relu: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_serve", lambda *_: os._exit(1))
    with pytest.raises(SandboxError, match="A grader did not start; its message stands above"):
        LocalPool(relu, 2)
    assert not multiprocessing.active_children()
