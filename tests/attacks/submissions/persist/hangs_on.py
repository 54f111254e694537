"""Wants to survive the end of the conversation: deaf to every signal, busy at every descriptor."""

import os
import signal

for number in range(1, 32):
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_IGN)
spare = [os.dup(3) for _ in range(10)] + [os.dup(1) for _ in range(10)]


def attack():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
