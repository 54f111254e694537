"""Wants to learn from error numbers which files there are."""

import ctypes
import os

CALLS = (
    4,
    6,
    21,
    76,
    79,
    80,
    82,
    83,
    84,
    86,
    87,
    88,
    89,
    90,
    92,
    132,
    133,
    137,
    188,
    191,
    194,
    197,
    235,
    254,
    257,
    258,
    262,
    263,
    267,
    268,
    269,
    332,
    439,
    452,
)


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    said = []
    for path in (b"$ANSWERS", b"/nonexistent/file"):
        told = []
        for number in CALLS:
            first = (path, None) if number < 250 else (ctypes.c_long(-100), path)
            libc.syscall(ctypes.c_long(number), *first, None, None, None)
            told.append(ctypes.get_errno())
        for call in (os.stat, os.listdir, os.readlink, os.chdir, os.statvfs, os.pathconf):
            try:
                call(*((path, "PC_NAME_MAX") if call is os.pathconf else (path,)))
            except OSError as error:
                told.append(error.errno)
        said.append(told)
    if said[0] != said[1]:
        return said
