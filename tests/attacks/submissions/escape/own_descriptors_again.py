"""Wants its own descriptors opened anew, with other rights or as what lies behind them."""

import os


def attack():
    found = []
    for number in range(4):
        for folder in ("/proc/self/fd", "/dev/fd", "/proc/thread-self/fd"):
            for flags in (os.O_RDONLY, os.O_WRONLY, os.O_PATH):
                try:
                    found.append(os.open(f"{folder}/{number}", flags | os.O_NONBLOCK))
                except OSError:
                    continue
    return found
