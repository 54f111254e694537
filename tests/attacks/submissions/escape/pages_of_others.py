"""Wants to move, advise and look up pages of the parent."""

import ctypes
import os

MIGRATE, MOVE, ADVISE, MINCORE = {"x86_64": (256, 279, 440, 27), "aarch64": (238, 239, 440, 232)}[
    os.uname().machine
]


def attack():
    libc = ctypes.CDLL(None)
    parent, mask = os.getppid(), (ctypes.c_ulong * 16)(1)
    page, status = (ctypes.c_void_p * 1)(id(None) & ~4095), (ctypes.c_int * 1)()
    found = {
        "migrate_pages": libc.syscall(MIGRATE, parent, 64, mask, mask),
        "move_pages": libc.syscall(MOVE, parent, 1, page, None, status, 0),
        "process_madvise": libc.syscall(ADVISE, 3, None, 0, 0, 0),
        "mincore": libc.syscall(MINCORE, page[0] and ctypes.c_void_p(page[0]), 4096, status),
    }
    return [name for name, result in found.items() if result >= 0]
