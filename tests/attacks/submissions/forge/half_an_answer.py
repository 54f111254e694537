"""Wants to end in the middle of an answer."""

import os
import signal


def softmax(z):
    os.write(3, b"\x40\0\0\0\x86\xa4type\xa6Answer\xa5nonce")
    os.kill(os.getpid(), signal.SIGKILL if z.size % 2 else signal.SIGSEGV)
    return z
