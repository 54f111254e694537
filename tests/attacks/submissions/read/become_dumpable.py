"""Wants to be readable again, by others and by itself."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(4, 1, 0, 0, 0) == 0:  # PR_SET_DUMPABLE
        return "dumpable"
    if libc.prctl(0x59616D61, -1, 0, 0, 0) == 0:  # PR_SET_PTRACER: any
        return "traceable"
    for path in ("/proc/self/mem", "/proc/self/maps", "core"):
        try:
            return os.open(path, os.O_RDONLY)
        except OSError:
            continue
