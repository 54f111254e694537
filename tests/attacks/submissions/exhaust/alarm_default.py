"""Wants to die by a signal later on, when somebody else is to blame."""

import signal

SPOILS = True


def softmax(z):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    return z
