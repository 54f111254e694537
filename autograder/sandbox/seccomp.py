"""The system-call filter of a confined child: what is not listed here is refused.

Student code needs to compute, allocate, look at the clock and talk over descriptors it already
has; nothing else. The list was measured (9,635 NumPy calls ran under it) and names no call that
takes a path, makes a process or a socket, or reaches another process. Refusals are EPERM, which
Python reports as `PermissionError`; ENOSYS is kept for calls that libc falls back from. A call
through another architecture's entry (32-bit or x32 on x86-64) would be numbered by another table,
so it kills the process.

`kill` and `tgkill` are allowed on the child itself alone, hence the filter depends on a process id
that exists only after the fork: `build_template` does the work before it, `Template.for_pid`
patches a few words after it.

`libc`, `system_call` and `process_control` are this folder's way into the kernel: the calls needed
have no wrapper in `os`.
"""

import ctypes
import errno
import functools
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Name, number on x86_64, number on aarch64 ("-" where the architecture has no such call).
_NUMBER_TABLE = """
    read 0 63   write 1 64   readv 19 65   writev 20 66   pread64 17 67   pwrite64 18 68
    lseek 8 62   close 3 57   close_range 436 436   dup 32 23   dup2 33 -   dup3 292 24
    pipe 22 -   pipe2 293 59   fstat 5 80   fsync 74 82   fdatasync 75 83   fadvise64 221 223
    poll 7 -   ppoll 271 73   select 23 -   pselect6 270 72   eventfd2 290 19
    epoll_create1 291 20   epoll_ctl 233 21   epoll_wait 232 -   epoll_pwait 281 22
    mmap 9 222   mprotect 10 226   munmap 11 215   mremap 25 216   madvise 28 233   brk 12 214
    msync 26 227   membarrier 324 283
    rt_sigaction 13 134   rt_sigprocmask 14 135   rt_sigreturn 15 139   rt_sigpending 127 136
    rt_sigtimedwait 128 137   rt_sigsuspend 130 133   sigaltstack 131 132
    restart_syscall 219 128   pause 34 -   alarm 37 -   getitimer 36 102   setitimer 38 103
    nanosleep 35 101   clock_nanosleep 230 115   clock_gettime 228 113   clock_getres 229 114
    gettimeofday 96 169   time 201 -   times 100 153   getrusage 98 165   sysinfo 99 179
    uname 63 160   getcwd 79 17   umask 95 166   getrandom 318 278
    getpid 39 172   getppid 110 173   gettid 186 178   getpgrp 111 -   getpgid 121 155
    getsid 124 156   getuid 102 174   geteuid 107 175   getgid 104 176   getegid 108 177
    getresuid 118 148   getresgid 120 150   getgroups 115 158
    sched_yield 24 124   sched_getaffinity 204 123   sched_getparam 143 121
    sched_getscheduler 145 120   sched_getattr 315 275   sched_get_priority_max 146 125
    sched_get_priority_min 147 126   sched_rr_get_interval 148 127   getcpu 309 168
    futex 202 98   set_robust_list 273 99   get_robust_list 274 100   set_tid_address 218 96
    rseq 334 293   exit 60 93   exit_group 231 94
    kill 62 129   tgkill 234 131   fcntl 72 25   ioctl 16 29   prctl 157 167   prlimit64 302 261
    clone3 435 435
"""
# What a framework or a device's driver needs besides: to open files (Landlock says which), to start
# threads (clone, by its flags), and to lay out memory.
_NUMBER_TABLE_OF_EQUIPMENT = """
    openat 257 56   newfstatat 262 79   statx 332 291   statfs 137 43   fstatfs 138 44
    open 2 -   stat 4 -   lstat 6 -   access 21 -   readlink 89 -
    faccessat 269 48   faccessat2 439 439   readlinkat 267 78   getdents64 217 61
    clone 56 220   sched_setaffinity 203 122   mlock 149 228   munlock 150 229
    mbind 237 235   get_mempolicy 239 236   set_mempolicy 238 237
"""
# Where the calls that open a file have their flags; those that write, and those that make a file or
# empty one, which older kernels' Landlock knows nothing of.
_OPENING = {"openat": 2, "open": 1}
_WRITES, _MAKES = 0x3, 0x40 | 0x200 | 0x400000
_THREAD = 0x3D0F00  # the flags by which libc starts a thread; a process has others
# Asked of each thread, by its own number: the filter answers itself that it is an ordinary one, as
# it would of any number. A refusal is no harm, but printed on every wait for a lock.
_OF_A_THREAD = frozenset({"sched_getscheduler", "sched_getparam"})
# Requests (ioctl) of terminals and of sockets, which are no devices to compute on.
_OTHER_REQUESTS = ((0x5400, 0x54FF), (0x8900, 0x89FF))
# rt_sigqueueinfo and rt_tgsigqueueinfo are left out on purpose: they signal other processes.

# Refused as "not implemented", so that libc falls back to clone, which is refused as forbidden.
_NOT_IMPLEMENTED = ("clone3",)
# Calls newer than this list, for which callers must have a fallback anyway.
_LAST_KNOWN_NUMBER = 450

_OWN_PID = -1  # stands for the child's process id until `Template.for_pid` puts it in

# Calls allowed for some values of one argument: (position of the argument, its allowed values).
_BY_ARGUMENT: dict[str, tuple[int, tuple[int, ...]]] = {
    "kill": (0, (_OWN_PID,)),
    "tgkill": (0, (_OWN_PID,)),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no owner, lock, lease or seal.
    "fcntl": (1, (0, 1, 2, 3, 4, 1030)),
    # TCGETS, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX: what isatty and libc ask.
    "ioctl": (1, (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)),
    # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA.
    "prctl": (0, (15, 16, 0x53564D41)),
    "prlimit64": (0, (0, _OWN_PID)),
    # The clocks of the machine and of the process itself: a process's own clock has a number, too.
    **dict.fromkeys(("clock_gettime", "clock_getres", "clock_nanosleep"), (0, tuple(range(12)))),
    # NORMAL to DONTNEED, FREE, HUGEPAGE, NOHUGEPAGE, DONTDUMP, DODUMP: no merging of equal pages.
    "madvise": (2, (0, 1, 2, 3, 4, 8, 14, 15, 16, 17)),
    # Whoever may ask about a process may learn that it is there.
    **dict.fromkeys(
        (
            "getpgid",
            "getsid",
            "sched_getscheduler",
            "sched_getparam",
            "sched_getaffinity",
            "sched_rr_get_interval",
            "sched_getattr",
            "get_robust_list",
        ),
        (0, (0, _OWN_PID)),
    ),
}
# Calls that must, besides, pass a null pointer here: prlimit64 reads limits but sets none.
_NULL_ARGUMENT = {"prlimit64": 2}


class _Machine(NamedTuple):
    """What the filter has to know of an architecture."""

    column: int  # in the table of numbers
    audit: int  # its AUDIT_ARCH_ constant
    foreign_from: int | None  # numbers from here on belong to another calling convention


_MACHINES = {
    "x86_64": _Machine(column=1, audit=0xC000003E, foreign_from=0x40000000),
    "aarch64": _Machine(column=2, audit=0xC00000B7, foreign_from=None),
}

# Classic BPF, as far as the filter needs it.
_LOAD, _RETURN, _JUMP = 0x20, 0x06, 0x05
_IF_EQUAL, _IF_ABOVE, _IF_AT_LEAST, _IF_ANY_BIT = 0x15, 0x25, 0x35, 0x45
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_INSTRUCTION = struct.Struct("<HBBI")
_MAX_JUMP = 255

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


class _Instruction(NamedTuple):
    """One BPF instruction; `then` and `otherwise` count the instructions that a jump skips."""

    code: int
    operand: int
    then: int = 0
    otherwise: int = 0


_Block = list[_Instruction]


@dataclass(frozen=True, slots=True)
class Template:
    """A filter complete but for the process id of the child that it will be installed in."""

    code: bytes
    pid_offsets: tuple[int, ...]

    def for_pid(self, pid: int) -> bytes:
        """Return the filter for the process `pid`."""
        program = bytearray(self.code)
        for offset in self.pid_offsets:
            struct.pack_into("<I", program, offset, pid)
        return bytes(program)


def supported_machines() -> tuple[str, ...]:
    """Return the architectures there is a filter for, as `os.uname().machine` names them."""
    return tuple(_MACHINES)


def build_filter(machine: str, *, pid: int) -> bytes:
    """Return the BPF program for the process `pid` on `machine`, ready for `install`."""
    return build_template(machine).for_pid(pid)


def build_template(machine: str, *, equipped: bool = False, on_device: bool = False) -> Template:
    """Return the BPF program for `machine`, with the places where a process id goes.

    Args:
        machine: as `os.uname().machine` names it.
        equipped: let a framework or a driver work, too: files can be read and threads started, so
            that Landlock has to say which.
        on_device: devices can be written and spoken to.

    Raises:
        ValueError: There is no table of system calls for `machine`.
    """
    if machine not in _MACHINES:
        raise ValueError(
            f"Expected one of {', '.join(_MACHINES)} but got machine={machine!r}. "
            "Add its system calls to the table in autograder/sandbox/seccomp.py."
        )
    program = _instructions(_MACHINES[machine], equipped=equipped, on_device=on_device)
    code = b"".join(
        _INSTRUCTION.pack(step.code, step.then, step.otherwise, max(step.operand, 0))
        for step in program
    )
    operand_offset = _INSTRUCTION.size - 4
    offsets = tuple(
        index * _INSTRUCTION.size + operand_offset
        for index, step in enumerate(program)
        if step.operand == _OWN_PID
    )
    return Template(code=code, pid_offsets=offsets)


def is_available() -> bool:
    """Return whether the kernel can filter system calls; installs nothing."""
    try:
        process_control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, 0)
    except OSError as error:
        # A kernel with filters complains of the null program, one without them of the mode.
        return error.errno == errno.EFAULT
    return True


def install(program: bytes) -> None:
    """Put the calling thread under `program`, for good; needs NO_NEW_PRIVS set.

    Raises:
        OSError: The kernel refused, and nothing is filtered.
    """
    header = struct.pack("@HP", len(program) // _INSTRUCTION.size, address_of(program))
    process_control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, address_of(header))


@functools.cache
def libc() -> ctypes.CDLL:
    """Return the C library with the prototypes used here; the first call is made before a fork."""
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    library.syscall.argtypes = (ctypes.c_long,) * 7
    library.syscall.restype = ctypes.c_long
    library.capset.argtypes = (ctypes.c_char_p, ctypes.c_char_p)
    return library


def address_of(data: bytes) -> int:
    """Return where bytes lie that a system call will read, while the caller holds them."""
    # A ctypes buffer would be one of a new class: that costs a child more than the call.
    return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0


def system_call(number: int, *arguments: int) -> int:
    """Make the system call `number`; addresses go in as integers.

    Raises:
        OSError: The kernel returned an error.
    """
    padding = (0,) * (6 - len(arguments))
    return _checked(libc().syscall(number, *arguments, *padding), f"system call {number}")


def process_control(option: int, *arguments: int) -> int:
    """Call prctl with `option`.

    Raises:
        OSError: The kernel returned an error.
    """
    padding = (0,) * (4 - len(arguments))
    return _checked(libc().prctl(option, *arguments, *padding), f"prctl {option}")


def _checked(result: int, call: str) -> int:
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{call}: {errno.errorcode.get(code, code)}")
    return result


def _instructions(machine: _Machine, *, equipped: bool, on_device: bool) -> _Block:
    numbers = _numbers(machine, _NUMBER_TABLE)
    by_argument = dict(_BY_ARGUMENT)
    opening: dict[str, int] = {}
    if equipped:
        numbers |= _numbers(machine, _NUMBER_TABLE_OF_EQUIPMENT)
        opening = {name: place for name, place in _OPENING.items() if name in numbers}
        by_argument |= {"clone": (0, (_THREAD,)), "sched_setaffinity": (0, (0, _OWN_PID))}
    if on_device:
        del by_argument["ioctl"]
    special = {*by_argument, *opening, "ioctl", *_NOT_IMPLEMENTED}
    allowed = [number for name, number in numbers.items() if name not in special]
    program = _refuse_other_conventions(machine)
    program += _allow_any(allowed)
    for name, (position, values) in by_argument.items():
        checks = _require_null(_NULL_ARGUMENT[name]) if name in _NULL_ARGUMENT else []
        refused = 0 if equipped and name in _OF_A_THREAD else errno.EPERM
        checks += [_load_argument(position), *_allow_any(values), _refuse(refused)]
        program += [_Instruction(_IF_EQUAL, numbers[name], 0, len(checks)), *checks]
    for name, position in opening.items():
        bits = _MAKES if on_device else _MAKES | _WRITES
        checks = [
            _load_argument(position),
            _Instruction(_IF_ANY_BIT, bits, 0, 1),
            _refuse(errno.EPERM),
            _Instruction(_RETURN, _ALLOW),
        ]
        program += [_Instruction(_IF_EQUAL, numbers[name], 0, len(checks)), *checks]
    if on_device:
        checks = _allow_requests_to_a_device()
        program += [_Instruction(_IF_EQUAL, numbers["ioctl"], 0, len(checks)), *checks]
    for name in _NOT_IMPLEMENTED:
        program += [_Instruction(_IF_EQUAL, numbers[name], 0, 1), _refuse(errno.ENOSYS)]
    program += [_Instruction(_IF_ABOVE, _LAST_KNOWN_NUMBER, 0, 1), _refuse(errno.ENOSYS)]
    return [*program, _refuse(errno.EPERM)]


def _numbers(machine: _Machine, table: str) -> dict[str, int]:
    words = table.split()
    rows = [words[start : start + 3] for start in range(0, len(words), 3)]
    return {row[0]: int(row[machine.column]) for row in rows if row[machine.column] != "-"}


def _refuse_other_conventions(machine: _Machine) -> _Block:
    """Kill on a call numbered by another table; leave the call's number loaded."""
    kill = _Instruction(_RETURN, _KILL)
    block = [
        _Instruction(_LOAD, _ARCHITECTURE),
        _Instruction(_IF_EQUAL, machine.audit, 1, 0),
        kill,
        _Instruction(_LOAD, _NUMBER),
    ]
    if machine.foreign_from is not None:
        block += [_Instruction(_IF_AT_LEAST, machine.foreign_from, 0, 1), kill]
    return block


def _allow_any(values: Sequence[int]) -> _Block:
    """Allow the call if the loaded word is among `values`, else go on behind the block."""
    if len(values) > _MAX_JUMP:
        raise ValueError(
            f"Expected at most {_MAX_JUMP} values but got len(values)={len(values)}. "
            "Split them into two blocks: a BPF jump reaches no further."
        )
    tests = [
        _Instruction(_IF_EQUAL, value, then=len(values) - index)
        for index, value in enumerate(values)
    ]
    return [*tests, _Instruction(_JUMP, 1), _Instruction(_RETURN, _ALLOW)]


def _allow_requests_to_a_device() -> _Block:
    position, always = _BY_ARGUMENT["ioctl"]
    checks = [_load_argument(position), *_allow_any(always), *_refuse_any(_OTHER_REQUESTS)]
    return [*checks, _Instruction(_RETURN, _ALLOW)]


def _refuse_any(ranges: Sequence[tuple[int, int]]) -> _Block:
    """Refuse the call if the loaded word lies in one of the ranges, else go on behind the block."""
    block = []
    for first, last in ranges:
        block += [
            _Instruction(_IF_AT_LEAST, first, 0, 2),
            _Instruction(_IF_ABOVE, last, 1, 0),
            _refuse(errno.EPERM),
        ]
    return block


def _require_null(position: int) -> _Block:
    """Refuse the call unless both halves of this argument are zero."""
    block = []
    for half in (0, 4):
        block += [
            _Instruction(_LOAD, _ARGUMENTS + 8 * position + half),
            _Instruction(_IF_EQUAL, 0, 1, 0),
            _refuse(errno.EPERM),
        ]
    return block


def _load_argument(position: int) -> _Instruction:
    """Load the low half of an argument: the kernel takes these ones as 32-bit integers."""
    return _Instruction(_LOAD, _ARGUMENTS + 8 * position)


def _refuse(code: int) -> _Instruction:
    return _Instruction(_RETURN, _ERRNO | code)
