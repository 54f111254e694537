"""Workers whose arrays lie on a device: confined, each with its share of the memory."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from places import ROOT

from autograder.devices.device import Device
from autograder.errors import SandboxError
from autograder.probe import Call, Outcome
from autograder.sandbox.confine import Limits
from autograder.sandbox.equipped import DEVICE
from autograder.sandbox.process import ForkServer, Process
from autograder.sandbox.session import Session, batch
from autograder.sandbox.unconfined import spawn

MIB = 2**20
PROBE = (
    "import numpy as np\n"
    "def used(sub, x, seed):\n"
    "    rng = np.random.default_rng(seed)\n"
    "    return {'y': sub.double(x + rng.normal(size=x.shape))}\n"
)
DOUBLE = "import numpy as np\ndef double(x):\n    return 2 * x\n"

Start = Callable[[], Process]


@pytest.fixture(params=["confined", "spawned"])
def any_start(request: pytest.FixtureRequest, start_on_device: Start) -> Start:
    if request.param == "confined":
        return start_on_device
    return lambda: DEVICE.started(spawn(Device(64 * MIB, "stand_in")))


def outcomes_of(start: Start, text: str, count: int = 1) -> list[Outcome]:
    calls = [Call({"x": np.arange(3.0), "seed": 7})] * count
    with Session(start, "hw", [("hw.py", text)], DEVICE.allowance) as session:
        session.load()
        session.begin_exercise()
        return session.run(batch(PROBE, "used", ["double(x) -> y"], calls))


def test_unchanged_code_computes_on_the_device(any_start: Start) -> None:
    (outcome,) = outcomes_of(any_start, DOUBLE)
    assert outcome.failure is None
    assert outcome.remarks == outcome.notes == ()
    drawn = np.random.default_rng(7).normal(size=3)
    np.testing.assert_array_equal(outcome.outputs["y"], 2 * (np.arange(3.0) + drawn))
    where = f"{DOUBLE}raise ValueError(type(np.ones(2)).__module__ + str(type(np.ones(2)._data)))"
    with Session(any_start, "hw", [("hw.py", where)]) as session:
        ((_, failure),) = session.load()
    assert "numpy<class 'stand_in.ndarray'>" in failure.message


def test_what_ran_on_the_cpu_is_noted(any_start: Start) -> None:
    text = "import numpy as np\ndef double(x):\n    return np.insert(2 * x, 0, 1)\n"
    outcomes = outcomes_of(any_start, text, count=2)
    note = "numpy.insert ran on the CPU, on copies"
    assert [outcome.notes for outcome in outcomes] == [(note,), (note,)]


def test_exhausted_memory_costs_one_submission_its_own_run(any_start: Start) -> None:
    hoard = (
        "import numpy as np\nkept = []\n"
        "def double(x):\n    while True:\n        kept.append(np.ones(10**5))\n"
    )
    (outcome,) = outcomes_of(any_start, hoard)
    assert outcome.failure
    assert outcome.failure.message == (
        "MemoryError: a submission may use 64 MiB of the GPU's memory, and this needs more"
    )
    (other,) = outcomes_of(any_start, DOUBLE)
    assert other.failure is None


def test_changed_arguments_and_kept_state_are_seen_on_a_device(any_start: Start) -> None:
    text = "kept = []\ndef double(x):\n    kept.append(x)\n    x *= 2\n    return x\n"
    (outcome,) = outcomes_of(any_start, text)
    assert [(item.kind, item.subject) for item in outcome.remarks] == [
        ("changed", "x"),
        ("alias", "y is x"),
    ]


def test_a_device_that_cannot_be_had_is_the_graders_fault() -> None:
    device = Device(2 * 2**40, "stand_in")
    with ForkServer((), device) as server:
        for process in (spawn(device), server.fork(DEVICE.limits)):
            with pytest.raises(SandboxError, match="A worker could not start the GPU") as raised:
                DEVICE.started(process)
            assert "--jobs, or on the CPU with --device cpu" in str(raised.value)


def test_the_walls_of_a_child_with_a_device_stand(device_fork_server: ForkServer) -> None:
    confinement = device_fork_server.rehearse(DEVICE.limits)
    assert confinement.seccomp
    assert confinement.landlock_abi > 0


FORBIDDEN = {
    "the references": f"open({str(ROOT / 'reference/hw1_forward_backward/numpy_solution.py')!r})",
    "the system's files": "open('/etc/passwd')",
    "a new file": "open('/tmp/left_behind', 'w')",
    "a list of a folder": f"__import__('os').listdir({str(ROOT)!r})",
    "the parent": "open(f'/proc/{__import__(\"os\").getppid()}/environ')",
    "a process": "__import__('os').fork()",
    "a program": "__import__('subprocess').run(['/bin/true'])",
    "a socket": "__import__('socket').socket()",
    "a device": "open('/dev/kmsg')",
    "the network's addresses": "__import__('fcntl').ioctl(3, 0x8912, bytes(64))",
    "a terminal": "__import__('fcntl').ioctl(0, 0x5412, b'x')",
}


@pytest.mark.parametrize("action", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_child_with_a_device_cannot_reach(action: str, start_on_device: Start) -> None:
    text = f"def double(x):\n    try: {action}\n    except PermissionError: return 2 * x\n"
    (outcome,) = outcomes_of(start_on_device, text)
    assert outcome.failure is None
    assert isinstance(outcome.outputs["y"], np.ndarray)


def test_a_thread_has_the_same_walls(start_on_device: Start) -> None:
    text = (
        "import threading\nread = []\n"
        "def work():\n    try: read.append(open('/etc/passwd').read())\n"
        "    except PermissionError: read.append('refused')\n"
        "def double(x):\n    one = threading.Thread(target=work)\n    one.start()\n    one.join()\n"
        "    raise ValueError(read)\n"
    )
    (outcome,) = outcomes_of(start_on_device, text)
    assert outcome.failure
    assert outcome.failure.message == "ValueError: ['refused']"


NEEDED = {
    "a library": "open('/etc/ld.so.cache', 'rb').read(1)",
    "a device": "open('/dev/urandom', 'rb').read(1)",
    "a thread": "t = __import__('threading').Thread(target=int)\n    t.start()\n    t.join()",
    "much address space": "__import__('mmap').mmap(-1, 2**36, flags=0x4022, prot=0)",
}


@pytest.mark.parametrize("action", NEEDED.values(), ids=NEEDED)
def test_a_driver_finds_what_it_needs(action: str, start_on_device: Start) -> None:
    (outcome,) = outcomes_of(start_on_device, f"def double(x):\n    {action}\n    return x + x\n")
    assert outcome.failure is None


def test_memory_of_the_machine_is_limited_all_the_same(device_fork_server: ForkServer) -> None:
    limits = Limits(memory_bytes=256 * MIB, open_files=256, equipped=True)
    text = "def double(x):\n    return bytearray(2**29)\n"
    (outcome,) = outcomes_of(lambda: DEVICE.started(device_fork_server.fork(limits)), text)
    assert outcome.failure
    assert outcome.failure.message.startswith("MemoryError")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    monkeypatch.setenv("SECRET", "17")


@pytest.mark.usefixtures("settings")
def test_the_environment_says_which_gpu_and_that_nothing_is_kept() -> None:
    device = Device(64 * MIB, "stand_in")
    with ForkServer((), device) as server:
        text = "import os\ndef double(x):\n    raise ValueError(' '.join(sorted(os.environ)))\n"
        (outcome,) = outcomes_of(lambda: DEVICE.started(server.fork(DEVICE.limits)), text)
    assert outcome.failure
    names = outcome.failure.message.removeprefix("ValueError: ").split()
    assert set(names) >= {"CUDA_VISIBLE_DEVICES", "CUPY_CACHE_IN_MEMORY", "CUPY_TF32"}
    assert "SECRET" not in names
