"""Wants to attach to the grader as a debugger does."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    attach, seize = 16, 0x4206
    for pid in (int("$GRADER"), os.getppid()):
        for request in (attach, seize):
            if libc.ptrace(request, pid, None, None) == 0:
                libc.ptrace(17, pid, None, None)
                return pid
