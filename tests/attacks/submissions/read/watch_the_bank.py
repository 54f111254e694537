"""Wants to be told when the grader opens its bank."""

import ctypes
import select


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for descriptor in (libc.inotify_init(), libc.inotify_init1(0), libc.fanotify_init(0, 0)):
        if descriptor < 0:
            continue
        libc.inotify_add_watch(descriptor, b"$BANK", 0xFFF)
        return descriptor, select.select([descriptor], [], [], 0.1)
