"""Confinement is real: a forked child is confined and tries what it must not be able to do.

Every scenario below runs in a child of a fork server, and the fork server in a process of its own:
pytest's process may have threads, and must not be confined. This file is that process's program,
too (`python test_confine.py '{"scenario": ...}'`).
"""

import errno
import json
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.fft  # NumPy loads these three lazily, which a confined child cannot.
import numpy.linalg
import numpy.random
import pytest

from autograder.sandbox import landlock, seccomp, selftest
from autograder.sandbox.confine import Confinement, ConfinementError, Limits, Prepared, prepare

ROOT = Path(__file__).parents[2]
UNUSED_UID = 64123
ORDINARY_UID = 12345
DEADLINE_S = 20

GIB = 2**30
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")
root_only = pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="only root can become another user"
)
as_each_user = pytest.mark.parametrize(
    "user", [None, pytest.param(ORDINARY_UID, marks=root_only)], ids=["own user", "ordinary user"]
)


# Scenarios: what a child does, given what was prepared; the value goes back to the test.


def try_forbidden_actions(prepared: Prepared) -> list[str]:
    return selftest.attempts()


def try_forbidden_actions_with_filter_only(prepared: Prepared) -> list[str]:
    seccomp.process_control(38, 1)  # PR_SET_NO_NEW_PRIVS
    seccomp.install(seccomp.build_filter(os.uname().machine, pid=os.getpid()))
    return selftest.attempts()


def open_files_with_landlock_only(prepared: Prepared) -> dict[str, int]:
    seccomp.process_control(38, 1)
    abi = landlock.restrict_all()
    try:
        os.close(os.open("/proc/self/maps", os.O_RDONLY))
    except OSError as error:
        return {"abi": abi, "errno": error.errno or 0}
    return {"abi": abi, "errno": 0}


def compute_with_numpy(prepared: Prepared) -> dict[str, bool]:
    rng = np.random.default_rng(7)
    a, b = rng.standard_normal((2, 300, 300))
    system = a + 300 * np.eye(300)
    return {
        "matmul": np.allclose(a @ b, np.einsum("ij,jk->ik", a, b)),
        "solve": np.allclose(system @ np.linalg.solve(system, b), b),
        "svd": np.allclose(np.linalg.svd(a[:50, :50])[1][0], np.linalg.norm(a[:50, :50], 2)),
        "fft": np.allclose(np.fft.ifft(np.fft.fft(a)).real, a),
        "fresh entropy": bool(np.random.default_rng().random() < 1),
        "legacy random": np.random.RandomState(3).permutation(10).shape == (10,),
        "time": time.time() > 0 and time.process_time() >= 0,
    }


def run_out_of_memory(prepared: Prepared) -> dict[str, Any]:
    hoard = []
    try:
        while True:
            hoard.append(np.ones(1 << 17))
    except MemoryError:
        pieces = len(hoard)
        prepared.release_reserve()
        report = bytearray(8 << 20)  # More than was left, less than the reserve.
        return {"MiB": pieces, "could report": len(report) == 8 << 20}


def use_up_cpu(prepared: Prepared) -> None:
    while True:
        pass


def use_up_cpu_and_ignore_the_signal(prepared: Prepared) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    use_up_cpu(prepared)


def name_its_user(prepared: Prepared) -> dict[str, Any]:
    return {"users": os.getresuid(), "groups": [*os.getresgid(), *os.getgroups()]}


def signal_itself(prepared: Prepared) -> list[int]:
    received: list[int] = []
    signal.signal(signal.SIGUSR1, lambda number, frame: received.append(number))
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    return received


def start_a_python_thread(prepared: Prepared) -> str:
    try:
        threading.Thread(target=int).start()
    except RuntimeError as error:
        return str(error)
    return "started"


def list_open_descriptors(prepared: Prepared) -> list[int]:
    return [number for number in range(1024) if is_open(number)]


def make_a_call_of_another_convention(prepared: Prepared) -> None:
    seccomp.system_call(0x40000000 + 39)  # getpid of x32


def sleep_long(prepared: Prepared) -> None:
    os.write(3, b"ready")
    time.sleep(DEADLINE_S)


def is_open(descriptor: int) -> bool:
    try:
        os.get_inheritable(descriptor)
    except OSError as error:
        return error.errno != errno.EBADF
    return True


# The fork server: what a process of its own does for a test.


def serve(
    *,
    scenario: str,
    confined: bool,
    user: int | None,
    limits: dict[str, int],
    uid: int | None,
    once_ready: str | None = None,
) -> dict[str, Any]:
    if user is not None:
        become(user)
    prepared = prepare()
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        signal.alarm(DEADLINE_S)
        arrange_descriptors(theirs.fileno())
        confinement = None
        if confined:
            confinement = prepared.apply(Limits(**limits), parent_pid=parent, uid=uid)
        answer(globals()[scenario], prepared, confinement)
    theirs.close()
    ours.settimeout(DEADLINE_S)
    if once_ready is not None:
        assert ours.recv(5) == b"ready"
        return {"abandon": abandon, "inspect": inspect}[once_ready](child)
    reply = b"".join(iter(lambda: ours.recv(1 << 16), b""))
    _, status, usage = os.wait4(child, 0)
    outcome: dict[str, Any] = json.loads(reply) if reply else {}
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {**outcome, "signal": ended_by, "cpu_s": usage.ru_utime + usage.ru_stime}


def abandon(child: int) -> dict[str, Any]:
    print(f"abandoned {child > 0}", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def inspect(child: int) -> dict[str, Any]:
    """Return what the kernel says of the child."""
    lines = Path(f"/proc/{child}/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines)
    status["oom_score_adj"] = Path(f"/proc/{child}/oom_score_adj").read_text().strip()
    status["session"] = str(os.getsid(child) == child)
    limits = Path(f"/proc/{child}/limits").read_text().splitlines()[1:]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return {
        "status": status,
        "limits": {line[:26].strip(): line[26:].split() for line in limits},
        "namespaces": namespaces_of_this_process(),  # which its children have, too
    }


def namespaces_of_this_process() -> list[str]:
    return [str(Path(f"/proc/self/ns/{kind}").readlink()) for kind in ("net", "ipc", "uts")]


def become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    seccomp.process_control(4, 1)  # PR_SET_DUMPABLE, as in a process started by that user


def arrange_descriptors(request: int) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(request, 3)
    os.dup2(null, 7)  # Left open on purpose, as is 900.
    os.dup2(null, 900)


def answer(
    scenario: Callable[[Prepared], object], prepared: Prepared, confinement: Confinement | None
) -> None:
    try:
        value = scenario(prepared)
        layers = asdict(confinement) if confinement else None
        os.write(3, json.dumps({"value": value, "confinement": layers}).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def time_apply(forks: int) -> list[float]:
    """Return how long `apply` took in each of so many children, in milliseconds."""
    prepared, parent, durations = prepare(), os.getpid(), []
    for _ in range(forks):
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            arrange_descriptors(theirs.fileno())
            start = time.perf_counter_ns()
            prepared.apply(Limits(), parent_pid=parent, uid=UNUSED_UID)
            os.write(3, struct.pack("q", time.perf_counter_ns() - start))
            os._exit(0)
        theirs.close()
        durations.append(struct.unpack("q", ours.recv(8))[0] / 1e6)
        os.waitpid(child, 0)
        ours.close()
    return durations


# The tests.


def start_server(request: dict[str, Any]) -> subprocess.Popen[str]:
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    return subprocess.Popen(
        [sys.executable, __file__, json.dumps(request)],
        env={**os.environ, **threads, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ask_server(request: dict[str, Any]) -> Any:
    with start_server(request) as server:
        try:
            out, err = server.communicate(timeout=2 * DEADLINE_S)
        finally:
            server.kill()
    sys.stderr.write(err)  # What pytest shows where the test fails.
    assert server.returncode == 0, err
    return json.loads(out)


def run_scenario(
    scenario: Callable[[Prepared], object],
    *,
    confined: bool = True,
    user: int | None = None,
    limits: dict[str, int] | None = None,
    once_ready: str | None = None,
) -> dict[str, Any]:
    request = {"scenario": scenario.__name__, "confined": confined, "user": user}
    outcome = ask_server(
        {**request, "limits": limits or {}, "uid": UNUSED_UID, "once_ready": once_ready}
    )
    assert isinstance(outcome, dict)
    return outcome


@linux_only
@as_each_user
def test_confined_child_can_do_nothing_forbidden(user: int | None) -> None:
    assert run_scenario(try_forbidden_actions, user=user)["value"] == []


@linux_only
def test_self_test_reports_what_an_unconfined_child_can_do() -> None:
    succeeded = set(run_scenario(try_forbidden_actions, confined=False)["value"])
    assert succeeded >= {
        "read /etc/passwd",
        "read /proc/self/maps",
        f"read {sys.executable}",
        "read cmdline of the parent",
        "write to /tmp",
        "stat",
        "listdir",
        "chmod",
        "unix socket",
        "inet socket",
        "fork",
        "start a thread",
        "exec",
        "kill the parent",
        "kill the process group",
        "queue a signal to the parent",
        "read the parent's limits",
        "ptrace an untraced process",
        "memfd_create",
        "clone with bad flags",
        "own the signals of a descriptor",
    }


@root_only
def test_self_test_reports_what_an_unconfined_root_can_do() -> None:
    succeeded = set(run_scenario(try_forbidden_actions, confined=False)["value"])
    assert succeeded >= {
        "read environ of the parent",
        "process_vm_readv of the parent",
        "setuid to root",
        "raise own limits",
        "chroot",
        "mount",
        "bpf",
    }


@linux_only
def test_system_call_filter_alone_refuses_everything_forbidden() -> None:
    outcome = run_scenario(try_forbidden_actions_with_filter_only, confined=False)
    assert outcome["value"] == []


@linux_only
def test_landlock_alone_refuses_files_where_the_kernel_has_it() -> None:
    value = run_scenario(open_files_with_landlock_only, confined=False)["value"]
    assert value["errno"] == (errno.EACCES if value["abi"] else 0)


@linux_only
@as_each_user
def test_numpy_works_confined(user: int | None) -> None:
    value = run_scenario(compute_with_numpy, user=user)["value"]
    assert value == dict.fromkeys(value, True)
    assert len(value) == 7


@linux_only
def test_memory_limit_raises_memory_error_and_the_reserve_lets_it_be_reported() -> None:
    outcome = run_scenario(run_out_of_memory, limits={"memory_bytes": 64 << 20})
    assert outcome["value"]["could report"]
    assert 40 <= outcome["value"]["MiB"] <= 64


@linux_only
@pytest.mark.parametrize(
    ("scenario", "ended_by", "seconds"),
    [
        (use_up_cpu, signal.SIGXCPU, 1),
        (use_up_cpu_and_ignore_the_signal, signal.SIGKILL, 2),
    ],
    ids=["default", "signal ignored"],
)
def test_cpu_limit_kills(
    scenario: Callable[[Prepared], object], ended_by: signal.Signals, seconds: int
) -> None:
    outcome = run_scenario(scenario, limits={"cpu_seconds": 1})
    assert outcome["signal"] == ended_by
    assert seconds - 0.5 <= outcome["cpu_s"] <= seconds + 0.5


@linux_only
@as_each_user
def test_kernel_confirms_the_confinement(user: int | None) -> None:
    outcome = run_scenario(sleep_long, user=user, limits={"cpu_seconds": 7}, once_ready="inspect")
    status, limits = outcome["status"], outcome["limits"]
    expected = {"NoNewPrivs": "1", "Seccomp": "2", "Threads": "1", "session": "True"}
    expected |= {f"Cap{kind}": "0" * 16 for kind in ("Inh", "Prm", "Eff", "Amb")}
    expected["oom_score_adj"] = "1000"
    assert {name: status[name] for name in expected} == expected
    assert limits["Max cpu time"][:2] == ["7", "8"]
    assert limits["Max stack size"][:2] == ["8388608", "8388608"]
    assert limits["Max open files"][:2] == ["32", "32"]
    assert limits["Max pending signals"][:2] == ["64", "64"]
    assert limits["Max msgqueue size"][:2] == ["0", "0"]
    for name in ("file size", "core file size", "locked memory"):
        assert limits[f"Max {name}"][:2] == ["0", "0"]
    # What Python and NumPy have mapped already, and 1 GiB more.
    assert GIB < int(limits["Max address space"][0]) < 2 * GIB


@linux_only
@as_each_user
def test_the_network_is_an_empty_one_where_the_kernel_lets_it(user: int | None) -> None:
    found = run_scenario(sleep_long, user=user, once_ready="inspect")["namespaces"]
    shared = set(found) & set(namespaces_of_this_process())
    layers = run_scenario(name_its_user, user=user)["confinement"]
    assert not shared if layers["own_network"] else len(shared) == 3


@root_only
def test_child_of_root_is_a_user_that_owns_nothing() -> None:
    outcome = run_scenario(name_its_user)
    assert outcome["value"]["users"] == [UNUSED_UID] * 3
    assert outcome["value"]["groups"] == [UNUSED_UID] * 3
    assert outcome["confinement"]["own_uid"] is True
    assert outcome["confinement"]["uid"] == UNUSED_UID


@root_only
def test_child_of_an_ordinary_user_stays_that_user_and_says_so() -> None:
    outcome = run_scenario(name_its_user, user=ORDINARY_UID)
    assert outcome["value"]["users"] == [ORDINARY_UID] * 3
    assert outcome["confinement"]["own_uid"] is False
    assert outcome["confinement"]["uid"] == ORDINARY_UID


@linux_only
def test_confinement_tells_which_layers_are_in_force() -> None:
    outcome = run_scenario(name_its_user)
    abi = run_scenario(open_files_with_landlock_only, confined=False)["value"]["abi"]
    assert outcome["confinement"]["seccomp"] is True
    assert outcome["confinement"]["landlock_abi"] == abi


def test_missing_layers_are_named() -> None:
    all_there = Confinement(seccomp=True, landlock_abi=7, own_uid=True, own_network=True, uid=64000)
    none_there = Confinement(
        seccomp=False, landlock_abi=0, own_uid=False, own_network=False, uid=1000
    )
    assert all_there.missing == ()
    assert none_there.missing == ("system-call filter (seccomp)", "Landlock", "own user")


@linux_only
def test_child_may_signal_itself() -> None:
    assert run_scenario(signal_itself)["value"] == [signal.SIGUSR1] * 2


@linux_only
def test_python_thread_is_refused_with_an_error() -> None:
    assert run_scenario(start_a_python_thread)["value"] == "can't start new thread"


@linux_only
def test_only_the_four_descriptors_stay_open() -> None:
    assert run_scenario(list_open_descriptors)["value"] == [0, 1, 2, 3]
    assert {7, 900} < set(run_scenario(list_open_descriptors, confined=False)["value"])


@linux_only
@pytest.mark.skipif(platform.machine() != "x86_64", reason="only x86-64 has x32")
def test_call_of_another_convention_kills() -> None:
    assert run_scenario(make_a_call_of_another_convention)["signal"] == signal.SIGSYS


@linux_only
@as_each_user
def test_child_dies_with_the_fork_server(user: int | None) -> None:
    request = {"scenario": "sleep_long", "confined": True, "user": user, "limits": {}}
    with start_server({**request, "uid": UNUSED_UID, "once_ready": "abandon"}) as server:
        # The child holds the pipe, too: only its death as well brings the end of the output.
        out, err = server.communicate(timeout=DEADLINE_S / 2)
    assert (out, server.returncode) == ("abandoned True\n", -signal.SIGKILL), err


@linux_only
def test_confining_takes_a_few_milliseconds_at_its_best() -> None:
    # The fastest of many: a loaded machine must not fail this; benchmarks/engine.py has the figure.
    assert min(ask_server({"forks": 100})) < 10


@linux_only
@pytest.mark.parametrize(
    ("refusal", "message"),
    [
        (
            "threads",
            "Expected one thread in the fork server but got threads=2. Set OPENBLAS_NUM_THREADS, "
            "OMP_NUM_THREADS and MKL_NUM_THREADS to 1 before numpy is imported.",
        ),
        ("parent", "Expected parent_pid=1 but got "),
        pytest.param(
            "root",
            "Expected a user id that nothing uses but got uid=0. Write one from 64000 on.",
            marks=root_only,
        ),
    ],
)
def test_confinement_that_cannot_hold_is_refused(refusal: str, message: str) -> None:
    assert ask_server({"refusal": refusal}).startswith(message)


@pytest.mark.parametrize("value", [0, -1, 1.5], ids=repr)
def test_limits_must_be_positive_integers(value: Any) -> None:
    with pytest.raises(ValueError, match="integer") as raised:
        Limits(cpu_seconds=value)
    assert str(raised.value) == (
        f"Expected a positive integer but got cpu_seconds={value!r}. "
        "Write the limit in whole seconds, bytes or pieces."
    )


def test_modules_import_where_there_is_no_linux() -> None:
    program = (
        "import sys; sys.platform = 'win32'; sys.modules['resource'] = None; "
        "import autograder.sandbox.confine, autograder.sandbox.selftest"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=20)


# The filter, run by a small BPF machine, so that both architectures are tested on either.

KILL, ALLOW = 0x80000000, 0x7FFF0000
EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
PID = 4321


def judge(
    machine: str, number: int, *arguments: int, audit: int | None = None, **kind: bool
) -> int:
    """Return the filter's verdict on one system call."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, audit or AUDIT[machine], 0, *padded)
    code = seccomp.build_template(machine, **kind).for_pid(PID)
    program = list(struct.iter_unpack("<HBBI", code))
    tests: dict[int, Callable[[int, int], bool]] = {
        0x15: lambda a, k: a == k,
        0x25: lambda a, k: a > k,
        0x35: lambda a, k: a >= k,
        0x45: lambda a, k: bool(a & k),
    }
    position, loaded = 0, 0
    while True:
        code, then, otherwise, operand = program[position]
        position += 1
        if code == 0x06:
            return int(operand)
        if code == 0x20:
            (loaded,) = struct.unpack_from("<I", data, operand)
        elif code == 0x05:
            position += operand
        else:
            position += then if tests[code](loaded, operand) else otherwise


# What is called, number on x86-64, on aarch64, arguments, verdict.
VERDICTS: Sequence[tuple[str, int, int, tuple[int, ...], int]] = [
    ("read", 0, 63, (3,), ALLOW),
    ("futex", 202, 98, (), ALLOW),
    ("exit_group", 231, 94, (), ALLOW),
    ("mmap", 9, 222, (), ALLOW),
    ("openat", 257, 56, (), EPERM),
    ("socket", 41, 198, (), EPERM),
    ("clone", 56, 220, (), EPERM),
    ("execve", 59, 221, (), EPERM),
    ("newfstatat", 262, 79, (), EPERM),
    ("ptrace", 101, 117, (), EPERM),
    ("tkill", 200, 130, (PID,), EPERM),
    ("rt_sigqueueinfo", 129, 138, (PID,), EPERM),
    ("clone3", 435, 435, (), ENOSYS),
    ("newest known", 450, 450, (), EPERM),
    ("newer", 451, 451, (), ENOSYS),
    ("kill itself", 62, 129, (PID, 9), ALLOW),
    ("kill itself, high half set", 62, 129, (PID | 1 << 32, 9), ALLOW),
    ("kill another", 62, 129, (PID + 1, 9), EPERM),
    ("kill its group", 62, 129, (0, 9), EPERM),
    ("kill everyone", 62, 129, (2**64 - 1, 9), EPERM),
    ("tgkill itself", 234, 131, (PID, PID, 9), ALLOW),
    ("tgkill another", 234, 131, (PID + 1, PID, 9), EPERM),
    ("read own limits", 302, 261, (0, 7, 0, 1), ALLOW),
    ("read own limits by id", 302, 261, (PID, 7, 0, 1), ALLOW),
    ("read another's limits", 302, 261, (PID + 1, 7, 0, 1), EPERM),
    ("set own limits", 302, 261, (0, 7, 0x1000, 0), EPERM),
    ("set own limits, high address", 302, 261, (0, 7, 1 << 32, 0), EPERM),
    ("clock of the machine", 228, 113, (1, 0x1000), ALLOW),
    ("own processor clock", 228, 113, (2, 0x1000), ALLOW),
    ("another's processor clock", 228, 113, (2**32 - 8 * PID - 6, 0x1000), EPERM),
    ("own session", 124, 156, (0,), ALLOW),
    ("another's session", 124, 156, (PID + 1,), EPERM),
    ("own processors", 204, 123, (PID, 128, 0x1000), ALLOW),
    ("another's processors", 204, 123, (PID + 1, 128, 0x1000), EPERM),
    ("F_GETFL", 72, 25, (3, 3), ALLOW),
    ("F_SETOWN", 72, 25, (3, 8), EPERM),
    ("TCGETS", 16, 29, (1, 0x5401), ALLOW),
    ("TIOCSTI", 16, 29, (1, 0x5412), EPERM),
    ("PR_SET_NAME", 157, 167, (15,), ALLOW),
    ("PR_SET_DUMPABLE", 157, 167, (4, 1), EPERM),
]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("row", VERDICTS, ids=lambda row: row[0])
def test_filter_verdict(machine: str, row: tuple[str, int, int, tuple[int, ...], int]) -> None:
    _, x86_64, aarch64, arguments, verdict = row
    number = {"x86_64": x86_64, "aarch64": aarch64}[machine]
    assert judge(machine, number, *arguments) == verdict


# The same, then verdicts with a framework and with a device.
EQUIPPED: Sequence[tuple[str, int, int, tuple[int, ...], int, int]] = [
    ("read a file", 257, 56, (0, 0, os.O_RDONLY | os.O_CLOEXEC), ALLOW, ALLOW),
    ("write one", 257, 56, (0, 0, os.O_WRONLY), EPERM, ALLOW),
    ("read and write one", 257, 56, (0, 0, os.O_RDWR), EPERM, ALLOW),
    ("make one", 257, 56, (0, 0, os.O_CREAT), EPERM, EPERM),
    ("empty one", 257, 56, (0, 0, os.O_TRUNC), EPERM, EPERM),
    ("make one without a name", 257, 56, (0, 0, 0x410000), EPERM, EPERM),
    ("start a thread", 56, 220, (0x3D0F00,), ALLOW, ALLOW),
    ("start a process", 56, 220, (0x1200011,), EPERM, EPERM),
    ("request of a device", 16, 29, (3, 0xC0104600), EPERM, ALLOW),
    ("request of a terminal", 16, 29, (3, 0x5412), EPERM, EPERM),
    ("a thread's own scheduling", 145, 120, (PID + 1,), 0x50000, 0x50000),
    ("another's session", 124, 156, (PID + 1,), EPERM, EPERM),
    ("socket", 41, 198, (), EPERM, EPERM),
    ("rename", 82, 38, (), EPERM, EPERM),
    ("truncate", 76, 45, (), EPERM, EPERM),
]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("row", EQUIPPED, ids=lambda row: row[0])
def test_filter_verdict_for_a_framework_and_for_a_device(
    machine: str, row: tuple[str, int, int, tuple[int, ...], int, int]
) -> None:
    _, x86_64, aarch64, arguments, *verdicts = row
    number = {"x86_64": x86_64, "aarch64": aarch64}[machine]
    assert verdicts == [
        judge(machine, number, *arguments, equipped=True, on_device=on_device)
        for on_device in (False, True)
    ]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filter_allows_nothing_by_path(machine: str) -> None:
    by_path = {
        "x86_64": {*range(76, 78), *range(80, 95), *range(257, 270), 2, 4, 6, 21, 59, 133, 439},
        "aarch64": {*range(5, 17), *range(33, 50), *range(52, 57), 78, 79, 221, 276, 281, 291, 439},
    }
    assert {judge(machine, number) for number in by_path[machine]} == {EPERM}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filter_kills_calls_of_another_architecture(machine: str) -> None:
    i386, arm = 0x40000003, 0x40000028
    assert judge(machine, 0, audit=i386) == judge(machine, 0, audit=arm) == KILL


def test_filter_kills_x32_calls() -> None:
    assert judge("x86_64", 0x40000000) == judge("x86_64", 2**32 - 1) == KILL
    assert judge("aarch64", 0x40000000) == ENOSYS


def test_filter_is_refused_for_an_unknown_machine() -> None:
    with pytest.raises(ValueError, match="machine") as raised:
        seccomp.build_template("riscv64")
    assert str(raised.value) == (
        "Expected one of x86_64, aarch64 but got machine='riscv64'. "
        "Add its system calls to the table in autograder/sandbox/seccomp.py."
    )


@pytest.mark.parametrize(
    ("abi", "rights"),
    [
        (1, (0x1FFF, 0, 0)),
        (3, (0x7FFF, 0, 0)),
        (4, (0x7FFF, 3, 0)),
        (7, (0xFFFF, 3, 3)),
        (9, (0x1FFFF, 3, 3)),
        (10, (0x1FFFF, 15, 3)),
    ],
)
def test_landlock_handles_every_right_of_an_abi(abi: int, rights: tuple[int, int, int]) -> None:
    assert landlock.handled_rights(abi) == rights


def refuse(what: str) -> str:
    """Return the message with which an impossible confinement is refused, in this process."""
    if what == "threads":
        threading.Thread(target=time.sleep, args=(DEADLINE_S,), daemon=True).start()
    try:
        prepared = prepare()
        parent = 1 if what == "parent" else os.getppid()
        prepared.apply(Limits(), parent_pid=parent, uid=0 if what == "root" else None)
    except ConfinementError as error:
        return str(error)
    return "confined"


def main(request: dict[str, Any]) -> Any:
    if "forks" in request:
        return time_apply(request["forks"])
    if "refusal" in request:
        return refuse(request["refusal"])
    return serve(**request)


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))), flush=True)
