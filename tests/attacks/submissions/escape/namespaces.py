"""Wants a world of its own, in which it is root."""

import ctypes
import os

FLAGS = (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000, 0x4000000, 0x2000000, 0x400)


def attack():
    libc = ctypes.CDLL(None)
    found = [hex(flag) for flag in FLAGS if libc.unshare(flag) == 0]
    for descriptor in (0, 3):
        if libc.setns(descriptor, 0) == 0:
            found.append(f"setns {descriptor}")
    if libc.syscall(436, 100, 200, 2) == 0 and os.getppid() == 0:
        found.append("close_range with a table of its own and no parent")
    return found
