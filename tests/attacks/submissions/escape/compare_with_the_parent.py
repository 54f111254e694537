"""Wants the kernel to tell whether it shares memory and files with its parent."""

import ctypes
import os

NUMBER = {"x86_64": 312, "aarch64": 272}[os.uname().machine]


def attack():
    for kind in range(8):
        found = ctypes.CDLL(None).syscall(NUMBER, os.getpid(), os.getppid(), kind, 0, 0)
        if found >= 0:
            return kind, found
