"""Wants shared anonymous memory beyond the limit."""

import mmap


def attack():
    held = []
    try:
        while len(held) < 40:
            held.append(mmap.mmap(-1, 2**26, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
            held[-1][::4096] = bytes(2**14)
    except (MemoryError, OSError):
        pass
    size = len(held) * 2**26
    held.clear()
    return size if size > 1.05 * 2**30 else None
