"""Wants memory that can never be swapped out."""

import ctypes


def attack():
    libc = ctypes.CDLL(None)
    held = ctypes.create_string_buffer(2**20)
    if libc.mlock(held, ctypes.c_size_t(2**20)) == 0 or libc.mlockall(2) == 0:
        return "locked"
