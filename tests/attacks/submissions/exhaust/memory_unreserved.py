"""Wants a terabyte of address space that nobody has to back."""

import mmap

MAP_NORESERVE = 0x4000


def attack():
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_NORESERVE
    return mmap.mmap(-1, 2**40, flags=flags, prot=mmap.PROT_READ)
