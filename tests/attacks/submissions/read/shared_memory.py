"""Wants shared memory, message queues and semaphores that another process has left."""

import ctypes
import importlib


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for key in range(64):
        for found in (libc.shmget(key, 1, 0), libc.msgget(key, 0), libc.semget(key, 1, 0)):
            if found >= 0:
                return key
    for name in (b"/psm_autograder", b"/autograder"):
        if libc.shm_open(name, 0, 0) >= 0:
            return name
    for name in ("multiprocessing.shared_memory", "_posixshmem"):
        try:
            module = importlib.import_module(name)
            return module.SharedMemory(create=True, size=8).name
        except Exception:
            continue
