"""Wants thirty processes that outlive it."""

import os
import time


def attack():
    found = []
    for _ in range(30):
        pid = os.fork()
        if pid == 0:
            time.sleep(3)
            os._exit(0)
        found.append(pid)
    return found
