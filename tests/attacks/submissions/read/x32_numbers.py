"""Wants to open the answers by the numbers of the x32 entry."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for number in (2, 257, 437):
        path = (
            (b"$ANSWERS", 0) if number == 2 else (ctypes.c_long(-100), b"$ANSWERS", bytes(24), 24)
        )
        found = libc.syscall(ctypes.c_long(0x40000000 + number), *path)
        if found >= 0:
            return found
