"""Wants its limits gone."""

import ctypes
import resource


def attack():
    infinite = resource.RLIM_INFINITY
    found = []
    for which in range(16):
        soft, hard = resource.getrlimit(which)
        for pair in ((hard, hard), (infinite, infinite)):
            both = (ctypes.c_ulong * 2)(*(value & (2**64 - 1) for value in pair))
            libc = ctypes.CDLL(None)
            if libc.setrlimit(which, both) == 0 or libc.prlimit(0, which, both, None) == 0:
                found.append((which, soft, pair))
    return found
