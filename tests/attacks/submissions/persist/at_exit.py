"""Wants to be run when the worker ends, and to keep it from ending."""

import atexit
import os
import threading
import time


def stay():
    open("$SCRATCH/stayed", "w").close()
    while True:
        time.sleep(1)


class Stay:
    def __del__(self, stay=stay):
        stay()


atexit.register(stay)
threading._register_atexit(stay)
kept = Stay()
circle = [kept]
circle.append(circle)


def attack():
    os.register_at_fork(before=stay, after_in_child=stay, after_in_parent=stay)
