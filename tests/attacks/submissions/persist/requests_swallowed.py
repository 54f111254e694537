"""Wants to read the next exercise's requests before the worker does."""

import os
import select
import signal

SPOILS = True


def swallow(number, frame):
    if select.select([3], [], [], 0)[0]:
        os.read(3, 2**20)


def softmax(z):
    signal.signal(signal.SIGALRM, swallow)
    signal.setitimer(signal.ITIMER_REAL, 1e-3, 1e-3)
    return z
