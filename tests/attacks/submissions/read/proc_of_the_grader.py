"""Wants the memory, the descriptors and the command line of the grader and of the fork server."""

import os


def attack():
    for pid in ("$GRADER", os.getppid(), 1):
        for name in ("mem", "maps", "cmdline", "fd/3", "root$ANSWERS", "cwd", "stat", "task"):
            for look in (os.stat, os.readlink, lambda path: open(path, "rb")):
                try:
                    return look(f"/proc/{pid}/{name}")
                except OSError:
                    continue
