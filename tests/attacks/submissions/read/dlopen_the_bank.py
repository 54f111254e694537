"""Wants the loader to map the answers into memory as if they were a library."""

import ctypes


def attack():
    loader = ctypes.CDLL(None)
    loader.dlopen.restype = ctypes.c_void_p
    loader.dlerror.restype = ctypes.c_char_p
    for path in (b"$ANSWERS", b"$BANK", b"$SIBLING"):
        if loader.dlopen(path, 1):
            return path
        # "invalid ELF header" says that the file was opened.
        if b"ELF" in (loader.dlerror() or b"") or b"too short" in (loader.dlerror() or b""):
            return path
