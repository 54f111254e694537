"""Wants to know which other processes there are, and how they are scheduled."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(64)
    for pid in (int("$GRADER"), os.getppid()):
        for name, found in (
            ("getpgid", libc.getpgid(pid)),
            ("getsid", libc.getsid(pid)),
            ("sched_getscheduler", libc.sched_getscheduler(pid)),
            ("sched_getparam", libc.sched_getparam(pid, room)),
            ("sched_getaffinity", libc.sched_getaffinity(pid, 64, room)),
            ("sched_rr_get_interval", libc.sched_rr_get_interval(pid, room)),
            ("sched_getattr", libc.syscall(315, pid, room, 48, 0)),
            ("get_robust_list", libc.syscall(274, pid, room, room)),
            ("getpriority", libc.getpriority(0, pid)),
            ("prlimit", libc.prlimit(pid, 0, None, room)),
        ):
            if found >= 0:
                return name, pid, found
