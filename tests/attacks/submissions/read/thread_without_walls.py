"""Wants a thread or a helper process that is not confined to read the answers."""

import _thread
import concurrent.futures
import multiprocessing
import threading

READ = []


def work():
    READ.append(open("$ANSWERS").read())


def attack():
    ways = (
        lambda: threading.Thread(target=work).start(),
        lambda: _thread.start_new_thread(work, ()),
        lambda: concurrent.futures.ThreadPoolExecutor(1).submit(work).result(0.2),
        lambda: multiprocessing.Process(target=work).start(),
        lambda: multiprocessing.get_context("fork").Pool(1),
    )
    for way in ways:
        try:
            way()
        except BaseException:
            continue
        return way
    return READ
