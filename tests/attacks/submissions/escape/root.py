"""Wants to be root, or anybody else."""

import os


def attack():
    found = []
    for what in (
        lambda: os.setuid(0),
        lambda: os.setresuid(os.getuid(), 0, 0),
        lambda: os.setgid(0),
        lambda: os.setgroups([0]),
        lambda: os.setreuid(-1, os.getuid()),
        lambda: os.setfsuid(0) if hasattr(os, "setfsuid") else 1 / 0,
        lambda: os.setpgid(0, 0),
        lambda: os.setsid(),
    ):
        try:
            found.append(str(what()))
        except (OSError, ZeroDivisionError):
            continue
    return found
