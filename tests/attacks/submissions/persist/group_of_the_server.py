"""Wants to join the fork server's process group, and to get its signals."""

import os


def attack():
    for group in (os.getpgid(os.getpid()), 0):
        try:
            os.setpgid(0, group)
        except OSError:
            continue
        return group or "its own"
