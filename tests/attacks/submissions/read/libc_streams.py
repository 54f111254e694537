"""Wants the answers from C's own library, behind Python's back."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.fopen.restype = ctypes.c_void_p
    libc.freopen.restype = ctypes.c_void_p
    libc.opendir.restype = ctypes.c_void_p
    path = b"$ANSWERS"
    stdin = ctypes.c_void_p.in_dll(libc, "stdin")
    for found in (
        libc.fopen(path, b"r"),
        libc.fopen(path, b"rm"),
        libc.freopen(path, b"r", stdin),
        libc.opendir(b"/"),
    ):
        if found:
            return found
    for found in (libc.open(path, 0), libc.openat(-100, path, 0), libc.open64(path, 0)):
        if found >= 0:
            return found
