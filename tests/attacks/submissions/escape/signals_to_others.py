"""Wants to send the grader a signal that it ignores, by five calls."""

import ctypes
import os
import signal

WINDOW = signal.SIGWINCH


def attack():
    libc = ctypes.CDLL(None)
    for pid in (int("$GRADER"), os.getppid(), 0, -1, -os.getppid(), 2**32 + os.getppid()):
        if libc.kill(ctypes.c_long(pid), WINDOW) == 0:
            return "kill", pid
        if libc.killpg(abs(pid) & 0x7FFFFFFF, WINDOW) == 0:
            return "killpg", pid
        value = ctypes.c_void_p(0)
        if libc.sigqueue(ctypes.c_int(pid & 0x7FFFFFFF), WINDOW, value) == 0:
            return "sigqueue", pid
        for call, arguments in ((234, (pid, pid, WINDOW)), (200, (pid, WINDOW))):
            if os.uname().machine == "x86_64" and libc.syscall(call, *arguments) == 0:
                return call, pid
