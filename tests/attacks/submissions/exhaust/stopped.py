"""Wants to be neither running nor ended."""

import os
import signal


def softmax(z):
    os.kill(os.getpid(), signal.SIGSTOP)
