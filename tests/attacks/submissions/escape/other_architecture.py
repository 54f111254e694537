"""Wants system calls counted by another table: the 32-bit entry, from code of its own."""

import ctypes
import mmap
import os

GETUID_32, OPEN_32 = 24, 5


def attack():
    if os.uname().machine != "x86_64":
        return None
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\x53\xb8" + OPEN_32.to_bytes(4, "little") + b"\x31\xdb\x31\xc9\xcd\x80\x5b\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    result = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    return f"int 0x80 returned {result}"
