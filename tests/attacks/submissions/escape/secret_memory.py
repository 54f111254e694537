"""Wants memory that not even the kernel may look into."""

import ctypes


def attack():
    descriptor = ctypes.CDLL(None).syscall(447, 0)
    return descriptor if descriptor >= 0 else None
