"""Wants the old way to memory to be unwatched."""

import ctypes


def attack():
    libc = ctypes.CDLL(None)
    libc.sbrk.restype = ctypes.c_void_p
    taken = 0
    while taken < 40 and libc.sbrk(ctypes.c_long(2**26)) != 2**64 - 1:
        taken += 1
    libc.sbrk(ctypes.c_long(-taken * 2**26))
    return taken * 2**26 if taken > 16 else None
