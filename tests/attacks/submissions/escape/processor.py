"""Wants another personality, ports, segments and thread registers."""

import ctypes
import os


def attack():
    if os.uname().machine != "x86_64":
        return None
    libc = ctypes.CDLL(None)
    base = ctypes.c_ulong()
    found = {
        "personality": libc.personality(ctypes.c_ulong(0xFFFFFFFF)),
        "arch_prctl": libc.syscall(158, 0x1003, ctypes.byref(base)),
        "cpuid fault": libc.syscall(158, 0x1012, 1),
        "modify_ldt": libc.syscall(154, 0, None, 0),
        "iopl": libc.syscall(172, 0),
        "ioperm": libc.syscall(173, 0, 1, 0),
    }
    return [name for name, result in found.items() if result >= 0]
