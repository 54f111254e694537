"""Wants a thread that Python knows nothing of."""

import ctypes


def attack():
    libc = ctypes.CDLL(None)
    thread = ctypes.c_ulong()
    work = ctypes.cast(libc.getppid, ctypes.c_void_p)
    if libc.pthread_create(ctypes.byref(thread), None, work, None) == 0:
        libc.pthread_join(thread, None)
        return thread.value
