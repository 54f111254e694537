"""Wants the grader to spin on a closed output stream while it waits."""

import os
import time

os.close(1)
os.close(2)


def attack():
    time.sleep(0.05)
