"""Wants a timer that ticks by a kernel object of its own."""

import ctypes


def attack():
    timer = ctypes.c_void_p()
    libc = ctypes.CDLL(None)
    if libc.timer_create(0, None, ctypes.byref(timer)) == 0:
        return libc.timer_delete(timer) or "timer"
