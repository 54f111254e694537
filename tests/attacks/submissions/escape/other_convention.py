"""Wants system calls numbered as x32 programs number them."""

import ctypes
import os


def attack():
    if os.uname().machine != "x86_64":
        return None
    libc = ctypes.CDLL(None)
    return f"x32 getpid returned {libc.syscall(ctypes.c_long(0x40000000 + 39))}"
