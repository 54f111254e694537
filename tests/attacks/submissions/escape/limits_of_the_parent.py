"""Wants to read the parent's limits, and set them to what they are."""

import os
import resource


def attack():
    for pid in (os.getppid(), int("$GRADER")):
        try:
            return resource.prlimit(pid, resource.RLIMIT_NOFILE)
        except OSError:
            continue
