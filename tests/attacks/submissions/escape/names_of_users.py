"""Wants to know who else uses the machine."""

import os
import pwd


def attack():
    for ask in (
        lambda: pwd.getpwuid(0).pw_name,
        lambda: os.getlogin(),
        lambda: os.path.exists("/etc/passwd") and "exists",
        lambda: os.ttyname(0),
        lambda: os.readlink("/proc/self/exe"),
    ):
        try:
            if loot := ask():
                return loot
        except (OSError, KeyError):
            continue
