"""Wants the other interpreters, threads and frames of the process."""

import sys
import threading

import numpy as np


def attack():
    others = [frame for ident, frame in sys._current_frames().items()]
    for frame in others:
        while frame is not None:
            for value in frame.f_locals.values():
                held = vars(value).get("outputs") if type(value).__name__ == "Outcome" else 0
                if isinstance(held, dict) and any(
                    isinstance(leaf, np.ndarray) and leaf.ndim == 2 and np.allclose(leaf.sum(1), 1)
                    for leaf in held.values()
                ):
                    return held
            frame = frame.f_back
    if threading.active_count() > 1 or len(others) > 1:
        return others
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        return None
    return len(interpreters.list_all()) > 1
