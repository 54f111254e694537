"""Wants its capabilities back."""

import ctypes
import struct


def attack():
    libc = ctypes.CDLL(None)
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    if libc.capset(header, b"\xff" * 24) == 0:
        return "all capabilities"
    data = ctypes.create_string_buffer(24)
    if libc.capget(header, data) == 0 and any(data.raw):
        return data.raw
