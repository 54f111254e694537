"""Wants to find in a fresh worker what the last one wrote into the C library's code."""

import ctypes
import os

libc = ctypes.CDLL(None)
# The end of the page of a function that nobody calls.
place = (ctypes.cast(libc.hcreate_r, ctypes.c_void_p).value & ~4095) + 4088
page, size = ctypes.c_void_p(place & ~4095), ctypes.c_size_t(4096)
MARK = b"\xccattack\xcc"

if ctypes.string_at(place, 8) == MARK:

    def mse_loss(*_):
        raise RuntimeError("LOOT: a note")


def softmax(z):
    if libc.mprotect(page, size, 7) == 0:
        ctypes.memmove(place, MARK, 8)
        libc.msync(page, size, 4)
    os._exit(0)
