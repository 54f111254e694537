"""Wants to leave a note in a keyring that all processes of a user share."""

import ctypes
import os

ADD, REQUEST, CONTROL = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    for ring in (-1, -2, -3, -4, -5):
        if libc.syscall(ADD, b"user", b"note", b"x", 1, ring) >= 0:
            return "add_key", ring
        if libc.syscall(CONTROL, 0, ring, 1) >= 0:
            return "keyctl", ring
    if libc.syscall(REQUEST, b"user", b"note", None, -4) >= 0:
        return "request_key"
