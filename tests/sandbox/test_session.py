"""A session survives whatever a submission does, and says what happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from places import ROOT

from autograder.errors import SandboxError
from autograder.probe import Call, Outcome
from autograder.sandbox import process, protocol, session
from autograder.sandbox.confine import Limits
from autograder.sandbox.process import Allowance, ForkServer, Process
from autograder.sandbox.session import Batch, Session, batch
from autograder.sandbox.unconfined import spawn

PROBE = "def twice(sub, x):\n    return {'y': sub.double(x)}\n"
DOUBLE = "def double(x):\n    return 2 * x\n"
QUICK = Allowance(cpu_seconds=1.5, wall_seconds=30)

Start = Callable[[], Process]


@pytest.fixture(params=["confined", "prepared", "spawned"])
def any_start(request: pytest.FixtureRequest, start: Start) -> Iterator[Start]:
    if request.param == "prepared":
        with ForkServer([calls().frame]) as server:
            yield lambda: server.fork(Limits())
    else:
        yield start if request.param == "confined" else spawn


def calls(count: int = 3) -> Batch:
    inputs = [Call({"x": np.full(2, float(index))}) for index in range(count)]
    return batch(PROBE, "twice", ["double(x) -> y"], inputs)


def run(start: Start, text: str, allowance: Allowance = QUICK) -> list[Outcome]:
    with Session(start, "hw", [("hw.py", text)], allowance) as session:
        session.load()
        session.begin_exercise()
        return session.run(calls())


def message(outcomes: list[Outcome]) -> str:
    assert outcomes[-1].failure
    return outcomes[-1].failure.message


def test_what_a_fork_server_has_is_not_sent_again(monkeypatch) -> None:
    with ForkServer([calls().frame]) as server:
        sent = []
        send = Process.send
        monkeypatch.setattr(
            Process, "send", lambda self, data: (sent.append(data), send(self, data))
        )
        outcomes = run(lambda: server.fork(Limits()), DOUBLE)
    assert [outcome.outputs["y"].tolist() for outcome in outcomes] == [[0, 0], [2, 2], [4, 4]]
    assert not any(b"def twice" in data for data in sent)


def test_no_submission_can_change_the_inputs_of_the_next(any_start: Start) -> None:
    spoiling = (
        "import gc\nfor item in gc.get_objects():\n    if type(item).__name__ == 'Call':\n"
        "        item.inputs['x'] = None\n"
    )
    run(any_start, spoiling + DOUBLE)
    outcomes = run(any_start, DOUBLE)
    assert [outcome.outputs["y"].tolist() for outcome in outcomes] == [[0, 0], [2, 2], [4, 4]]


def test_a_large_answer_is_read_as_it_comes(any_start: Start, monkeypatch) -> None:
    monkeypatch.setattr(process, "FIRST_LOOK", 0.5)
    probe = "def large(sub, x):\n    return {'y': np.zeros(250_000)}\n"  # 2 MB: 10 to 30 pipes full
    asked = batch(f"import numpy as np\n{probe}", "large", [], [Call({"x": 0.0})])
    with Session(any_start, "hw", [("hw.py", DOUBLE)]) as session:
        session.load()
        session.begin_exercise()
        begin = time.perf_counter()
        (outcome,) = session.run(asked)
    assert time.perf_counter() - begin < 3
    assert outcome.outputs["y"].shape == (250_000,)


def test_outputs_come_back_as_fresh_arrays(any_start: Start) -> None:
    outcomes = run(any_start, DOUBLE)
    assert [outcome.outputs["y"].tolist() for outcome in outcomes] == [[0, 0], [2, 2], [4, 4]]
    assert all(outcome.outputs["y"].flags.writeable for outcome in outcomes)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("while True: pass", "did not finish within 1.5 s of processor time (an endless loop?)"),
        ("import os; os._exit(0)", "ended the Python process (exit status 0) instead of returning"),
        ("import os; os.kill(os.getpid(), 9)", "crashed the Python process (signal 9)"),
        ("import ctypes; ctypes.string_at(0)", "crashed the Python process (signal 11)"),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("return double(x)", "RecursionError: maximum recursion depth exceeded"),
        ("return np.zeros((4000, 4000))", "returned far more data than the task asks for"),
        ("return [0.0] * 10**6", "returned far more data than the task asks for"),
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_every_end_has_its_message(body: str, says: str, any_start: Start) -> None:
    text = f"import numpy as np\ndef double(x):\n    {body}\n"
    assert says in message(run(any_start, text)[:1])


def test_printing_without_end_is_stopped(any_start: Start) -> None:
    text = "def double(x):\n    print('spam' * 10**7)\n    return x\n"
    assert message(run(any_start, text)) == "printed more than 8 MB"


def test_some_printing_costs_nothing(any_start: Start) -> None:
    text = "def double(x):\n    print('spam' * 10**4)\n    return 2 * x\n"
    assert run(any_start, text)[2].failure is None


def test_memory_beyond_the_limit_is_an_error_of_the_submission(start: Start) -> None:
    text = "import numpy as np\ndef double(x):\n    return np.ones(2**28)\n"
    assert "MemoryError" in message(run(start, text))


@pytest.mark.parametrize("grown", ["np.ones(1000)", "[1.5] * 99", "bytes(999)"])
def test_memory_that_grows_is_told_and_costs_the_next_exercise_nothing(
    start: Start, grown: str
) -> None:
    text = (
        "import numpy as np\nkept = []\n"
        "def double(x):\n"
        "    while x[0] == 2:\n"
        f"        kept.append({grown})\n"
        "    return 2 * x\n"
    )
    patient = Allowance(cpu_seconds=30.0)
    with Session(start, "hw", [("hw.py", text)], patient) as session:
        session.load()
        for _ in range(2):
            session.begin_exercise()
            outcomes = session.run(calls())
            assert [outcome.failure is None for outcome in outcomes[:2]] == [True, True]
            assert "MemoryError" in message(outcomes) or "used up the memory" in message(outcomes)


def test_answers_before_the_crash_are_kept(any_start: Start) -> None:
    text = "import os\ndef double(x):\n    if x[0] == 2: os._exit(1)\n    return 2 * x\n"
    outcomes = run(any_start, text)
    assert [outcome.failure is None for outcome in outcomes] == [True, True, False]


def test_the_next_exercise_starts_in_a_fresh_worker(any_start: Start) -> None:
    text = "import os\ncount = 0\ndef double(x):\n    if x[0] == 2: os._exit(1)\n    return 2 * x\n"
    with Session(any_start, "hw", [("hw.py", text)], QUICK) as session:
        session.load()
        for _ in range(2):
            session.begin_exercise()
            assert session.run(calls(2))[1].failure is None
            assert session.run(calls(3))[2].failure


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("while True: pass", "it did not finish within 1.5 s"),
        ("import os; os._exit(0)", "it ended the Python process"),
        ("import mailbox", "Module 'mailbox' cannot be imported while grading"),
        ("import torch", "No module named 'torch' here: a submission may import NumPy and the"),
        ("def f(:", "SyntaxError: invalid syntax"),
        ("x = undefined", "NameError: name 'undefined' is not defined"),
    ],
)
def test_a_file_that_cannot_be_run_says_why(text: str, says: str, any_start: Start) -> None:
    with Session(any_start, "hw", [("hw.py", text)], QUICK) as session:
        ((label, failure),) = session.load()
        assert label == "hw.py"
        assert says in failure.message
        session.begin_exercise()
        assert session.run(calls())[0].failure


def test_a_text_that_ends_its_worker_is_tried_once(start: Start) -> None:
    started = []

    def counted() -> Process:
        started.append(1)
        return start()

    with Session(counted, "hw", [("hw.py", "import os; os._exit(0)")], QUICK) as session:
        session.load()
        for _ in range(5):
            session.begin_exercise()
            session.run(calls())
    assert len(started) == 1


HEADS = {
    "everything of NumPy": "from numpy import *\nassert array([1]).sum() == 1 and f2py",
    "a look through NumPy": "import inspect, numpy\nassert len(inspect.getmembers(numpy)) > 500",
    "parts of NumPy": "import numpy.matlib\nfrom numpy.lib.recfunctions import append_fields",
    "where the file lies": (
        "import os, sys\nsys.path.append(os.path.dirname(os.path.abspath(__file__)))\n"
        "assert os.path.basename(__file__) == 'hw.py'"
    ),
    "a function's source": (
        "import inspect\ndef one():\n    return 1\nassert 'return 1' in inspect.getsource(one)"
    ),
    "lesser known parts": (
        "import colorsys, configparser, getopt, optparse, tomllib, zoneinfo\n"
        "from multiprocessing.dummy import Pool"
    ),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_stands_at_the_top_of_files_runs(head: str, any_start: Start) -> None:
    with Session(any_start, "hw", [("hw.py", f"{head}\n{DOUBLE}")], QUICK) as session:
        assert session.load() == []
        session.begin_exercise()
        assert session.run(calls())[-1].failure is None


def test_a_notebook_has_no_file(any_start: Start) -> None:
    with Session(any_start, "hw", [("cell 1", "x = __file__")], QUICK) as session:
        ((_, failure),) = session.load()
    assert failure.message == "NameError: name '__file__' is not defined"


@pytest.mark.parametrize(
    "pool", ["concurrent.futures.ThreadPoolExecutor(2)", "multiprocessing.dummy.Pool(2)"]
)
def test_threads_are_refused_everywhere(pool: str, any_start: Start) -> None:
    text = (
        "import concurrent.futures, multiprocessing.dummy\n"
        f"def double(x):\n    return list({pool}.map(lambda one: 2 * one, [x]))[0]\n"
    )
    refusals = "can't start new thread", "Operation not permitted", "File too large"
    assert message(run(any_start, text)).endswith(refusals)


def test_plotting_imports_cost_nothing(any_start: Start) -> None:
    text = (
        "import matplotlib.pyplot as plt\nimport seaborn as sns\nfrom tqdm import tqdm\n"
        "figure, (left, middle, right) = plt.subplots(1, 3)\n"
        "with plt.style.context('dark'):\n    left.plot([1, 2]); sns.heatmap([[1]])[0].set(x=1)\n"
        "total = sum(tqdm([1, 2, 3]))\nassert total == 6\ndisplay(figure)\n"
        "from autograder.notebook import check\ncheck('relu')\n" + DOUBLE
    )
    assert run(any_start, text)[0].failure is None


@pytest.mark.parametrize("draw", ["np.random.random(x.shape)", "random.random() + 0 * x"])
def test_what_draws_from_a_global_generator_draws_the_same_each_time(
    any_start: Start, draw: str
) -> None:
    text = f"import random\nimport numpy as np\ndef double(x):\n    return {draw}\n"
    beside = "own = np.random.default_rng(1)\n"  # which by itself would need no seed
    found = [outcome.outputs["y"].tolist() for outcome in run(any_start, text + beside)]
    assert found[0] == found[1] == found[2]


def test_a_confined_submission_reads_no_file(start: Start) -> None:
    text = "def double(x):\n    return open('/etc/passwd').read()\n"
    assert "Operation not permitted" in message(run(start, text))


FORGERIES = {
    "answer ahead": "protocol.frame(protocol.Answer(0, 0, wire.pack({'y': 1.0}), None, []))",
    "garbage": "b'\\x05\\0\\0\\0hello'",
    "endless frame": "b'\\xff\\xff\\xff\\xff'",
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_forged_answers_are_refused(kind: str, start: Start) -> None:
    text = (
        "import os, sys\n"
        "frame = sys._getframe()\n"
        "while 'protocol' not in frame.f_globals: frame = frame.f_back\n"
        "protocol = frame.f_globals['protocol']\nwire = protocol.wire\n"
        f"def double(x):\n    os.write(3, {FORGERIES[kind]})\n    return x\n"
    )
    assert message(run(start, text)) == "sent the grader something that is no result"


def test_the_self_test_passes_and_names_the_layers(fork_server: ForkServer) -> None:
    confinement = fork_server.rehearse(Limits())
    assert confinement.seccomp
    assert confinement.own_uid == (os.getuid() == 0)


def test_grading_is_refused_where_something_forbidden_works(monkeypatch, tmp_path) -> None:
    # A fork server whose self-test finds a hole: the walls are simply not put up.
    program = tmp_path / "open_fork_server.py"
    program.write_text(
        "import dataclasses, os\nfrom autograder.sandbox import confine, fork_server\n"
        "layers = confine.Confinement(seccomp=True, landlock_abi=1, own_uid=True, "
        "own_network=True, uid=1)\n"
        "confine.Prepared.apply = lambda self, limits, *, parent_pid, uid: layers\n"
        "fork_server.main()\n"
    )
    real = process.subprocess.Popen

    def open_fork_server(command, **options):
        return real([command[0], str(program), command[-1]], **options)

    monkeypatch.setattr(process.subprocess, "Popen", open_fork_server)
    with (
        ForkServer() as fork_server,
        pytest.raises(SandboxError, match=r"Confined code could: .*read"),
    ):
        fork_server.rehearse(Limits())


def test_a_dead_fork_server_is_a_fault_of_the_grader() -> None:
    with ForkServer() as fork_server:
        os.kill(fork_server._program.pid, signal.SIGKILL)
        with pytest.raises(SandboxError, match="The fork server ended unexpectedly"):
            fork_server.fork(Limits())


def test_children_die_with_the_fork_server() -> None:
    with ForkServer() as fork_server:
        child = fork_server.fork(Limits())
        pid = child.handle.pid
        os.kill(pid, 0)
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            break
        if state == "Z":  # a zombie is dead
            break
        signal.sigtimedwait([], 0.01)
    else:
        pytest.fail("the child outlived its fork server")


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x81\xa4type\xa3Foo", b"\xc1", b"\x91" * 5000])
def test_no_bytes_pass_as_an_answer_by_accident(data: bytes) -> None:
    with pytest.raises(protocol.WireError, match="Expected a response but got"):
        protocol.response(data)


def test_arrays_can_be_saved_to_memory_and_read_back(start: Start) -> None:
    text = (
        "import io\nimport numpy as np\n"
        "def double(x):\n"
        "    kept = io.BytesIO()\n"
        "    np.savez(kept, x=x)\n"
        "    kept.seek(0)\n"
        "    return 2 * np.load(kept)['x']\n"
    )
    assert [outcome.outputs["y"].tolist() for outcome in run(start, text)] == [
        [0, 0],
        [2, 2],
        [4, 4],
    ]


def test_closing_a_worker_twice_leaves_the_next_one_alone(fork_server) -> None:
    """The next worker's descriptors have the first one's numbers."""
    first = fork_server.fork(Limits())
    assert first.close() == -signal.SIGKILL
    second = fork_server.fork(Limits())
    assert {first.requests, first.output} & {second.requests, second.output}
    assert first.close() == -signal.SIGKILL
    second.allow(Allowance())
    second.send(protocol.frame(protocol.Load("m", [("m.py", "x = 1")])))
    assert isinstance(protocol.response(second.receive()), protocol.Loaded)
    second.close()


def test_a_worker_that_sleeps_is_not_waited_for(start) -> None:
    chunks = [("m.py", "import time\ntime.sleep(60)")]
    begun = time.monotonic()
    with Session(start, "m", chunks, Allowance(5, 60, idle_seconds=0.5)) as session:
        ((_, failure),) = session.load()
    assert failure.message == "it did nothing for 0.5 s (asleep, or waiting for something?)"
    assert time.monotonic() - begun < 20


def test_a_submission_that_sleeps_in_every_exercise_is_woken_sooner(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_SLEEP", 2.0)
    text = "import time\ndef double(x):\n    time.sleep(60)\n"
    allowance = Allowance(idle_seconds=1.5)
    with Session(start, "hw", [("hw.py", text)], allowance) as sleeper:
        sleeper.load()
        messages = []
        for _ in range(4):
            sleeper.begin_exercise()
            messages.append(message(sleeper.run(calls())))
    assert [text.split()[3] for text in messages] == ["1.5", "0.5", "0.5", "0.5"]


def test_short_sleeps_are_nobody_s_business(start: Start) -> None:
    text = "import time\ndef double(x):\n    time.sleep(0.2)\n    return 2 * x\n"
    with Session(start, "hw", [("hw.py", text)], Allowance(idle_seconds=0.5)) as sleeper:
        sleeper.load()
        for _ in range(2):
            sleeper.begin_exercise()
            assert not [one.failure for one in sleeper.run(calls()) if one.failure]


SPAWNS_AND_DIES = """
import os, signal
from autograder.sandbox import session
from autograder.sandbox.process import Allowance
from autograder.sandbox.unconfined import spawn
worker = spawn()
worker.allow(Allowance())
text = "import sys\\nwhile True: pass\\n"
worker.send(session.protocol.frame(session.protocol.Load("hw", [("hw.py", text)])))
print(worker.handle.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends a child with its parent")
def test_a_spawned_worker_dies_with_its_grader() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", SPAWNS_AND_DIES], cwd=ROOT, stdout=subprocess.PIPE, check=False
    )
    worker = int(killed.stdout)
    deadline = time.monotonic() + 30
    while Path(f"/proc/{worker}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
