"""Wants the environment of the process that started this one."""

import os


def attack():
    for pid in (os.getppid(), "$GRADER"):
        try:
            text = open(f"/proc/{pid}/environ", "rb").read()
        except OSError:
            continue
        if text:
            return text
