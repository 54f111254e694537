"""Confine a freshly forked child before it sees a byte of a submission.

The fork server calls `prepare` once, after its last import; each child calls `Prepared.apply`
first of all, with its descriptors already arranged (0 is /dev/null, 1 and 2 the output socket, 3
the request socket). From then on it has no files, sockets, processes or threads of its own, and
dies with its parent. Any exception from `apply` leaves the child partly confined: the caller has
to end it. What a kernel lacks altogether is no exception, but is told by the `Confinement`.

The order of the steps is no matter of taste: a change of user clears the signal of the parent's
death, Landlock and the filter need NO_NEW_PRIVS, and the filter forbids all the rest.
"""
# Bare system calls: what a child has to do is counted in microseconds.
# ruff: noqa: PTH116, PTH123, PTH208

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass

from autograder.equipment import Equipment
from autograder.frameworks import Library
from autograder.sandbox import landlock, namespaces, seccomp
from autograder.sandbox.seccomp import libc, process_control, system_call

if sys.platform != "win32":
    import resource

# Address space kept aside, never touched: freed, it lets a MemoryError still be reported.
_RESERVE_BYTES = 16 << 20
_FIRST_UNUSED_DESCRIPTOR = 4
THREADS_PER_PROCESSOR = 64  # of other workers, for the limit of a user that they share
_SIGKILL = 9
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLOSE_RANGE = 436  # on every architecture
_LAST_DESCRIPTOR = 0xFFFFFFFF
_CAPABILITY_VERSION_3 = 0x20080522


class ConfinementError(RuntimeError):
    """The child cannot be confined, so it must not run anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one child may use, counted from its fork."""

    cpu_seconds: int = 60
    memory_bytes: int = 1 << 30  # of address space, on top of what the fork server has
    stack_bytes: int = 8 << 20
    open_files: int = 32
    # With a device or a framework it has threads, and counted are the pages that may be written to,
    # not address space, of which a device's driver reserves many times what the machine has.
    equipped: bool = False
    threads: int = 512  # of an equipped one; any other has none
    pending_signals: int = 64

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if name != "equipped" and (not isinstance(value, int) or value < 1):
                raise ValueError(
                    f"Expected a positive integer but got {name}={value!r}. "
                    "Write the limit in whole seconds, bytes or pieces."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """The layers in force around one child; limits and the tie to the parent always are."""

    seccomp: bool
    landlock_abi: int  # 0 where the kernel has no Landlock
    own_uid: bool  # runs as a user that owns nothing
    own_network: bool  # and IPC: namespaces with nothing in them
    uid: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The layers that this machine could not give, for the grader to name."""
        layers = {
            "system-call filter (seccomp)": self.seccomp,
            "Landlock": self.landlock_abi > 0,
            "own user": self.own_uid,
        }
        return tuple(name for name, in_force in layers.items() if not in_force)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is there before a submission.

    Attributes:
        address_bytes: address space of the fork server.
        data_bytes: pages of it that may be written to.
        threads: of all the user's processes, and some for those to come.
    """

    address_bytes: int
    data_bytes: int
    threads: int

    @classmethod
    def measured(cls) -> Baseline:
        with open("/proc/self/statm", "rb") as statm:
            pages = [int(word) for word in statm.read().split()]
        return cls(pages[0] * mmap.PAGESIZE, pages[5] * mmap.PAGESIZE, _room_for_others())


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be worked out before the fork, so that the child has little left to do."""

    template: seccomp.Template | None  # None where the kernel or the machine has no filter
    baseline: Baseline
    reserve: mmap.mmap
    own_network: bool
    paths: landlock.Paths | None = None  # that its equipment needs; None gives no file at all

    def apply(self, limits: Limits, *, parent_pid: int, uid: int | None) -> Confinement:
        """Confine the calling process, for good.

        Args:
            limits: What it may use.
            parent_pid: The fork server, whose death is to be this process's death.
            uid: A user and group id that nothing on the machine uses, taken on where the process
                is root; ignored otherwise.

        Raises:
            ConfinementError: The parent is gone, `uid` is that of root, or there are paths to give
                but no Landlock to give no other.
            OSError: The kernel refused a step.
        """
        os.setsid()
        _volunteer_for_out_of_memory()
        own_uid = _take_user(uid)
        _drop_capabilities()
        die_with(parent_pid)
        process_control(_PR_SET_DUMPABLE, 0)
        process_control(_PR_SET_NO_NEW_PRIVS, 1)
        landlock_abi = landlock.restrict_all(self.paths)
        if self.paths is not None and not landlock_abi:
            raise ConfinementError("Expected Landlock for a child with files but there is none.")
        _close_other_descriptors()
        _set_limits(limits, self.baseline, own_uid=own_uid)
        confinement = Confinement(
            seccomp=self.template is not None,
            landlock_abi=landlock_abi,
            own_uid=own_uid,
            own_network=self.own_network,
            uid=os.getuid(),
        )
        if self.template is not None:
            seccomp.install(self.template.for_pid(os.getpid()))
        return confinement

    def release_reserve(self) -> None:
        """Free the address space kept aside, in a child that ran out of memory."""
        self.reserve.close()


def prepare(equipment: Equipment | None = None) -> Prepared:
    """Work out, in the fork server and after its last import, what its children will need.

    Args:
        equipment: what they have beyond NumPy.

    Raises:
        ConfinementError: The process has several threads, which a fork would leave behind with
            their locks held.
    """
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise ConfinementError(
            f"Expected one thread in the fork server but got threads={threads}. "
            "Set OPENBLAS_NUM_THREADS, OMP_NUM_THREADS and MKL_NUM_THREADS to 1 "
            "before numpy is imported."
        )
    libc()
    # Private: shared memory would let a child pass notes to the next one.
    reserve = mmap.mmap(-1, _RESERVE_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return Prepared(
        template=_template(equipment),
        baseline=Baseline.measured(),
        reserve=reserve,
        own_network=namespaces.leave_shared_ones(),
        paths=landlock.Paths.needed_by(equipment) if equipment else None,
    )


def confine(limits: Limits, *, parent_pid: int, uid: int | None) -> Confinement:
    """Confine the calling process without preparation; see `Prepared.apply`."""
    return prepare().apply(limits, parent_pid=parent_pid, uid=uid)


def _template(equipment: Equipment | None) -> seccomp.Template | None:
    machine = os.uname().machine
    is_64_bit = sys.maxsize > 2**32  # a 32-bit Python makes the calls of another architecture
    if machine in seccomp.supported_machines() and is_64_bit and seccomp.is_available():
        on_device = equipment is not None and not isinstance(equipment, Library)
        return seccomp.build_template(machine, equipped=bool(equipment), on_device=on_device)
    return None


def _room_for_others() -> int:
    """How many threads a user has, and will have who grades on all processors."""
    found, user = THREADS_PER_PROCESSOR * (os.cpu_count() or 1), os.getuid()
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):  # it may have ended
            if os.stat(f"/proc/{name}").st_uid == user:
                found += len(os.listdir(f"/proc/{name}/task"))
    return found


def _volunteer_for_out_of_memory() -> None:
    """Have the kernel, short of memory, end this process before the grader."""
    # Without it the address-space limit holds all the same.
    with suppress(OSError):
        score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(score, b"1000")
        os.close(score)


def _take_user(uid: int | None) -> bool:
    """Become `uid` if the process is root; return whether it did."""
    if uid is None or os.geteuid() != 0:
        return False
    if uid < 1:
        raise ConfinementError(
            f"Expected a user id that nothing uses but got uid={uid!r}. Write one from 64000 on."
        )
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError:
        return False  # A user namespace without this id, or a container without CAP_SETUID.
    return True


def _drop_capabilities() -> None:
    this_process, nothing = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24)
    if libc().capset(this_process, nothing) != 0:
        code = ctypes.get_errno()
        raise OSError(code, "The kernel kept the capabilities of the child")


def die_with(parent_pid: int) -> None:
    """Have this process killed when the thread that has forked it ends.

    Raises:
        ConfinementError: it has ended already.
    """
    process_control(_PR_SET_PDEATHSIG, _SIGKILL)
    # The parent may have died before it was tied to this process.
    if os.getppid() != parent_pid:
        raise ConfinementError(f"Expected parent_pid={parent_pid} but got {os.getppid()}.")


def _close_other_descriptors() -> None:
    try:
        system_call(_CLOSE_RANGE, _FIRST_UNUSED_DESCRIPTOR, _LAST_DESCRIPTOR, 0)
    except OSError:  # Linux before 5.9, which has no Landlock either: /proc can still be read.
        for name in os.listdir("/proc/self/fd"):
            if int(name) >= _FIRST_UNUSED_DESCRIPTOR:
                with suppress(OSError):  # The one that listed the folder is closed already.
                    os.close(int(name))


def _set_limits(limits: Limits, baseline: Baseline, *, own_uid: bool) -> None:
    if limits.equipped:
        _lower(resource.RLIMIT_DATA, baseline.data_bytes + limits.memory_bytes)
        # Counted are those of the user: of one that is nobody else, or of the grader's.
        _lower(resource.RLIMIT_NPROC, limits.threads + (0 if own_uid else baseline.threads))
    else:
        _lower(resource.RLIMIT_AS, baseline.address_bytes + limits.memory_bytes)
    # SIGXCPU first, so that the grader can tell it from a kill; SIGKILL where that is ignored.
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, grace=1)
    _lower(resource.RLIMIT_STACK, limits.stack_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_SIGPENDING, limits.pending_signals)
    for which in (
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_CORE,
        resource.RLIMIT_MEMLOCK,
        resource.RLIMIT_MSGQUEUE,
    ):
        _lower(which, 0)


def write_no_files() -> None:
    """Have the system refuse whatever this process would write into files, where it can."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_FSIZE, 0)


def _lower(which: int, value: int, *, grace: int = 0) -> None:
    """Set a limit, or keep the one in force where that is lower already."""
    _, ceiling = resource.getrlimit(which)
    hard = value + grace
    if ceiling != resource.RLIM_INFINITY:
        hard = min(hard, ceiling)
    resource.setrlimit(which, (min(value, hard), hard))
