"""Wants to be its parent's debugger, or its parent to be its own."""

import ctypes
import os

TRACEME, ATTACH, SEIZE, DETACH = 0, 16, 0x4206, 17


def attack():
    libc = ctypes.CDLL(None)
    for pid in (os.getppid(), int("$GRADER")):
        for request in (SEIZE, ATTACH):
            if libc.ptrace(request, pid, None, None) == 0:
                libc.ptrace(DETACH, pid, None, None)
                return "attached", pid
    if libc.ptrace(TRACEME, 0, None, None) == 0:
        return "traced"
