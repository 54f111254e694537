"""Try what a confined child must not be able to do.

Run inside a child before a class is graded: an empty list means that the walls stand. The attempts
do no harm where nothing stops them: they name things that do not exist, send signal 0, or ask for
what the process already has. An attempt counts as refused when the kernel says "not permitted",
"permission denied" or "not implemented"; any other answer, an error such as "no such file"
included, shows that the call was let through, and a wall that only the attempt's own nonsense
kept standing is no wall.

The numbers of system calls are written out here again: a wrong one in the filter's table must not
be wrong in its test, too.
"""
# Each attempt is one system call, which pathlib would hide.
# ruff: noqa: PTH101, PTH102, PTH104, PTH108, PTH115, PTH116, PTH208, PTH211, S108, S606

import ctypes
import errno
import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from autograder.sandbox.seccomp import libc, process_control, system_call

_REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOSYS)
_NOWHERE = "/nonexistent-autograder/file"
_WORDS = 16  # room for any structure that an attempt passes
_BAD = -1  # a descriptor, flag or operation that does not exist

_Attempt = Callable[[], object]


class _RawCall(NamedTuple):
    """A system call without a wrapper, and arguments that ask for nothing."""

    name: str
    x86_64: int
    aarch64: int
    arguments: tuple[int, ...]


_RAW_CALLS = (
    _RawCall("openat2", 437, 437, (-100, 0, 0, 0)),
    _RawCall("statx", 332, 291, (_BAD, 0, 0, 0, 0)),
    _RawCall("name_to_handle_at", 303, 264, (_BAD, 0, 0, 0, 0)),
    _RawCall("open_by_handle_at", 304, 265, (_BAD, 0, 0)),
    _RawCall("clone with bad flags", 56, 220, (0x20200, 0, 0, 0, 0)),
    _RawCall("clone3", 435, 435, (0, 0)),
    _RawCall("execveat", 322, 281, (_BAD, 0, 0, 0, 0)),
    _RawCall("ptrace an untraced process", 101, 117, (2, 1, 0, 0)),
    _RawCall("bpf", 321, 280, (_BAD, 0, 0)),
    _RawCall("perf_event_open", 298, 241, (0, 0, _BAD, _BAD, 0)),
    _RawCall("io_uring_setup", 425, 425, (0, 0)),
    _RawCall("userfaultfd", 323, 282, (_BAD,)),
    _RawCall("keyctl", 250, 219, (0xFFFF, 0, 0, 0, 0)),
    _RawCall("add_key", 248, 217, (0, 0, 0, 0, 0)),
    _RawCall("unshare", 272, 97, (0,)),
    _RawCall("setns", 308, 268, (_BAD, 0)),
    _RawCall("mount", 165, 40, (0, 0, 0, 0, 0)),
    _RawCall("chroot", 161, 51, (0,)),
    _RawCall("pidfd_open", 434, 434, (1, 0xFFFF)),
    _RawCall("pidfd_getfd", 438, 438, (_BAD, _BAD, 0)),
    _RawCall("pidfd_send_signal", 424, 424, (_BAD, 0, 0, 0)),
    _RawCall("kcmp", 312, 272, (1, 1, 0xFFFF, 0, 0)),
    _RawCall("shmget", 29, 194, (0, 0, 0)),
    _RawCall("msgget", 68, 186, (0x6175746F, 0)),
    _RawCall("semget", 64, 190, (0, _BAD, 0)),
    _RawCall("mq_open", 240, 180, (0, 0, 0, 0)),
    _RawCall("inotify_init1", 294, 26, (_BAD,)),
    _RawCall("fanotify_init", 300, 262, (_BAD, 0)),
    _RawCall("timer_create", 222, 107, (0, 0, 0)),
    _RawCall("seccomp", 317, 277, (0xFFFF, 0, 0)),
    _RawCall("sched_setaffinity", 203, 122, (0, 0, 0)),
    _RawCall("sendmsg", 46, 211, (_BAD, 0, 0)),
    _RawCall("recvmsg", 47, 212, (_BAD, 0, 0)),
    _RawCall("splice", 275, 76, (_BAD, 0, _BAD, 0, 1, 0)),
    _RawCall("flock", 73, 32, (_BAD, 0)),
    _RawCall("fchmod", 91, 52, (_BAD, 0)),
    _RawCall("personality", 135, 92, (0xFFFFFFFF,)),
    _RawCall("process_madvise", 440, 440, (_BAD, 0, 0, 0, 0)),
)


# A framework, or a driver and its libraries, need these; what is in reach is tried by the others.
_OPEN_TO_EQUIPMENT = frozenset(
    [
        *("stat", "statx", "statvfs", "access", "readlink", "start a thread", "sched_setaffinity"),
        *(f"read {path}" for path in (sys.executable, _NOWHERE)),
    ]
)


def attempts(*, equipped: bool = False) -> list[str]:
    """Try every forbidden action and return the names of those that were not refused.

    Args:
        equipped: the child has a device or a framework, for which some have to be possible.
    """
    spared = _OPEN_TO_EQUIPMENT if equipped else frozenset()
    return [
        name for name, attempt in _all_attempts() if name not in spared and not _is_refused(attempt)
    ]


def _is_refused(attempt: _Attempt) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno in _REFUSALS
    return False


def _all_attempts() -> Iterable[tuple[str, _Attempt]]:
    parent = os.getppid()
    yield from _file_attempts(parent)
    yield from _process_attempts(parent)
    yield from _memory_attempts(parent)
    yield from _privilege_attempts()
    yield from _descriptor_attempts()
    machine = os.uname().machine
    for call in _RAW_CALLS:
        if machine in call._fields:
            yield call.name, partial(system_call, getattr(call, machine), *call.arguments)


def _file_attempts(parent: int) -> Iterable[tuple[str, _Attempt]]:
    for path in ("/etc/passwd", "/proc/self/maps", sys.executable, __file__, _NOWHERE):
        yield f"read {path}", partial(_open_and_close, path, os.O_RDONLY)
    for name in ("environ", "mem", "maps", "cmdline"):
        path = f"/proc/{parent}/{name}"
        yield f"read {name} of the parent", partial(_open_and_close, path, os.O_RDONLY)
    yield "write to /tmp", _write_to_tmp
    yield "stat", lambda: os.stat("/etc/passwd")
    yield "access", lambda: _check(libc().access(b"/etc/passwd", os.F_OK))
    yield "readlink", lambda: os.readlink("/proc/self/exe")
    yield "listdir", lambda: os.listdir("/")
    yield "chdir", lambda: os.chdir(_NOWHERE)
    yield "chmod", lambda: os.chmod(_NOWHERE, 0o600)
    yield "chown", lambda: os.chown(_NOWHERE, 0, 0)
    yield "mkdir", lambda: os.mkdir(_NOWHERE)
    yield "unlink", lambda: os.unlink(_NOWHERE)
    yield "rename", lambda: os.rename(_NOWHERE, _NOWHERE + "2")
    yield "link", lambda: os.link(_NOWHERE, _NOWHERE + "2")
    yield "symlink", lambda: os.symlink(_NOWHERE, _NOWHERE)
    yield "mkfifo", lambda: os.mkfifo(_NOWHERE)
    yield "truncate", lambda: os.truncate(_NOWHERE, 0)
    yield "utime", lambda: os.utime(_NOWHERE)
    yield "getxattr", lambda: os.getxattr(_NOWHERE, "user.autograder")
    yield "statvfs", lambda: os.statvfs("/")


def _process_attempts(parent: int) -> Iterable[tuple[str, _Attempt]]:
    yield "fork", _fork
    yield "start a thread", _start_thread
    yield "exec", lambda: os.execv(_NOWHERE, [_NOWHERE])
    yield "kill the parent", lambda: os.kill(parent, 0)
    yield "kill process 1", lambda: os.kill(1, 0)
    yield "kill everyone", lambda: os.kill(-1, 0)
    yield "kill the process group", lambda: os.kill(0, 0)
    yield "queue a signal to the parent", lambda: _queue_signal(parent)
    yield "read the parent's limits", lambda: _process_limits(parent)
    yield "read the parent's processor clock", lambda: time.clock_gettime((~parent << 3) | 2)
    yield "see the parent's group", lambda: os.getpgid(parent)
    yield "see the parent's session", lambda: os.getsid(parent)
    yield "see the parent's processors", lambda: os.sched_getaffinity(parent)
    yield "outlive the parent", lambda: process_control(1, 0)  # PR_SET_PDEATHSIG


def _memory_attempts(parent: int) -> Iterable[tuple[str, _Attempt]]:
    yield "process_vm_readv of the parent", lambda: _copy_from(parent)
    yield "memfd_create", _memfd_create
    yield "become traceable", lambda: process_control(4, 1)  # PR_SET_DUMPABLE


def _privilege_attempts() -> Iterable[tuple[str, _Attempt]]:
    yield "setuid to root", lambda: os.setuid(0)
    yield "setgid to root", lambda: os.setgid(0)
    yield "setgroups to root's", lambda: os.setgroups([0])
    yield "raise own limits", _raise_limits
    yield "setpriority", lambda: os.setpriority(os.PRIO_PROCESS, 0, 0)


def _descriptor_attempts() -> Iterable[tuple[str, _Attempt]]:
    families = (("unix", 1), ("inet", 2), ("inet6", 10), ("netlink", 16), ("vsock", 40))
    for name, family in families:
        yield f"{name} socket", partial(_open_socket, family)
    yield "own the signals of a descriptor", _set_owner
    yield "type into a terminal", lambda: _check(libc().ioctl(0, 0x5412, None))  # TIOCSTI


def _open_and_close(path: str, flags: int) -> None:
    os.close(os.open(path, flags))


def _write_to_tmp() -> None:
    path = f"/tmp/autograder-selftest-{os.getpid()}"
    _open_and_close(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.unlink(path)


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _start_thread() -> None:
    thread = ctypes.c_ulong()
    # getppid takes no argument and touches nothing, so it can serve as the thread's function.
    function = ctypes.cast(libc().getppid, ctypes.c_void_p)
    code = libc().pthread_create(ctypes.byref(thread), None, function, None)
    if code != 0:
        raise OSError(code, "pthread_create")
    libc().pthread_join(thread, None)


def _queue_signal(process: int) -> None:
    information = (ctypes.c_int * (4 * _WORDS))(0, 0, -1)  # si_code SI_QUEUE: what sigqueue sends
    number = {"x86_64": 129, "aarch64": 138}.get(os.uname().machine)
    if number is None:
        raise OSError(errno.ENOSYS, "rt_sigqueueinfo: number not known here")
    system_call(number, process, 0, ctypes.addressof(information))


def _process_limits(process: int) -> None:
    limits = (ctypes.c_ulong * 2)()
    _check(libc().prlimit(process, 0, None, limits))


def _raise_limits() -> None:
    unlimited = (ctypes.c_ulong * 2)(ctypes.c_ulong(-1).value, ctypes.c_ulong(-1).value)
    _check(libc().setrlimit(9, unlimited))  # RLIMIT_AS


def _copy_from(process: int) -> None:
    """Read a word of `process`; forked from it, this process knows an address that is mapped."""
    word = ctypes.c_ulong()
    local = (ctypes.c_ulong * 2)(ctypes.addressof(word), 8)
    remote = (ctypes.c_ulong * 2)(id(None), 8)
    result = libc().process_vm_readv(
        process, local, ctypes.c_ulong(1), remote, ctypes.c_ulong(1), ctypes.c_ulong(0)
    )
    _check(result)


def _memfd_create() -> None:
    os.close(_check(libc().memfd_create(b"autograder", 0)))


def _open_socket(family: int) -> None:
    os.close(_check(libc().socket(family, 1 if family != 16 else 3, 0)))


def _set_owner() -> None:
    _check(libc().fcntl(0, 8, ctypes.c_long(os.getpid())))  # F_SETOWN


def _check(result: int) -> int:
    if result == -1:
        raise OSError(ctypes.get_errno(), "refused")
    return result
