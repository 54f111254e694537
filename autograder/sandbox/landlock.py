"""A second wall, where the kernel has it: a Landlock ruleset that grants nothing.

The system-call filter already refuses every call that takes a path or makes a socket. Landlock
refuses the same things deeper in the kernel, so one mistake in the filter opens no file.

A child with a framework or a device has to open files: its filter lets it, and Landlock is then the
wall, which grants Python's and the framework's own files for reading; for a device the system's
libraries and its own files, too.
"""

from __future__ import annotations

import os
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.equipment import Equipment
from autograder.frameworks import Library
from autograder.sandbox.seccomp import address_of, system_call

# The same numbers on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR, _IOCTL_DEV = 1 << 1, 1 << 2, 1 << 3, 1 << 15

_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/cuda")
# What CUDA reads besides libraries: the driver's settings, and how the machine is built.
_OF_CUDA = (
    *("/etc/ld.so.cache", "/proc/driver/nvidia", "/proc/cpuinfo", "/proc/meminfo", "/proc/devices"),
    *("/sys/devices", "/sys/bus/pci", "/sys/module/nvidia"),
)
_OF_CUDA_BY_PIP = ("nvidia", "cuda", "cupyx", "cupy_backends", "fastrlock")
# What TensorFlow reads as it starts: whether it is in Python, how the machine is built.
_OF_A_FRAMEWORK = (
    "/proc/self/cmdline",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/dev/urandom",
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
    devices: tuple[str, ...] = ()

    @classmethod
    def needed_by(cls, equipment: Equipment) -> Paths:
        """What a process needs that has a device or a framework, which was imported before.

        Of what is installed beside Python only the packages that were imported, one by one: there
        may lie the autograder with its banks, and other courses.
        """
        kept_out = _installed()
        python = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}
        own = [*_parts(python, kept_out), *_imported(kept_out)]
        if isinstance(equipment, Library):
            return cls(_each_once(*own, *_OF_A_FRAMEWORK))
        libraries = filter(None, (*_LIBRARIES, os.environ.get("CUDA_PATH")))
        own += _beside(_OF_CUDA_BY_PIP)
        nvidia = sorted(str(path) for path in Path("/dev").glob("nvidia*") if not path.is_dir())
        readable = _each_once(*own, *_parts(libraries, kept_out), *_OF_CUDA)
        return cls(readable, (*_DEVICES, *nvidia))


def _each_once(*paths: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def _installed() -> list[Path]:
    """Folders that hold what was installed, and whose whole content is nobody's to read."""
    by_glob = [
        place
        for folder in _LIBRARIES
        for name in ("site-packages", "dist-packages")
        for place in Path(folder).glob(f"python3*/{name}")
    ]
    base = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}
    others = [path for path in sys.path if path and path not in base]
    by_name = [Path(folder, f"{kind}-packages") for folder in base for kind in ("site", "dist")]
    engine = Path(__file__).parents[1]
    found = [*by_glob, *by_name, *map(Path, others), engine]
    return [path.resolve() for path in found if path.name != "lib-dynload"]


def _parts(folders: Iterable[str], kept_out: Sequence[Path]) -> Iterator[str]:
    """Folders, or what lies in them where there is something that is to be kept out."""
    for folder in folders:
        place = Path(folder).resolve()
        if any(place == path or path in place.parents for path in kept_out):
            continue
        if any(place in path.parents for path in kept_out):
            # A link to elsewhere would be followed, which a granted folder's own are not.
            inner = (path for path in _listed(place) if place in path.resolve().parents)
            yield from _parts(map(str, inner), kept_out)
        else:
            yield str(place)


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it cannot be read."""
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _imported(kept_out: Sequence[Path]) -> Iterator[str]:
    """The packages and modules that were imported from where things are installed."""
    engine = Path(__file__).parents[1]
    for name, module in sorted(sys.modules.items()):
        if "." in name or name == "__main__" or "autograder" in name:
            continue
        places = list(getattr(module, "__path__", ())) or [getattr(module, "__file__", None)]
        for place in [Path(one).resolve() for one in places if isinstance(one, str)]:
            if place.parent in kept_out and place != engine:
                yield str(place)
                yield f"{place}.libs"  # where wheels keep libraries of their own


def _beside(names: Iterable[str]) -> Iterator[str]:
    """Packages that a driver's libraries look for, beside those that were imported."""
    for folder in sys.path:
        yield from (str(path) for name in names if os.path.isdir(path := Path(folder, name)))  # noqa: PTH112  an unreadable one is none


def version() -> int:
    """The ABI that the kernel offers; 0 where it has no Landlock, or none is let in."""
    try:
        return system_call(_CREATE_RULESET, 0, 0, _ASK_VERSION)
    except OSError:
        return 0


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
        attributes = struct.pack("=QQQ", *handled_rights(abi))
        ruleset = system_call(_CREATE_RULESET, address_of(attributes), len(attributes), 0)
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
                rule = struct.pack("=Qi", own, place)
                system_call(_ADD_RULE, ruleset, _BENEATH, address_of(rule), 0)
            finally:
                os.close(place)
