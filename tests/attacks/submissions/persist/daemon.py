"""Wants a grandchild in a session of its own, which nobody waits for."""

import os
import time


def attack():
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            time.sleep(3)
        os._exit(0)
    return "a daemon"
