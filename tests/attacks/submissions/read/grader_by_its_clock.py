"""Wants to time the grader's work by the processor clock of its process."""

import os
import time


def attack():
    for pid in (int("$GRADER"), os.getppid(), 1):
        for kind in (0, 1, 2, 4, 6):
            try:
                return pid, time.clock_gettime((~pid << 3) | kind)
            except OSError:
                continue
