"""Wants a thread that goes on when the answer has been given."""

import _thread
import threading
import time


def late():
    time.sleep(1)
    open("$SCRATCH/late", "w").close()


def attack():
    for start in (
        lambda: threading.Timer(0.5, late).start(),
        lambda: _thread.start_new_thread(late, ()),
        lambda: threading.Thread(target=late, daemon=False).start(),
    ):
        try:
            start()
        except RuntimeError:
            continue
        return "a thread"
