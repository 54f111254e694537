"""Wants to learn from a failing exec whether a file is there."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    said = set()
    for path in (b"$ANSWERS", b"/nonexistent", b"/bin/true", b"/"):
        libc.execve(path, None, None)
        said.add(ctypes.get_errno())
        libc.execveat(-100, path, None, None, 0)
        said.add(ctypes.get_errno())
    return said if len(said) > 1 else None
