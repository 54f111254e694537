"""Wants the filter to see one number and the kernel another: high halves, negative numbers."""

import ctypes
import os

MEMFD, SOCKET = {"x86_64": (319, 41), "aarch64": (279, 198)}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    found = []
    for high in (2**32, 2**63, 2**40 + 2**32):
        if libc.syscall(ctypes.c_ulong(MEMFD + high), b"x", 0) >= 0:
            found.append(("memfd", high))
        if libc.syscall(ctypes.c_ulong(SOCKET + high), 1, 1, 0) >= 0:
            found.append(("socket", high))
    return found
