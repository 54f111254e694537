"""Wants to know on which processors and how the grader runs."""

import os


def attack():
    found = []
    for pid in (int("$GRADER"), os.getppid()):
        for ask in (os.sched_getaffinity, os.sched_getscheduler, os.sched_getparam):
            try:
                found.append(ask(pid))
            except OSError:
                continue
    return found
