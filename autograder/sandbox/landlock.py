"""A second wall, where the kernel has it: a Landlock ruleset that grants nothing.

The system-call filter already refuses every call that takes a path or makes a socket. Landlock
refuses the same things deeper in the kernel, so one mistake in the filter opens no file.
"""

import ctypes
import os
import struct

from autograder.sandbox.seccomp import system_call

# The same numbers on every architecture.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1

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


def restrict_all() -> int:
    """Take every right that Landlock knows from the calling thread; needs NO_NEW_PRIVS set.

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
        system_call(_RESTRICT_SELF, ruleset, 0)
    except OSError:
        return 0
    finally:
        os.close(ruleset)
    return abi
