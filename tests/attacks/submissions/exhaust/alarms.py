"""Wants an exception a hundred thousand times a second, wherever the worker happens to be."""

import signal

SPOILS = True


def interrupt(number, frame):
    raise KeyboardInterrupt


def softmax(z):
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1e-5, 1e-5)
    return z
