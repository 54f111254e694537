"""Wants a file through any of the ways to open it: for its path only, past the cache, to write."""

import os


def attack():
    flags = (os.O_RDONLY, os.O_PATH, os.O_NOATIME, os.O_DIRECT, os.O_RDWR, os.O_NOFOLLOW)
    for path in ("$ANSWERS", "$SIBLING", "$BANK"):
        for flag in flags:
            try:
                descriptor = os.open(path, flag)
            except OSError:
                continue
            return descriptor, os.fstat(descriptor)
