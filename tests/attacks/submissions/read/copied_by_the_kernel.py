"""Wants the kernel to copy a file from descriptor to descriptor."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    read_end, write_end = os.pipe()
    try:
        for source in range(32):
            for found in (
                libc.sendfile(write_end, source, None, 100),
                libc.splice(source, None, write_end, None, 100, 0),
                libc.tee(source, write_end, 100, 0),
                libc.copy_file_range(source, None, write_end, None, 100, 0),
                libc.vmsplice(write_end, None, 0, 0),
            ):
                if found > 0:
                    return os.read(read_end, 100)
    finally:
        os.close(read_end)
        os.close(write_end)
