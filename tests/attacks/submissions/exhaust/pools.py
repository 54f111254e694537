"""Wants workers of its own, by the library's ways to get them."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def attack():
    found = []
    for pool in (ThreadPoolExecutor, ProcessPoolExecutor, multiprocessing.Pool):
        try:
            with pool(2) as workers:
                found += workers.map(abs, [-1])
        except (OSError, RuntimeError):
            continue
    return found
