"""Wants to be more important than others, or others less so."""

import ctypes
import os


def attack():
    found = []
    for what in (
        lambda: os.nice(-1),
        lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
        lambda: os.setpriority(os.PRIO_PROCESS, 0, 1),
        lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
        lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
        lambda: os.sched_setparam(0, os.sched_param(0)),
    ):
        try:
            found.append(str(what()))
        except OSError:
            continue
    if os.uname().machine == "x86_64" and ctypes.CDLL(None).syscall(251, 1, 0, 0x4000) == 0:
        found.append("ioprio_set")
    return found
