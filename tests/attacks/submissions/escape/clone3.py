"""Wants a child by the newest call."""

import ctypes
import os


def attack():
    parent = os.getpid()
    arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
    pid = ctypes.CDLL(None).syscall(435, arguments, ctypes.sizeof(arguments))
    if os.getpid() != parent:
        os._exit(0)
    return pid if pid > 0 else None
