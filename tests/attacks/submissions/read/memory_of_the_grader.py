"""Wants to copy the grader's memory with one call."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    word = ctypes.create_string_buffer(8)
    local = (ctypes.c_ulong * 2)(ctypes.addressof(word), 8)
    remote = (ctypes.c_ulong * 2)(id(None), 8)
    for pid in (int("$GRADER"), os.getppid()):
        if libc.process_vm_readv(pid, local, 1, remote, 1, 0) > 0:
            return word.raw
        if libc.process_vm_writev(pid, local, 0, remote, 0, 0) >= 0:
            return pid
