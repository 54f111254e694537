"""Wants a child by the calls that nobody makes any more."""

import ctypes
import os

FORK, VFORK, CLONE = 57, 58, 56


def attack():
    if os.uname().machine != "x86_64":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()
    for number, flags in ((FORK, 0), (CLONE, 17), (CLONE, 0x8000 | 17)):  # 17 is SIGCHLD
        pid = libc.syscall(number, flags, None, None, None, None)
        if os.getpid() != parent:
            os._exit(0)
        if pid > 0:
            return number, pid
