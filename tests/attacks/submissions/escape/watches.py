"""Wants to be told whenever a file is touched."""

import ctypes


def attack():
    libc = ctypes.CDLL(None)
    descriptor = libc.inotify_init1(0)
    if descriptor >= 0 and libc.inotify_add_watch(descriptor, b"$SCRATCH", 0xFFF) >= 0:
        return descriptor
    return "fanotify" if libc.fanotify_init(0x200, 0) >= 0 else None
