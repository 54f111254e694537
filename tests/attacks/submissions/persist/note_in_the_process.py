"""Wants to find in a fresh worker a mask, a limit, a folder, a group or a name that was set."""

import os
import resource
import signal
import sys

CALM = {signal.SIGUSR1, signal.SIGCHLD}


def state():
    os.umask(mask := os.umask(0o77))
    ignored = [number for number in CALM if signal.getsignal(number) == signal.SIG_IGN]
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return mask == 0o123, ignored, blocked & CALM, os.environ.get("NOTE"), sys.flags.optimize


def softmax(z):
    for number in CALM:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, CALM)
    os.umask(0o123)
    os.environ["NOTE"] = os.environ["PYTHONOPTIMIZE"] = "1"
    for which in (resource.RLIMIT_NOFILE, resource.RLIMIT_CPU):
        try:
            resource.setrlimit(which, (1, 1))
        except (OSError, ValueError):
            continue
    os._exit(0)


if any(state()):

    def mse_loss(*_):
        raise RuntimeError(f"LOOT: {state()}")
