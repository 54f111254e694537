"""Wants a descriptor that somebody forgot to close."""

import os


def attack():
    found = []
    for descriptor in range(4, 1024):
        try:
            found.append((descriptor, os.fstat(descriptor)))
        except OSError:
            continue
    for descriptor in range(4):
        try:
            found.append(os.pread(descriptor, 100, 0) or None)
            os.lseek(descriptor, 0, os.SEEK_SET)
        except OSError:
            continue
    return [item for item in found if item]
