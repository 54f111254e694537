"""Wants the kernel to send others a signal whenever its socket has something to say."""

import fcntl
import os
import signal

F_SETSIG = 10


def attack():
    fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid())
    fcntl.fcntl(3, F_SETSIG, signal.SIGWINCH)
    return fcntl.fcntl(3, fcntl.F_GETOWN)
