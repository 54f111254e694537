"""Wants its pages merged with equal ones of the grader, which the time of a write would tell."""

import ctypes
import mmap

MERGEABLE = 12


def attack():
    page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    address = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    libc = ctypes.CDLL(None)
    if libc.madvise(address, ctypes.c_size_t(4096), MERGEABLE) == 0:
        return "merged, should the kernel look for pages to merge"
