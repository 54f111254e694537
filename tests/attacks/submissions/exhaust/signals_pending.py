"""Wants 100,000 real-time signals to wait in the kernel."""

import os
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGRTMIN})


def attack():
    for _ in range(2000):
        os.kill(os.getpid(), signal.SIGRTMIN)
