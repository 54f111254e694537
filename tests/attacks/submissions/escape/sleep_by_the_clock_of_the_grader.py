"""Wants to be woken when the grader has worked for a moment."""

import ctypes
import os

NUMBER = {"x86_64": 230, "aarch64": 115}[os.uname().machine]


def attack():
    clock, moment = (~os.getppid() << 3) | 2, (ctypes.c_long * 2)(0, 1)
    libc = ctypes.CDLL(None, use_errno=True)
    absolute = 1
    if libc.syscall(NUMBER, clock, absolute, moment, None) == 0:
        return "woken"
