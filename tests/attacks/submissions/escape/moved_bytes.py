"""Wants the calls that move bytes between descriptors inside the kernel."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None)
    ours, theirs = os.pipe()
    os.write(theirs, b"x")
    vector = (ctypes.c_void_p * 2)(id(None), 8)
    one = ctypes.c_size_t(1)
    found = {
        "vmsplice": libc.vmsplice(theirs, vector, one, 0),
        "tee": libc.tee(ours, theirs, one, 0),
        "splice": libc.splice(ours, None, 1, None, one, 0),
        "sendfile": libc.sendfile(1, 0, None, one),
        "copy_file_range": libc.copy_file_range(0, None, 1, None, one, 0),
        "pipe size": libc.fcntl(ours, 1031, 2**20),
    }
    os.close(ours)
    os.close(theirs)
    return [name for name, result in found.items() if result >= 0]
