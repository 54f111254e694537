"""A second wall, where the kernel has it: a Landlock ruleset that grants nothing.

The system-call filter already refuses every call that takes a path or makes a socket. Landlock
refuses the same things deeper in the kernel, so one mistake in the filter opens no file.

A child that computes on a device has to open files: its filter lets it, and Landlock is then the
wall, which grants Python's and the system's libraries for reading, and the device's own files.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import struct
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.seccomp import system_call

# The same numbers on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR, _IOCTL_DEV = 1 << 1, 1 << 2, 1 << 3, 1 << 15

# What CUDA reads: libraries, the driver's settings, and how the machine is built.
_OF_CUDA = (
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/cuda", "/etc/ld.so.cache"),
    *("/proc/driver/nvidia", "/proc/cpuinfo", "/proc/meminfo", "/proc/devices"),
    *("/sys/devices", "/sys/bus/pci", "/sys/module/nvidia"),
)
_DEVICES = ("/dev/null", "/dev/urandom")

# For each ABI that brought new rights: masks of all file, network and scope rights it knows.
_RIGHTS = {
    1: (0x1FFF, 0x0, 0x0),  # execute, read, write, list, remove and make
    2: (0x3FFF, 0x0, 0x0),  # link and rename across folders
    3: (0x7FFF, 0x0, 0x0),  # truncate
    4: (0x7FFF, 0x3, 0x0),  # bind and connect TCP
    5: (0xFFFF, 0x3, 0x0),  # ioctl on devices
    6: (0xFFFF, 0x3, 0x3),  # abstract sockets and signals outside the sandbox
    9: (0x1FFFF, 0x3, 0x3),  # connect to named sockets
    10: (0x1FFFF, 0xF, 0x3),  # bind and send UDP
}
_NEWEST_KNOWN = max(_RIGHTS)


def handled_rights(abi: int) -> tuple[int, int, int]:
    """Return the masks of file, network and scope rights that a kernel of this ABI knows."""
    return _RIGHTS[max(known for known in _RIGHTS if known <= abi)]


@dataclass(frozen=True)
class Paths:
    """What remains granted: files and folders to read, devices to use."""

    readable: tuple[str, ...]
    devices: tuple[str, ...]

    @classmethod
    def of_a_device(cls, backend: str) -> Paths:
        """What a process needs that computes on a device by this module."""
        python = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib")]
        spec = importlib.util.find_spec(backend)
        own = [str(Path(spec.origin).parent)] if spec and spec.origin else []
        cuda = os.environ.get("CUDA_PATH")
        readable = (*python, *own, *([cuda] if cuda else []), *_OF_CUDA)
        nvidia = sorted(str(path) for path in Path("/dev").glob("nvidia*") if not path.is_dir())
        return cls(readable, (*_DEVICES, *nvidia))


def restrict_all(paths: Paths | None = None) -> int:
    """Take every right that Landlock knows from the calling thread; needs NO_NEW_PRIVS set.

    Args:
        paths: what it may go on reading and using; nothing by default. What there is not, it
            cannot.

    Returns:
        The ABI whose rights were taken, at most the newest known here; 0 where Landlock is
        missing, switched off or hidden by a container, and nothing was restricted.
    """
    try:
        abi = min(system_call(_CREATE_RULESET, 0, 0, _ASK_VERSION), _NEWEST_KNOWN)
        # Older kernels know only the first fields and accept the others as long as they are 0.
        attributes = ctypes.create_string_buffer(struct.pack("=QQQ", *handled_rights(abi)), 24)
        ruleset = system_call(_CREATE_RULESET, ctypes.addressof(attributes), 24, 0)
    except OSError:
        return 0
    try:
        if paths is not None:
            _grant(ruleset, paths.readable, _READ_FILE | _READ_DIR)
            own = _IOCTL_DEV & handled_rights(abi)[0]
            _grant(ruleset, paths.devices, _READ_FILE | _WRITE_FILE | own)
        system_call(_RESTRICT_SELF, ruleset, 0)
    except OSError:
        return 0
    finally:
        os.close(ruleset)
    return abi


def _grant(ruleset: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        with suppress(OSError):
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                own = rights if os.path.isdir(path) else rights & ~_READ_DIR  # noqa: PTH112
                rule = ctypes.create_string_buffer(struct.pack("=Qi", own, place), 12)
                system_call(_ADD_RULE, ruleset, _BENEATH, ctypes.addressof(rule), 0)
            finally:
                os.close(place)
