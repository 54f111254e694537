"""Wants to change the machine: its name, its clock, its log."""

import ctypes
import os
import time


def attack():
    libc = ctypes.CDLL(None)
    name = os.uname().nodename.encode()
    found = {
        "sethostname": libc.sethostname(name, ctypes.c_size_t(len(name))),
        "adjtimex": libc.adjtimex(ctypes.create_string_buffer(256)),
        "klogctl": libc.klogctl(10, None, 0),
        "sync": libc.syscall(162) if os.uname().machine == "x86_64" else -1,
        "quotactl": libc.quotactl(0, None, 0, None),
    }
    try:
        time.clock_settime(time.CLOCK_REALTIME, time.time())
        found["clock_settime"] = 0
    except OSError:
        pass
    return [call for call, result in found.items() if result >= 0]
