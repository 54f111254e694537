"""Wants fifty threads."""

import threading
import time


def attack():
    threads = [threading.Thread(target=time.sleep, args=(2,), daemon=True) for _ in range(50)]
    for thread in threads:
        thread.start()
    return len(threads)
