"""Wants SIGABRT, again from the handler."""

import os
import signal


def softmax(z):
    signal.signal(signal.SIGABRT, lambda *_: os.abort())
    os.abort()
