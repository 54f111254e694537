"""Wants a file in /dev/shm, where others look for theirs."""

import ctypes
import os


def attack():
    libc, name = ctypes.CDLL(None), b"/autograder-attack"
    descriptor = libc.shm_open(name, os.O_CREAT | os.O_RDWR, 0o600)
    if descriptor >= 0:
        libc.shm_unlink(name)
        return descriptor
    semaphore = libc.sem_open(name, os.O_CREAT, 0o600, 1)
    return semaphore and libc.sem_unlink(name) == 0
