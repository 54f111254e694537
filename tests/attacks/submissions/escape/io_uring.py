"""Wants files opened by a kernel thread on its behalf."""

import ctypes


def attack():
    parameters = ctypes.create_string_buffer(120)
    libc = ctypes.CDLL(None)
    ring = libc.syscall(425, 1, parameters)
    if ring >= 0 or libc.syscall(426, 3, 0, 0, 0, None, 0) >= 0:
        return ring
