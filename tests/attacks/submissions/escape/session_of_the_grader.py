"""Wants to find the other processes by asking for the session of each."""

import os


def attack():
    found = []
    for pid in [int("$GRADER"), os.getppid(), *range(1, 50)]:
        for ask in (os.getsid, os.getpgid):
            try:
                found.append((pid, ask(pid)))
            except OSError:
                continue
    return found
