"""Wants the C library to start a program, by its newer ways."""

import ctypes
import os


def attack():
    try:
        return os.posix_spawn("/bin/true", ["true"], {})
    except OSError:
        pid = ctypes.c_int()
        arguments = (ctypes.c_char_p * 2)(b"true", None)
        if not ctypes.CDLL(None).posix_spawnp(
            ctypes.byref(pid), b"true", None, None, arguments, None
        ):
            return pid.value
