"""Wants a mapping that grows downwards to grow beyond the limit."""

import ctypes
import mmap

MAP_GROWSDOWN = 0x0100


def attack():
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_GROWSDOWN
    stack = mmap.mmap(-1, 2**20, flags=flags)
    top = ctypes.addressof(ctypes.c_char.from_buffer(stack))
    for page in range(1, 20_000):  # 8 MB of stack are 2,048 pages
        ctypes.memset(top - page * 4096, 1, 1)
    return "80 MB of stack"
