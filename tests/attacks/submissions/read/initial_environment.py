"""Wants the first environment of the process, which stays on the stack when it is cleared."""

import ctypes
import os
import re


def attack():
    libc = ctypes.CDLL(None)
    read_end, write_end = os.pipe()
    environ = ctypes.c_void_p.in_dll(libc, "environ").value
    stack_end = ctypes.c_void_p.in_dll(libc, "__libc_stack_end").value
    seen = b""
    try:
        for start in filter(None, (environ, stack_end)):
            for page in range(start & ~4095, (start & ~4095) + 64 * 4096, 4096):
                if libc.write(write_end, ctypes.c_void_p(page), 4096) != 4096:
                    break
                seen += os.read(read_end, 4096)
    finally:
        os.close(read_end)
        os.close(write_end)
    return re.findall(rb"canary-[0-9a-f]{32}|AUTOGRADER_\w+", seen)
